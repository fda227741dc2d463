const email = /[\w.+-]+(@|%40)[\w-]+(\.[\w-]+)+/gi;
const password = /(passw\w*|pwd|密码)(\s*[:=：]\s*)\S+/gi;
const cardLike = /\b\d(?:[ -]?\d){12,18}\b/g;

// Long numbers are common in addresses, where they name products and orders.
export function maskText(text: string, isAddress = false): string {
  const masked = text.replace(email, "***").replace(password, "$1$2***");
  return isAddress ? masked : masked.replace(cardLike, "***");
}
