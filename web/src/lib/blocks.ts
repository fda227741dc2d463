// A mail made of blocks: what the editor keeps as JSON, and the HTML that mail programs get. What operators write is
// text with Liquid in it: the text is escaped, the Liquid stays as it is, and the server escapes what it prints.
export type Align = "left" | "center" | "right";
export type Block =
  | { type: "heading"; text: string; size: "large" | "small"; align: Align }
  | { type: "text"; text: string; align: Align }
  | { type: "button"; text: string; url: string; align: Align }
  | { type: "image"; url: string; alt: string; link: string; width: number } // width in pixels; 0: as wide as the mail
  | { type: "divider" }
  | { type: "products"; list: string; title: string; price: string; image: string; url: string; most: number } // names of fields
  | { type: "footer"; text: string; unsubscribe: string; preferences: string };
export type BlockType = Block["type"];
export interface Design {
  accent: string; // #rrggbb
  blocks: Block[];
}

export const blockTypes: readonly BlockType[] = ["heading", "text", "button", "image", "divider", "products", "footer"];
export const width = 600;
const plainAccent = "#2f5fd0";

export interface BlockWords { heading: string; text: string; button: string; footer: string; unsubscribe: string; preferences: string }

export function newBlock(type: BlockType, words: BlockWords): Block {
  switch (type) {
    case "heading": return { type, text: words.heading, size: "large", align: "left" };
    case "text": return { type, text: words.text, align: "left" };
    case "button": return { type, text: words.button, url: "https://", align: "left" };
    case "image": return { type, url: "https://", alt: "", link: "", width: 0 };
    case "divider": return { type };
    case "products": return { type, list: "person.recommended", title: "title", price: "price", image: "image", url: "url", most: 3 };
    case "footer": return { type, text: words.footer, unsubscribe: words.unsubscribe, preferences: words.preferences };
  }
}
export const newDesign = (words: BlockWords): Design => ({
  accent: plainAccent, blocks: (["heading", "text", "button", "footer"] as const).map((type) => newBlock(type, words)),
});

// What was stored; undefined: the HTML was written by hand, or the blocks are of another kind.
export function readDesign(text: string): Design | undefined {
  try {
    const read = JSON.parse(text) as Partial<Design> | null;
    if (!read || !Array.isArray(read.blocks) || !read.blocks.every((one) => blockTypes.includes(one?.type))) return undefined;
    return { accent: isColor(read.accent) ? read.accent : plainAccent, blocks: read.blocks };
  } catch {
    return undefined;
  }
}
export const writeDesign = (design: Design): string => JSON.stringify(design);

const isColor = (text: unknown): text is string => typeof text === "string" && /^#[0-9a-f]{6}$/i.test(text);

// ---- text with Liquid ----

const liquid = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => marks[c]!);

// The text with a mark in place of each piece of Liquid, and the way back.
function setAside(text: string): { bare: string; back: (text: string) => string } {
  const kept: string[] = [];
  const bare = text.replaceAll("\u0000", "").replace(liquid, (found) => `\u0000${kept.push(found) - 1}\u0000`);
  return { bare, back: (made) => made.replace(/\u0000(\d+)\u0000/g, (_, n: string) => kept[Number(n)]!) };
}

// For the inside of an element or of an attribute in double quotes.
export function escapeText(text: string): string {
  const { bare, back } = setAside(text);
  return back(escaped(bare));
}

// An address that a mail may lead to, or "": no script, nothing relative. A bare domain gets https.
export function safeUrl(text: string): string {
  const url = text.replace(/[\s\u007f]+/g, (found) => (text.includes("{") ? found : "")).trim();
  if (/^(https?:\/\/.|mailto:.|tel:.)/i.test(url) || /^(\{\{|\{%|\u0000)/.test(url)) return url;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+([/?#:].*)?$/i.test(url) && !/^[a-z]+:/i.test(url)) return `https://${url}`;
  return "";
}

// **bold**, [words](address) and line breaks.
function inline(text: string, accent: string): string {
  const { bare, back } = setAside(text);
  const bold = (part: string) => escaped(part).replace(/\*\*(?=\S)([^\n]*?\S)\*\*/g, "<strong>$1</strong>").replaceAll("\n", "<br>");
  const parts = bare.split(/\[([^\]\n]+)\]\(([^)\s]+)\)/);
  let out = "";
  for (let i = 0; i < parts.length; i += 3) {
    out += bold(parts[i]!);
    if (i + 2 >= parts.length) break;
    const url = safeUrl(parts[i + 2]!);
    out += url ? `<a href="${escaped(url)}" style="color:${accent};text-decoration:underline">${bold(parts[i + 1]!)}</a>` : bold(parts[i + 1]!);
  }
  return back(out);
}

// ---- HTML ----

const font = "-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans SC',Helvetica,Arial,sans-serif";
const cell = (inside: string, style: string, align: Align = "left") => `<tr><td align="${align}" class="pad" style="padding:${style};font-family:${font};text-align:${align}">${inside}</td></tr>`;
const href = (url: string) => escapeText(safeUrl(url)) || "#";

// A variable or field by name: only what is a name can stand in Liquid.
const named = (text: string, otherwise: string) => (/^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$/.test(text.trim()) ? text.trim() : otherwise);

function productsHtml(block: Extract<Block, { type: "products" }>, accent: string): string {
  const of = (field: string) => `item.${named(field, "title")}`;
  const picture = block.image ? `{% if ${of(block.image)} %}<td width="96" valign="top" style="padding:0 16px 0 0"><img src="{{ ${of(block.image)} }}" alt="" width="80" style="display:block;width:80px;border:0;border-radius:6px"></td>{% endif %}` : "";
  const title = `<span class="ink" style="color:#1d2633;font-weight:600">{{ ${of(block.title)} }}</span>`;
  const linked = block.url ? `{% if ${of(block.url)} %}<a href="{{ ${of(block.url)} }}" style="color:${accent};text-decoration:none">${title}</a>{% else %}${title}{% endif %}` : title;
  const price = block.price ? `{% if ${of(block.price)} %}<br><span class="muted" style="color:#667085">{{ ${of(block.price)} }}</span>{% endif %}` : "";
  const row = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${picture}<td valign="top" style="font-family:${font};font-size:15px;line-height:22px">${linked}${price}</td></tr></table>`;
  return `{% for item in ${named(block.list, "person.recommended")} limit: ${Math.min(20, Math.max(1, Math.round(block.most) || 1))} %}\n${cell(row, "8px 32px")}\n{% endfor %}`;
}

function imageHtml(block: Extract<Block, { type: "image" }>): string {
  const url = safeUrl(block.url);
  if (!url || url === "https://") return "";
  const wide = block.width > 0 ? Math.min(width, Math.round(block.width)) : width;
  const picture = `<img src="${escapeText(url)}" alt="${escapeText(block.alt)}" width="${wide}" style="display:block;width:100%;max-width:${wide}px;height:auto;border:0">`;
  const inside = block.link && safeUrl(block.link) ? `<a href="${href(block.link)}">${picture}</a>` : picture;
  return cell(inside, block.width > 0 ? "8px 32px" : "8px 0");
}

function footerHtml(block: Extract<Block, { type: "footer" }>): string {
  const link = (variable: string, text: string) => (text ? `<a href="{{ ${variable} }}" class="muted" style="color:#667085;text-decoration:underline">${escapeText(text)}</a>` : "");
  const links = [link("unsubscribe_url", block.unsubscribe), link("preferences_url", block.preferences)].filter(Boolean).join(" &nbsp;·&nbsp; ");
  const text = block.text ? `${inline(block.text, "#667085")}<br>` : "";
  return cell(`<p class="muted" style="margin:0;color:#667085;font-size:12px;line-height:20px">${text}${links}</p>`, "16px 32px 24px");
}

function blockHtml(block: Block, accent: string): string {
  switch (block.type) {
    case "heading": {
      const [size, line] = block.size === "large" ? [26, 34] : [19, 26];
      const tag = block.size === "large" ? "h1" : "h2";
      return cell(`<${tag} class="ink" style="margin:0;color:#1d2633;font-size:${size}px;line-height:${line}px;font-weight:700">${inline(block.text, accent)}</${tag}>`, "24px 32px 4px", block.align);
    }
    case "text":
      return block.text.split(/\n{2,}/).filter((part) => part.trim() !== "")
        .map((part) => cell(`<p class="ink" style="margin:0;color:#1d2633;font-size:16px;line-height:26px">${inline(part.trim(), accent)}</p>`, "8px 32px", block.align)).join("\n");
    case "button":
      return cell(`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="display:inline-table"><tr><td bgcolor="${accent}" style="border-radius:6px;background:${accent}"><a href="${href(block.url)}" style="display:inline-block;padding:12px 24px;color:#ffffff;font-family:${font};font-size:16px;font-weight:600;text-decoration:none">${escapeText(block.text)}</a></td></tr></table>`, "12px 32px", block.align);
    case "image": return imageHtml(block);
    case "divider": return cell(`<div class="line" style="height:1px;line-height:1px;font-size:1px;background:#e4e7ee">&nbsp;</div>`, "16px 32px");
    case "products": return productsHtml(block, accent);
    case "footer": return footerHtml(block);
  }
}

const head = `<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 620px) { .pad { padding-left: 20px !important; padding-right: 20px !important; } .outer { padding: 0 !important; } .sheet { border-radius: 0 !important; } }
@media (prefers-color-scheme: dark) { .ground { background: #0f131a !important; } .sheet { background: #171c26 !important; } .ink { color: #e4e8f0 !important; } .muted { color: #95a0b3 !important; } .line { background: #2b3240 !important; } }
</style>`;

// The whole mail: tables and styles in each element, for mail programs know little else; at most 600 pixels wide.
export function blocksToHtml(design: Design, language = ""): string {
  const accent = isColor(design.accent) ? design.accent : plainAccent;
  const rows = design.blocks.map((block) => blockHtml(block, accent)).filter(Boolean).join("\n");
  const lang = /^[A-Za-z0-9-]{2,20}$/.test(language) ? ` lang="${language}"` : "";
  return `<!doctype html>
<html${lang}>
<head>
${head}
</head>
<body class="ground" style="margin:0;padding:0;background:#f2f4f8">
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f2f4f8"><tr><td align="center" class="outer" style="padding:24px 12px">
<table role="presentation" class="sheet" width="${width}" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:${width}px;background:#ffffff;border-radius:10px">
${rows}
</table>
</td></tr></table>
</body>
</html>
`;
}

// How a variable is printed: names that are no plain words stand in brackets.
export function variable(path: string, otherwise?: string): string {
  const [root, ...rest] = path.split(".");
  const said = rest.reduce((text, name) => (/^[A-Za-z_][\w-]*$/.test(name) ? `${text}.${name}` : `${text}["${name.replaceAll('"', "")}"]`), root!);
  return otherwise === undefined ? `{{ ${said} }}` : `{{ ${said} | default: "${otherwise.replaceAll('"', "")}" }}`;
}
