// Funnel questions: what of a draft is asked, and which steps stand before which.
import type { TFunction } from "i18next";
import type { FunnelExclusion, FunnelQuestion } from "../api/types";
import { matchFromJson } from "./filter";
import { sayDuration } from "./window";

const hasEvents = (match: FunnelExclusion["match"]) => matchFromJson(match as never).events.length > 0;

export const usesSessions = (q: FunnelQuestion) => q.within === "session" || q.count === "sessions";

// Per step the required one before it, from 0.
export function previousSteps(q: FunnelQuestion): number[] {
  const previous = [0];
  for (let step = 1; step < q.steps.length; ++step) previous.push(q.optional.includes(step) ? previous.at(-1)! : step - 1);
  return previous;
}

// The steps in another order or fewer: `from` has the old places of those that stay. What is optional stays so.
export function arranged(q: FunnelQuestion, from: number[]): Partial<FunnelQuestion> {
  const optional = from.flatMap((old, i) => (q.optional.includes(old + 1) && i > 0 && i < from.length - 1 ? [i + 1] : []));
  return { steps: from.map((old) => q.steps[old]!), optional };
}

function exclusionToAsk(one: FunnelExclusion, required: number[]): FunnelExclusion {
  const last = required.at(-1)!;
  const from = required.slice(0, -1).includes(one.from) ? one.from : 1;
  const to = one.to && one.to > from && required.includes(one.to) ? one.to : undefined;
  return { match: one.match, from, scope: one.scope, ...(to && to !== last ? { to } : {}) };
}

// Undefined until every step has an event. What does not fit the other choices is left out.
export function funnelToAsk(q: FunnelQuestion): FunnelQuestion | undefined {
  const last = q.steps.length;
  if (!q.steps.every(hasEvents)) return undefined;
  const optional = q.order === "ordered" ? q.optional.filter((step) => step > 1 && step < last) : [];
  const required = q.steps.map((_, i) => i + 1).filter((step) => !optional.includes(step));
  const { sessions, breakdown, ...rest } = q;
  const from = Math.min(q.times?.from ?? 1, last - 1);
  const to = q.times?.to && q.times.to > from && q.times.to < last ? { to: q.times.to } : {};
  return {
    ...rest, optional,
    exclusions: q.exclusions.filter((one) => hasEvents(one.match)).map((one) => exclusionToAsk(one, required)),
    hold: q.hold.filter((ref) => ref !== ""),
    breakdown_step: Math.min(q.breakdown_step, last),
    times: { from, ...to, bins: q.times?.bins ?? [] },
    ...(breakdown ? { breakdown } : {}), ...(sessions && usesSessions(q) ? { sessions } : {}),
  };
}

// How many of the options that are folded away differ from what is usual.
export function optionsSet(q: FunnelQuestion): number {
  const set = [q.optional.length > 0, q.exclusions.length > 0, q.hold.length > 0, q.first_time, q.simultaneous !== "ordered", (q.times?.bins?.length ?? 0) > 0 || (q.times?.from ?? 1) > 1 || q.times?.to !== undefined, q.sessions !== undefined];
  return set.filter(Boolean).length;
}

// How it was counted, in a sentence: what the server's `rule` says in English.
export function sayRule(q: FunnelQuestion, t: TFunction): string {
  const within = q.within === "duration" ? t("funnelRule.within.duration", { window: sayDuration(q.window, t) }) : t(`funnelRule.within.${q.within}`);
  const more = [
    q.first_time && "firstTime", q.simultaneous === "any" && "simultaneous", q.optional.length > 0 && "optional", q.hold.length > 0 && "hold", q.exclusions.length > 0 && "exclusions",
  ].flatMap((part) => (part ? [t(`funnelRule.${part}`)] : []));
  return [t(`funnelRule.count.${q.count}`), t(`funnelRule.start.${q.order === "any" ? "any" : "first"}`), t("funnelRule.steps", { order: t(`funnelRule.order.${q.order}`), within }), ...more].join(t("funnelRule.and"));
}
