// Templates as the editor begins them, and where in one a problem lies.
import type { TFunction } from "i18next";
import type { Channel, Content } from "../api/engage";
import { blocksToHtml, newBlock, newDesign, writeDesign, type Block, type BlockWords, type Design } from "./blocks";
import { channelFacts, fitContent, hasPart } from "./channels";

export const blockWords = (t: TFunction): BlockWords => ({
  heading: t("templates.begin.heading"), text: t("templates.begin.text"), button: t("templates.begin.button"), footer: t("templates.begin.footer"), unsubscribe: t("templates.begin.unsubscribe"), preferences: t("templates.begin.preferences"),
});

const emptyContent = (language: string): Content => ({ language, subject: "", preheader: "", html: "", text: "", url: "", blocks: "" });
const designed = (language: string, design: Design): Pick<Content, "html" | "blocks"> => ({ html: blocksToHtml(design, language), blocks: writeDesign(design) });
export const contentOf = (language: string, subject: string, preheader: string, design: Design): Content => ({ ...emptyContent(language), subject, preheader, ...designed(language, design) });

// What was written, for another channel: what this has no place for goes, and where that leaves nothing it begins as new.
export function beginContent(content: Content, channel: Channel, t: TFunction): Content {
  const fitted = fitContent(content, channel);
  const begun = t("templates.begin.short");
  const subject = fitted.subject || (channelFacts[channel].titled ? t("templates.begin.title") : "");
  if (channel !== "email") return { ...fitted, subject, text: fitted.text || begun };
  const plain = { ...fitted, subject, text: fitted.text === begun ? "" : fitted.text };
  return plain.html === "" ? { ...plain, ...designed(content.language, newDesign(blockWords(t))) } : plain;
}
export const freshContent = (language: string, channel: Channel, t: TFunction): Content => beginContent(emptyContent(language), channel, t);

// What the empty page offers to begin with.
export const templateExamples = [
  { key: "welcome", channel: "email" }, { key: "back", channel: "email" }, { key: "news", channel: "email" }, { key: "shipped", channel: "sms" }, { key: "cart", channel: "web_push" },
] as const satisfies readonly { key: string; channel: Channel }[];

function exampleDesign(key: string, say: (part: string) => string, words: BlockWords): Design {
  const blocks: Block[] = [
    { type: "heading", text: say("heading"), size: "large", align: "left" },
    { type: "text", text: say("text"), align: "left" },
    ...(key === "back" ? [newBlock("products", words)] : []),
    { type: "button", text: say("button"), url: "https://example.com", align: "left" },
    newBlock("footer", words),
  ];
  return { accent: newDesign(words).accent, blocks };
}
export function exampleContent({ key, channel }: (typeof templateExamples)[number], language: string, t: TFunction): Content {
  const say = (part: string) => t(`templates.example.${key}.${part}`, { defaultValue: "" });
  const head = { ...emptyContent(language), subject: say("subject"), preheader: say("preheader") };
  if (channel === "email") return { ...head, ...designed(language, exampleDesign(key, say, blockWords(t))) };
  return { ...head, text: say("text"), url: hasPart(channel, "url") ? "https://example.com" : "" };
}

// Where the server says that something is wrong: "message.contents[1].subject", or of what it rendered "subject".
export interface Place { content: number | undefined; part: "subject" | "preheader" | "html" | "text" | "url" | "language" | "" }
export function placeOf(field: string): Place {
  const content = /contents\[(\d+)\]/.exec(field);
  const part = /(?:^|\.)(subject|preheader|html|text|url|language)$/.exec(field);
  return { content: content ? Number(content[1]) : undefined, part: (part?.[1] ?? "") as Place["part"] };
}

export const languageNames = ["zh-CN", "zh-TW", "en", "ja", "ko", "de", "fr", "es", "pt", "ru", "ar", "th", "vi", "id"] as const;
export function languageName(language: string, shown: string): string {
  try {
    return new Intl.DisplayNames([shown], { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}
