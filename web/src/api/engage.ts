// Templates, campaigns, what became of each message, and the rules of sending.
import { call } from "./client";
import type { components } from "./openapi";
import type { EventMatch, Filter } from "./types";

type S = components["schemas"];
export type Content = S["Content"];
export type Message = S["Message"];
export type TemplateBody = S["TemplateBody"];
export type TemplateView = S["TemplateView"];
export type PreviewResponse = S["PreviewResponse"];
export type SmsLength = S["SmsLength"];
export type Handed = S["Handed"];
export type Channel = S["ChannelKind"];

export type Variant = S["Variant"];
export type Rhythm = S["Rhythm"];
export type Timing = S["Timing"];
export type ResponseHabits = S["ResponseHabitsView"];
// Of the rhythm "event": who did it gets the message after the delay.
export interface Trigger { event: EventMatch; delay: string; again: string }
export interface CampaignGoal { event: EventMatch; window: string; revenue: string }
export type Winner = S["Winner"];
export type WinnerBy = S["WinnerBy"];
interface Exact { audience: Filter; timing: Timing; trigger?: Trigger; goal?: CampaignGoal; winner?: Winner }
export type CampaignBody = Omit<S["CampaignBody"], keyof Exact> & Exact;
export type CampaignView = Omit<S["CampaignView"], keyof Exact> & Exact;
export type CampaignPhase = S["CampaignPhase"];
export type Rehearsal = S["Rehearsal"];
export type RunView = S["RunView"];
export type RunState = S["RunState"];
export type SendCount = S["SendCountView"];
export type SendState = S["SendState"];
export type SendView = S["SendView"];

export type Topic = S["Topic"];
export type QuietHours = S["QuietHours"];
// The document has one "Cap" for this and for the size of a segment.
export interface SendingCap { channel: string; messages: number; unit: "hour" | "day" | "week"; hours: number }
export type SendingRules = Omit<S["SendingRules"], "caps"> & { caps: SendingCap[] };
export type SendingRulesView = SendingRules & Pick<S["SendingRulesView"], "channels" | "web_push_key" | "public_url" | "reports_url">;
export type ChannelCost = S["ChannelCost"];
export type Suppression = S["Suppression"];
export type ConsentView = S["ConsentView"];

export interface SendsOf { run?: number; person?: number; state?: SendState; reason?: string; limit?: number }
export type CampaignAct = "start" | "approve" | "reject" | "pause" | "resume" | "stop" | "clone";

function query(parameters: object): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined && value !== "") out.set(key, String(value));
  return out.size > 0 ? `?${out}` : "";
}

export const templates = {
  list: (signal?: AbortSignal) => call<{ templates: TemplateView[] }>("GET", "/api/templates", undefined, signal),
  find: (id: string, signal?: AbortSignal) => call<TemplateView>("GET", `/api/templates/${id}`, undefined, signal),
  create: (body: TemplateBody) => call<TemplateView>("POST", "/api/templates", body),
  change: (id: string, body: TemplateBody) => call<TemplateView>("PUT", `/api/templates/${id}`, body),
  remove: (id: string) => call<object>("DELETE", `/api/templates/${id}`),
  preview: (body: { message: Message; person: number; language: string }, signal?: AbortSignal) => call<PreviewResponse>("POST", "/api/templates/preview", body, signal),
  test: (body: { message: Message; to: string; person: number }) => call<{ how: Handed; detail: string }>("POST", "/api/templates/test", body),
};

export const campaigns = {
  list: (signal?: AbortSignal) => call<{ campaigns: CampaignView[] }>("GET", "/api/campaigns", undefined, signal),
  find: (id: string, signal?: AbortSignal) => call<CampaignView>("GET", `/api/campaigns/${id}`, undefined, signal),
  create: (body: CampaignBody) => call<CampaignView>("POST", "/api/campaigns", body),
  change: (id: string, body: CampaignBody) => call<CampaignView>("PUT", `/api/campaigns/${id}`, body),
  remove: (id: string) => call<object>("DELETE", `/api/campaigns/${id}`),
  act: (id: string, what: CampaignAct) => call<CampaignView>("POST", `/api/campaigns/${id}/${what}`, {}),
  runs: (id: string, signal?: AbortSignal) => call<{ runs: RunView[] }>("GET", `/api/campaigns/${id}/runs`, undefined, signal),
  // `id` of the saved one: its draw of lots.
  rehearse: (body: CampaignBody, id?: string, signal?: AbortSignal) => call<Rehearsal>("POST", `/api/campaigns/rehearse${query({ campaign: id })}`, body, signal),
};

export const sending = {
  rules: (signal?: AbortSignal) => call<SendingRulesView>("GET", "/api/sending", undefined, signal),
  setRules: (rules: SendingRules) => call<SendingRulesView>("PUT", "/api/sending", rules),
  habits: (signal?: AbortSignal) => call<ResponseHabits>("GET", "/api/sending/response-habits", undefined, signal),
  sends: (of: SendsOf, signal?: AbortSignal) => call<{ sends: SendView[] }>("GET", `/api/sends${query(of)}`, undefined, signal),
  reconcile: (send: number, state: "sent" | "refused" | "queued") => call<object>("POST", `/api/sends/${send}/reconcile`, { state }),
  suppressions: (of: { channel: string; begin: string; limit: number }, signal?: AbortSignal) => call<{ suppressions: Suppression[] }>("GET", `/api/suppressions${query(of)}`, undefined, signal),
  suppress: (channel: Channel, addresses: string[]) => call<{ changed: number }>("POST", "/api/suppressions", { channel, addresses }),
  release: (one: Suppression) => call<{ changed: number }>("POST", "/api/suppressions/remove", { channel: one.channel, addresses: [one.address] }),
  consents: (person: number, signal?: AbortSignal) => call<{ consents: ConsentView[] }>("GET", `/api/persons/${person}/consents`, undefined, signal),
  decide: (person: number, body: { channel: string; topic: string; granted: boolean }) => call<{ consents: ConsentView[] }>("POST", `/api/persons/${person}/consents`, body),
};
