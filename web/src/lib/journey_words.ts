// A journey in words: each step as a line on its card, each way out, who enters, and how a way ended.
import type { TFunction } from "i18next";
import type { JourneyEntry, Step, Wait } from "../api/journeys";
import type { EventMatch, Filter, Json } from "../api/types";
import { clockOf, sayTiming, shareOf } from "./campaigns";
import { channelName } from "./channels";
import { choiceOf } from "./journey_graph";
import { wayOf } from "./journeys";
import { durationMs, sayDuration } from "./window";

// What things are called that a journey knows by id, and how conditions are said.
export interface JourneyNames {
  match: (match: EventMatch) => string;
  rule: (filter: Filter) => string;
  template: (id: string) => string;
  tag: (id: string) => string;
  segment: (id: string) => string;
  instant: (iso: string | null | undefined) => string;
}

function sayWait(wait: Wait, t: TFunction): string {
  const zone = t(wait.person_zone ? "journeys.says.theirs" : "journeys.says.ours");
  const clock = clockOf(wait.minute);
  if (wait.kind === "best_time") return t("journeys.says.best");
  if (wait.kind === "time") return t("journeys.says.time", { time: sayDuration(wait.time, t) });
  if (wait.kind === "clock") {
    const weekdays = wait.weekdays.map((one) => t(`weekday.${one}`)).join(t("journeys.says.or"));
    return t(weekdays === "" ? "journeys.says.clock" : "journeys.says.clockOn", { clock, weekdays }) + zone;
  }
  const day = t(wait.days === 0 ? "journeys.says.day" : wait.days > 0 ? "journeys.says.dayAfter" : "journeys.says.dayBefore", { trait: wait.trait || t("rule.unknown"), count: Math.abs(wait.days) });
  return t(wait.yearly ? "journeys.says.dateYearly" : "journeys.says.date", { day, clock }) + zone;
}

const sayValue = (value: Json) => (typeof value === "string" ? value : JSON.stringify(value));

export function sayStep(step: Step, steps: readonly Step[], t: TFunction, names: JourneyNames): string {
  const { wait, wait_for, branch, split, channel, message, trait, tag, reward } = step;
  if (wait) return sayWait(wait, t);
  if (wait_for) {
    const what = wait_for.filter ? t("journeys.says.holds", { rule: names.rule(wait_for.filter) }) : wait_for.event && isNamed(wait_for.event) ? t("journeys.says.does", { event: names.match(wait_for.event) }) : t("journeys.says.choose");
    return t("journeys.says.waitFor", { what, time: sayDuration(wait_for.timeout, t) });
  }
  if (step.kind === "branch") return (branch ?? []).map((arm) => names.rule(arm.filter)).join(t("journeys.says.elseIf"));
  if (step.kind === "split") return (split ?? []).map((arm, i) => `${arm.name || letter(i)} ${Math.round(shareOf({ ...arm, message: "" }, (split ?? []).map((one) => ({ ...one, message: "" }))) * 100)} %`).join(t("journeys.says.and"));
  if (step.kind === "channel") return t("journeys.says.channel", { channels: (channel ?? []).map((arm) => channelName(arm.channel, t)).join(t("journeys.says.or")) });
  if (message) return [channelName(message.channel, t), message.variants.map((one) => (one.message === "" ? t("journeys.says.noTemplate") : names.template(one.message))).join(" / ")].join(t("journeys.says.and"));
  if (trait) return trait.value === null ? t("journeys.says.takeTrait", { trait: trait.trait }) : t("journeys.says.setTrait", { trait: trait.trait || t("rule.unknown"), value: sayValue(trait.value) });
  if (tag) return t(tag.value === "" ? "journeys.says.takeTag" : "journeys.says.setTag", { tag: tag.tag === "" ? t("rule.unknown") : names.tag(tag.tag), value: tag.value });
  if (reward) return t("journeys.says.reward", { reward: reward.reward || t("rule.unknown"), amount: reward.amount });
  if (step.kind === "go_to") return step.next === "" ? t("journeys.says.noStep") : t("journeys.says.goTo", { step: stepTitle(steps, step.next, t) });
  return t("journeys.says.exit");
}

const isNamed = (match: EventMatch) => Boolean(match.event) || (match.events?.length ?? 0) > 0;
export const letter = (index: number) => String.fromCharCode(65 + index);

// Its own name, or that of its kind; steps of a kind are told apart by their number.
export function stepTitle(steps: readonly Step[], id: string, t: TFunction): string {
  const step = steps.find((one) => one.id === id);
  if (!step) return id;
  if (step.name !== "") return step.name;
  const choice = choiceOf(step);
  const same = steps.filter((one) => choiceOf(one) === choice && one.name === "");
  const kind = t(`journeys.kind.${choice}`);
  return same.length > 1 ? t("journeys.numbered", { kind, n: same.indexOf(step) + 1 }) : kind;
}

// A way out of a step; "" where there is but one.
export function sayPort(step: Step, outcome: string, t: TFunction): string {
  if (outcome === "done") return "";
  if (outcome === "met") return t(step.wait_for?.filter ? "journeys.port.holds" : "journeys.port.does");
  if (outcome === "timeout") return t("journeys.port.timeout", { time: sayDuration(step.wait_for?.timeout ?? "", t) });
  if (outcome === "otherwise") return t(step.kind === "channel" ? "journeys.port.unreached" : "journeys.port.otherwise");
  const at = Number(outcome) - 1;
  const by = step.channel?.[at];
  if (step.kind === "channel" && by) return channelName(by.channel, t);
  return step.kind === "split" ? step.split?.[at]?.name || letter(at) : step.branch?.[at]?.name || t("journeys.port.arm", { n: outcome });
}

const ends = ["end", "exit", "goal", "merged", "stopped", "too_long"];
export const sayEnd = (reason: string, t: TFunction) => (ends.includes(reason) ? t(`journeys.end.${reason}`) : reason);

// One visit of a person's way: where he was, and how it went on.
export function sayVisit(visit: { step: string; outcome: string }, steps: readonly Step[], t: TFunction): string {
  if (visit.step === "") return visit.outcome === "entered" ? t("journeys.entered") : sayEnd(visit.outcome, t);
  const step = steps.find((one) => one.id === visit.step);
  const port = step ? sayPort(step, visit.outcome, t) : visit.outcome;
  const title = stepTitle(steps, visit.step, t);
  return port === "" ? title : t("journeys.visit", { title, port });
}

export function sayEntry(entry: JourneyEntry, t: TFunction, names: JourneyNames): string {
  const { way, segment } = wayOf(entry);
  if (way === "schedule") return sayTiming(entry.timing, t, names.instant);
  if (way !== "event") return t(`journeys.entry.says.${way}`, { segment: segment === "" ? t("rule.unknown") : names.segment(segment) });
  return entry.event && isNamed(entry.event) ? t("journeys.entry.says.event", { event: names.match(entry.event) }) : t("journeys.entry.says.none");
}
// How often one may enter, and how many altogether.
export function sayAgain(entry: JourneyEntry, t: TFunction): string {
  const often = t(`journeys.entry.again.${entry.again}`);
  const after = entry.again !== "never" && durationMs(entry.again_after) > 0 ? t("journeys.entry.says.after", { time: sayDuration(entry.again_after, t) }) : "";
  return often + after + (entry.most > 0 ? t("journeys.entry.says.most", { count: entry.most }) : "");
}
