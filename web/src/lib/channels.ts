// What tells the channels apart: the one table of it here, as src/engage/channel_kinds.cc and src/cli/channels.cc have it.
import type { TFunction } from "i18next";
import type { Channel, Content, PreviewResponse, TemplateView, Variant } from "../api/engage";

export type Family = "mail" | "sms" | "push" | "app" | "hook" | "robot";
export type AddressTrait = "email_trait" | "phone_trait" | "web_push_trait" | "fcm_trait" | "apns_trait";
export type Rate = "email_per_second" | "sms_per_second" | "push_per_second" | "webhook_per_second";

// The parts of a content that are not its language. `text` has a place everywhere.
type Part = "subject" | "preheader" | "html" | "url";

export interface ChannelFacts {
  family: Family;
  parts: readonly Part[];
  titled: boolean; // it needs a title
  trait?: AddressTrait; // says where it reaches a person; else it has one address for all
  rate?: Rate; // none: it goes nowhere outside
  table: string; // of config.toml
  lines: readonly string[]; // in that table
}

const push = { family: "push", parts: ["subject", "url"], titled: true, rate: "push_per_second" } as const;
const robot = { family: "robot", parts: ["subject", "url"], titled: false, rate: "webhook_per_second" } as const;

export const channelFacts: Record<Channel, ChannelFacts> = {
  email: {
    family: "mail", parts: ["subject", "preheader", "html"], titled: true, trait: "email_trait", rate: "email_per_second", table: "smtp",
    lines: ['host = "smtp.example.com"', "port = 587", 'user = "throng"', 'password = "..."', 'from = "news@example.com"', 'tls = "starttls"'],
  },
  sms: {
    family: "sms", parts: [], titled: false, trait: "phone_trait", rate: "sms_per_second", table: "channels.sms",
    lines: ['provider = "twilio"', 'account = "AC..."', 'token = "..."', 'from = "+15550100"'],
  },
  web_push: { ...push, trait: "web_push_trait", table: "channels.web_push", lines: ['contact = "mailto:you@example.com"'] },
  fcm: { ...push, trait: "fcm_trait", table: "channels.fcm", lines: ['service_account_file = "firebase.json"'] },
  apns: { ...push, trait: "apns_trait", table: "channels.apns", lines: ['key_file = "AuthKey_ABC123DEFG.p8"', 'key_id = "ABC123DEFG"', 'team_id = "DEF123GHIJ"', 'topic = "com.example.app"'] },
  in_app: { family: "app", parts: ["subject", "url"], titled: false, table: "channels.in_app", lines: ['secret = "a long random text"'] },
  webhook: { family: "hook", parts: ["subject", "html", "url"], titled: false, rate: "webhook_per_second", table: "channels.webhook", lines: ['url = "https://example.com/messages"', 'secret = "..."'] },
  wecom: { ...robot, table: "channels.wecom", lines: ['url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=..."'] },
  dingtalk: { ...robot, table: "channels.dingtalk", lines: ['url = "https://oapi.dingtalk.com/robot/send?access_token=..."', 'secret = "SEC..."'] },
  feishu: { ...robot, table: "channels.feishu", lines: ['url = "https://open.feishu.cn/open-apis/bot/v2/hook/..."', 'secret = "..."'] },
};
export const channelKinds = Object.keys(channelFacts) as Channel[];
export const isChannel = (text: string | null): text is Channel => channelKinds.includes(text as Channel);

// 短信 goes by another provider in China: the other way to fill the same table.
const aliyunLines = ['provider = "aliyun"', 'key_id = "LTAI..."', 'key_secret = "..."', 'sign_name = "人群"', 'template_code = "SMS_153055065"'];
export interface SetupWay { name: string; text: string }
// What to write into config.toml; more than one where there is a choice of providers.
export function setupWays(channel: Channel): SetupWay[] {
  const { table, lines } = channelFacts[channel];
  const way = (name: string, own: readonly string[]): SetupWay => ({ name, text: [`[${table}]`, ...own].join("\n") });
  return channel === "sms" ? [way("Twilio", lines), way("阿里云", aliyunLines)] : [way("", lines)];
}

// As words of a sentence have it, but at the beginning of one.
export function channelName(channel: string, t: TFunction): string {
  const name = t(`channel.${channel}`, { defaultValue: channel });
  return name.charAt(0).toUpperCase() + name.slice(1);
}
export const hasPart = (channel: Channel, part: Part | "text"): boolean => part === "text" || channelFacts[channel].parts.includes(part);

// The content with the parts alone that the channel has a place for.
export function fitContent(content: Content, channel: Channel): Content {
  const keep = (part: Part) => (hasPart(channel, part) ? content[part] : "");
  return { ...content, subject: keep("subject"), preheader: keep("preheader"), html: keep("html"), url: keep("url"), blocks: channel === "email" ? content.blocks : "" };
}
// The contents of a campaign for another channel: templates of others are taken out.
export function fitVariants(variants: readonly Variant[], channel: Channel, templates: readonly Pick<TemplateView, "id" | "channel">[]): Variant[] {
  return variants.map((one) => (templates.some(({ id, channel: of }) => id === one.message && of === channel) ? one : { ...one, message: "" }));
}

// What to begin with: mail where it is set up or nothing is, else the first that is.
export const firstReady = (ready: readonly Channel[]): Channel => channelKinds.find((one) => ready.includes(one)) ?? "email";
export const notReady = (used: readonly Channel[], ready: readonly Channel[]): Channel[] => channelKinds.filter((one) => used.includes(one) && !ready.includes(one));

export const rates: readonly Rate[] = ["email_per_second", "sms_per_second", "push_per_second", "webhook_per_second"];

// ---- addresses ----

// As they are typed or pasted: one a line, and mail addresses and tokens also with commas or blanks between.
export function addressesIn(text: string, channel: Channel): string[] {
  const between = channel === "sms" || channel === "web_push" ? /[\n;]+/ : /[\s,;]+/;
  return text.split(between).map((one) => one.trim()).filter((one) => one !== "");
}

// ---- previews ----

// Beyond these, phones cut a notification off.
export const pushRoom = { title: 50, text: 150 };
export const charactersOf = (text: string): number => [...text].length;

// Where a link leads: those of messages go by the server, which counts the tap and sends on.
export function leadsTo(url: string): string {
  const [, asked] = /\/t\/c\/[^?]*\?(.*)$/.exec(url) ?? [];
  return (asked && new URLSearchParams(asked).get("u")) || url;
}

// What the URL gets (docs/formats/webhook.md); the links differ for each person.
export function webhookBody({ to, subject, text, html, url }: Pick<PreviewResponse, "to" | "subject" | "text" | "html" | "url">): string {
  return JSON.stringify({ id: "…", to, title: subject, text, html, url, unsubscribe_url: "…" }, null, 2);
}
