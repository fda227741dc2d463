// Campaigns as forms hold them, and what their phases, runs and rehearsals say: pure, so that it can be tested.
import type { TFunction } from "i18next";
import type { CampaignAct, CampaignBody, CampaignPhase, CampaignView, Channel, Rehearsal, Rhythm, RunView, SendCount, SendState, SendingCap, Timing, Variant } from "../api/engage";
import type { EventMatch, Weekday } from "../api/types";
import { isUsable, sayCron } from "./cron";
import { fitWinner, isGoodWait } from "./winner";

export const newTiming: Timing = { rhythm: "now", minute: 600, weekday: "monday", day: 1, cron: "0 9 * * mon-fri", date_trait: "", days: 0, yearly: true, person_zone: false, best_time: false };
export const newCampaign = (channel: Channel = "email"): CampaignBody => ({
  name: "", description: "", channel, audience: { all: [] }, variants: [{ name: "A", message: "", weight: 100 }], holdout_percent: 10, topic: "", transactional: false,
  timing: newTiming, recheck: true, at_quiet: "wait", give_up_after: "2d", priority: 0,
});

export function bodyOf(view: CampaignView): CampaignBody {
  const { name, description, channel, audience, variants, holdout_percent, topic, transactional, timing, trigger, goal, winner, recheck, at_quiet, give_up_after, priority } = view;
  return { name, description, channel, audience, variants, holdout_percent, topic, transactional, timing, recheck, at_quiet, give_up_after, priority, ...(trigger ? { trigger } : {}), ...(goal ? { goal } : {}), ...(winner ? { winner } : {}) };
}
// Changed in parts; what no longer fits them goes.
export function changed(old: CampaignBody, part: Partial<CampaignBody>): CampaignBody {
  const next = { ...old, ...part };
  if ("goal" in part && part.goal === undefined) delete next.goal;
  if (next.timing.rhythm !== "event") delete next.trigger;
  return fitWinner(next);
}

export type TimingLack = "" | "at" | "cron" | "date";
export function timingLack({ rhythm, at, cron, date_trait }: Timing): TimingLack {
  if (rhythm === "once" && !at) return "at";
  if (rhythm === "cron" && !isUsable(cron)) return "cron";
  return rhythm === "date" && date_trait === "" ? "date" : "";
}
// What is missing before it can be saved; "": nothing.
export type Lack = "name" | "audience" | "template" | TimingLack | "trigger" | "goal" | "winner";
export function lackOf(body: CampaignBody, audienceComplete: boolean): Lack {
  if (body.name.trim() === "") return "name";
  if (!audienceComplete) return "audience";
  if (body.variants.some((one) => one.message === "")) return "template";
  const time = timingLack(body.timing);
  if (time) return time;
  const named = (match: EventMatch) => Boolean(match.event) || (match.events?.length ?? 0) > 0;
  if (body.timing.rhythm === "event" && !(body.trigger && named(body.trigger.event))) return "trigger";
  if (body.goal && !named(body.goal.event)) return "goal";
  if (body.winner && !isGoodWait(body.winner.after)) return "winner";
  return "";
}

export const rhythms: readonly Rhythm[] = ["now", "once", "daily", "weekly", "monthly", "cron", "date", "event"];
// With another rhythm, and a crontab line to begin with.
export const timingWith = (timing: Timing, rhythm: Rhythm): Timing => ({ ...timing, rhythm, cron: timing.cron || newTiming.cron, best_time: timing.best_time && rhythm !== "event" });
// Its timing with another rhythm; what only the rhythm `event` has goes with it.
export function withRhythm(body: CampaignBody, rhythm: Rhythm): Pick<CampaignBody, "timing" | "trigger"> {
  const timing = timingWith(body.timing, rhythm);
  return rhythm === "event" ? { timing, trigger: body.trigger ?? { event: {}, delay: "0m", again: "1d" } } : { timing };
}

export const mostVariants = 5;
// With the first letter that is free.
export function withVariant(variants: readonly Variant[]): Variant[] {
  const name = [..."ABCDE"].find((letter) => variants.every((one) => one.name !== letter)) ?? `V${variants.length + 1}`;
  return [...variants, { name, message: "", weight: 100 }];
}
export function shareOf(variant: Variant, variants: readonly Variant[]): number {
  const all = variants.reduce((sum, one) => sum + one.weight, 0);
  return all > 0 ? variant.weight / all : 0;
}

// ---- phases ----

// What can be done with one in this phase, the likeliest first.
export function actsOf(phase: CampaignPhase): CampaignAct[] {
  switch (phase) {
    case "draft": return ["start", "clone"];
    case "in_review": return ["approve", "reject", "stop", "clone"];
    case "active": return ["pause", "stop", "clone"];
    case "paused": return ["resume", "stop", "clone"];
    case "ended": return ["start", "clone"];
  }
}
export const mayEdit = (phase: CampaignPhase) => phase !== "active" && phase !== "in_review";
export const phaseColors: Record<CampaignPhase, string> = { draft: "default", in_review: "gold", active: "green", paused: "orange", ended: "blue" };

// ---- times ----

export const clockOf = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
export const minuteOf = (clock: string) => {
  const found = /^(\d{1,2}):(\d\d)$/.exec(clock);
  return found ? Number(found[1]) * 60 + Number(found[2]) : 0;
};

// Comes again by itself.
export const repeats = (rhythm: Rhythm): boolean => rhythm !== "now" && rhythm !== "once" && rhythm !== "event";

// "3 days before birthday, every year".
function sayDate({ date_trait, days, yearly }: Timing, t: TFunction): string {
  const side = days === 0 ? "dateOn" : days > 0 ? "dateAfter" : "dateBefore";
  const day = t(`campaigns.timing.says.${side}`, { trait: date_trait || t("rule.unknown"), count: Math.abs(days) });
  return yearly ? t("campaigns.timing.says.yearly", { day }) : day;
}

export function sayTiming(timing: Timing, t: TFunction, instant: (iso: string | null | undefined) => string): string {
  const { rhythm } = timing;
  const said = t(`campaigns.timing.says.${rhythm}`, {
    at: instant(timing.at), time: clockOf(timing.minute), weekday: t(`weekday.${timing.weekday as Weekday}`), day: rhythm === "date" ? sayDate(timing, t) : timing.day, cron: rhythm === "cron" ? sayCron(timing.cron, t) : "",
  });
  const zone = timing.person_zone && (repeats(rhythm) || rhythm === "once") ? t("campaigns.timing.says.theirs") : "";
  const best = timing.best_time && rhythm !== "event" ? t("campaigns.timing.says.best") : "";
  const until = timing.until && repeats(rhythm) ? t("campaigns.timing.says.until", { at: instant(timing.until) }) : "";
  return said.charAt(0).toUpperCase() + said.slice(1) + zone + best + until;
}

// ---- what became of messages ----

export interface Part { key: string; state: SendState | "waiting"; reason: string; count: number; tone: Tone }
export type Tone = "sent" | "held" | "wait" | "no" | "bad";

export function toneOf(state: SendState): Tone {
  if (state === "sent") return "sent";
  if (state === "held_out") return "held";
  if (state === "queued" || state === "claimed" || state === "handing") return "wait";
  return state === "dropped" ? "no" : "bad";
}

const order: readonly SendState[] = ["sent", "held_out", "handing", "claimed", "queued", "unknown", "refused", "dropped"];
// One part for each state and reason, over all variants: sent first, then most first.
export function partsOf(counts: readonly SendCount[]): (Part & { state: SendState })[] {
  const parts = new Map<string, Part & { state: SendState }>();
  for (const { state, reason, count } of counts) {
    const key = `${state} ${reason}`;
    const part = parts.get(key) ?? { key, state, reason, count: 0, tone: toneOf(state) };
    part.count += count;
    parts.set(key, part);
  }
  return [...parts.values()].filter((one) => one.count > 0).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.count - a.count);
}
// How many each variant was sent to.
export function sentByVariant(counts: readonly SendCount[]): [string, number][] {
  const sent = new Map<string, number>();
  for (const { state, variant, count } of counts) if (state === "sent" && variant) sent.set(variant, (sent.get(variant) ?? 0) + count);
  return [...sent].sort(([a], [b]) => a.localeCompare(b));
}
// Of those who are in the run: who need nothing more.
export function progressOf(counts: readonly SendCount[]): { all: number; done: number } {
  const sum = (some: readonly SendCount[]) => some.reduce((total, one) => total + one.count, 0);
  return { all: sum(counts), done: sum(counts.filter((one) => toneOf(one.state) !== "wait")) };
}
export const unknownIn = (run: Pick<RunView, "counts">) => run.counts.filter((one) => one.state === "unknown").reduce((sum, one) => sum + one.count, 0);

const knownReasons = ["merged", "not_in_audience", "no_address", "suppressed", "no_consent", "global_control", "capped", "quiet_hours", "expired", "unrendered", "stopped"] as const;
// A reason as people say it. What a mail server answered is shown as it is.
export function sayReason(reason: string, t: TFunction): string {
  return (knownReasons as readonly string[]).includes(reason) ? t(`campaigns.reason.${reason}`) : reason;
}
export function sayPart(part: { state: SendState; reason: string }, t: TFunction): string {
  const state = t(`campaigns.state.${part.state}`);
  if (part.reason === "") return state;
  return part.state === "dropped" ? sayReason(part.reason, t) : t("campaigns.stateBecause", { state, reason: sayReason(part.reason, t) });
}

// ---- rehearsal ----

export interface RehearsalPart { key: string; count: number; tone: Tone; reason: string }
// Everybody of the audience in one part: who gets it, who waits for the content that wins, who is held out, who waits for the hour, and who gets nothing and why.
export function rehearsalParts(rehearsal: Rehearsal): RehearsalPart[] {
  const persons = (undecided: boolean) => rehearsal.sent.filter((one) => (one.variant === "") === undecided).reduce((sum, one) => sum + one.persons, 0);
  const parts: RehearsalPart[] = [
    { key: "sent", count: persons(false), tone: "sent", reason: "" }, { key: "undecided", count: persons(true), tone: "wait", reason: "" }, { key: "held_out", count: rehearsal.held_out, tone: "held", reason: "" }, { key: "waiting", count: rehearsal.waiting, tone: "wait", reason: "" },
    ...rehearsal.refused.map(({ reason, persons }) => ({ key: `refused ${reason}`, count: persons, tone: (reason === "unrendered" ? "bad" : "no") as Tone, reason })),
  ];
  return parts.filter((one, i) => i === 0 || one.count > 0);
}
export function sayRehearsalPart(part: RehearsalPart, t: TFunction, number: (n: number) => string): string {
  const count = number(part.count);
  return part.reason ? t("campaigns.rehearsal.refused", { count: part.count, replace: { count, reason: sayReason(part.reason, t) } }) : t(`campaigns.rehearsal.${part.key}`, { count: part.count, replace: { count } });
}
// The whole of it as one sentence: what somebody confirms who starts the campaign.
export function sayRehearsal(rehearsal: Rehearsal, t: TFunction, number: (n: number) => string): string {
  return t("campaigns.rehearsal.sentence", { parts: rehearsalParts(rehearsal).map((one) => sayRehearsalPart(one, t, number)).join(t("campaigns.rehearsal.comma")) });
}

// ---- rules of sending ----

export function sayCap(cap: SendingCap, t: TFunction): string {
  const channel = cap.channel ? t(`channel.${cap.channel}`) : t("sending.caps.allChannels");
  return t(`sending.caps.says.${cap.unit}`, { count: cap.messages, hours: cap.hours, channel });
}
export const sayQuiet = (quiet: { from: number; to: number }, t: TFunction) =>
  quiet.from === quiet.to ? t("sending.quiet.none") : t(quiet.from < quiet.to ? "sending.quiet.says" : "sending.quiet.saysOver", { from: clockOf(quiet.from), to: clockOf(quiet.to) });
// An id of a topic from its name; what has no Latin letters gets a number.
export function topicId(name: string, taken: readonly string[]): string {
  const plain = name.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 32);
  const first = plain || "topic";
  for (let n = plain ? 1 : taken.length + 1; ; ++n) {
    const id = n === 1 ? first : `${first}_${n}`;
    if (!taken.includes(id)) return id;
  }
}
