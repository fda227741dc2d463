// Addresses as they may be told: without secrets and without who is named in them.
import { maskText } from "./mask_text.js";

// "accessToken" and "access_token" are both made of "token".
function partsOf(name: string): string[] {
  return name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase().split(/[^a-z0-9]+/);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function cleanAddress(address: string, strip: string[]): string {
  const secret = new Set(strip.map((name) => name.toLowerCase()));
  const isSecret = (name: string) => secret.has(name.toLowerCase()) || partsOf(name).some((part) => secret.has(part));
  const stripped = address
    .replace(/\/\/[^/?#@]*@/, "//")
    .replace(/([?&#;])([^=&#?;/]+)=([^&#;]*)/g, (pair, mark: string, name: string) => (isSecret(decoded(name)) ? mark : pair))
    .replace(/([?&#])&+/g, "$1")
    .replace(/&(?=#|$)/g, "")
    .replace(/[?#](?=#|$)/g, "");
  return maskText(stripped, true);
}

export function campaignOf(search: string): Record<string, string> | undefined {
  const campaign: Record<string, string> = {};
  new URLSearchParams(search).forEach((value, key) => {
    if (key.startsWith("utm_") && value) campaign[key === "utm_campaign" ? "name" : key.slice(4)] = value;
  });
  return Object.keys(campaign).length > 0 ? campaign : undefined;
}
