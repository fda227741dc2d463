// The mails of playbooks: words in both languages, laid out as the template editor would.
import type { Content } from "../../api/engage";
import type { Language } from "../../api/types";
import { newBlock, type Block } from "../blocks";
import { contentOf } from "../templates_mail";
import { mailsEn } from "./mails_en";
import { mailsZh } from "./mails_zh";
import type { PlaybookKey } from "./playbook";

export interface MailWords { subject: string; preheader: string; heading: string; text: string; button: string }
// `offer`: what they promise where they write %offer%, until the operator says something else.
export interface PlaybookMails { offer: string; mails: Readonly<Record<string, MailWords>> }
export interface MailBook { footer: { text: string; unsubscribe: string; preferences: string }; of: Readonly<Record<PlaybookKey, PlaybookMails>> }

const books: Record<Language, MailBook> = { en: mailsEn, "zh-CN": mailsZh };
export const mailsOf = (language: Language, key: PlaybookKey): PlaybookMails => books[language].of[key];

const accent = "#2f5fd0"; // the template editor's first

export function mailContent(key: PlaybookKey, mail: string, language: Language, { offer, link }: { offer: string; link: string }): Content {
  const { footer, of } = books[language];
  const words = of[key].mails[mail]!;
  const filled = (text: string) => text.replaceAll("%offer%", offer);
  const blocks: Block[] = [
    { type: "heading", text: filled(words.heading), size: "large", align: "left" },
    { type: "text", text: filled(words.text), align: "left" },
    { type: "button", text: filled(words.button), url: link, align: "left" },
    { ...newBlock("footer", { heading: "", text: "", button: "", footer: footer.text, unsubscribe: footer.unsubscribe, preferences: footer.preferences }) },
  ];
  return contentOf(language, filled(words.subject), filled(words.preheader), { accent, blocks });
}
