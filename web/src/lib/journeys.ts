// Journeys as forms hold them: new ones and their steps, what is missing, and what can be done in which phase. Pure.
import type { Channel } from "../api/engage";
import type { JourneyAct, JourneyBody, JourneyEntry, JourneyPhase, JourneyView, Step } from "../api/journeys";
import type { EventMatch, Filter, Json } from "../api/types";
import { newTiming, timingLack, type TimingLack } from "./campaigns";
import { formFromFilter, isComplete, matchFromJson } from "./filter";
import { freeId, type StepChoice } from "./journey_graph";

export const newEntry = (): JourneyEntry => ({
  kind: "event", event: {}, audience: { all: [] }, again: "when_out", again_after: "0s", most: 0,
  timing: { ...newTiming, rhythm: "weekly" },
});
export const newJourney = (template = "", channel: Channel = "email"): JourneyBody => ({
  name: "", description: "", entry: newEntry(), steps: [newStep([], "message", template, channel)], holdout_percent: 10, exit_at_goal: true,
});

// The one that is set up, and another to choose between.
const twoChannels = (first: Channel): Channel[] => [first, first === "email" ? "sms" : "email"];

// `template`: what a new message sends; `channel`: by what, where it is not a webhook.
export function newStep(steps: readonly Step[], choice: StepChoice, template = "", channel: Channel = "email"): Step {
  const kind = choice === "webhook" ? "message" : choice;
  const step: Step = { id: freeId(steps, choice), name: "", kind, next: "", x: 0, y: 0 };
  switch (kind) {
    case "wait": return { ...step, wait: { kind: "time", time: "1d", minute: 600, weekdays: [], person_zone: true, trait: "", days: 0, yearly: false } };
    case "wait_for": return { ...step, wait_for: { event: {}, timeout: "1d", otherwise: "" } };
    case "branch": return { ...step, branch: [{ name: "", filter: { all: [] }, next: "" }] };
    case "split": return { ...step, split: ["A", "B"].map((name) => ({ name, weight: 50, next: "" })) };
    case "channel": return { ...step, channel: twoChannels(channel).map((one) => ({ channel: one, next: "" })) };
    case "message": return { ...step, message: { channel: choice === "webhook" ? choice : channel, variants: [{ name: "A", message: template, weight: 100 }], topic: "", transactional: false, at_quiet: "wait", give_up_after: "2d", priority: 0 } };
    case "trait": return { ...step, trait: { trait: "", value: "" } };
    case "tag": return { ...step, tag: { tag: "", value: "" } };
    case "reward": return { ...step, reward: { reward: "", amount: 1 } };
    default: return step;
  }
}

// What the server sends of a step's other kinds (null, no arms) is left out: it takes only the part of the kind.
function bareStep({ id, name, kind, next, x, y, ...parts }: Step): Step {
  const part = kind === "go_to" || kind === "exit" ? undefined : parts[kind];
  return { id, name, kind, next, x, y, ...(part ? { [kind]: part } : {}) };
}
export function bodyOf(view: JourneyView): JourneyBody {
  const { name, description, entry, steps, holdout_percent, goal, exit_at_goal } = view;
  const { event, ...rest } = entry;
  return { name, description, entry: { ...rest, ...(event ? { event } : {}) }, steps: steps.map(bareStep), holdout_percent, exit_at_goal, ...(goal ? { goal } : {}) };
}

// ---- who enters ----

// By an event, by a live segment's comings and goings, which are events too, or by the clock.
export const entryWays = ["event", "segment_entered", "segment_left", "schedule"] as const;
export type EntryWay = (typeof entryWays)[number];

export function segmentEvent(way: "segment_entered" | "segment_left", segment: string): EventMatch {
  return { event: `$${way}`, where: { event: "segment", op: "is", value: segment } };
}
export function wayOf(entry: JourneyEntry): { way: EntryWay; segment: string } {
  const named = /^\$(segment_entered|segment_left)$/.exec(entry.event?.event ?? "");
  if (entry.kind === "schedule") return { way: "schedule", segment: "" };
  const { event, op, value } = entry.event?.where ?? {};
  const says = event === "segment" && op === "is" && typeof value === "string";
  return named && (says || !entry.event?.where) ? { way: named[1] as "segment_entered" | "segment_left", segment: says ? value : "" } : { way: "event", segment: "" };
}
export function withWay(entry: JourneyEntry, way: EntryWay): JourneyEntry {
  const { event: _, ...rest } = entry;
  if (way === "schedule") return { ...rest, kind: "schedule" };
  return { ...rest, kind: "event", event: way === "event" ? {} : segmentEvent(way, wayOf(entry).segment) };
}

export function isEverybody(filter: Filter): boolean {
  const form = formFromFilter(filter);
  return form.type === "group" && form.items.length === 0 && !form.negated;
}

// ---- what is missing before it can be saved ----

export type StepLack = "template" | "event" | "condition" | "trait" | "tag" | "reward";
export interface Lack { what: "name" | "entry" | Exclude<TimingLack, ""> | "audience" | "goal" | StepLack; step?: string }

const named = (match: EventMatch | undefined) => match !== undefined && (Boolean(match.event) || (match.events?.length ?? 0) > 0) && isComplete(matchFromJson(match).where);
const complete = (filter: Filter) => isComplete(formFromFilter(filter));

export function lackOfStep(step: Step): StepLack | undefined {
  switch (step.kind) {
    case "message": return step.message?.variants.some((one) => one.message === "") ? "template" : undefined;
    case "wait": return step.wait?.kind === "date" && step.wait.trait === "" ? "trait" : undefined;
    case "wait_for":
      if (step.wait_for?.filter) return complete(step.wait_for.filter) ? undefined : "condition";
      return named(step.wait_for?.event) ? undefined : "event";
    case "branch": return step.branch?.every((arm) => complete(arm.filter)) ? undefined : "condition";
    case "trait": return step.trait?.trait ? undefined : "trait";
    case "tag": return step.tag?.tag ? undefined : "tag";
    case "reward": return step.reward?.reward.trim() ? undefined : "reward";
    default: return undefined;
  }
}
function lackOfEntry(entry: JourneyEntry): Lack["what"] | undefined {
  const { way, segment } = wayOf(entry);
  const time = way === "schedule" ? timingLack(entry.timing) : "";
  if (time) return time;
  if (way === "event" ? !named(entry.event) : way !== "schedule" && segment === "") return "entry";
  return complete(entry.audience) ? undefined : "audience";
}
export function lackOf(body: JourneyBody): Lack | undefined {
  if (body.name.trim() === "") return { what: "name" };
  const entry = lackOfEntry(body.entry);
  if (entry) return { what: entry };
  for (const step of body.steps) {
    const what = lackOfStep(step);
    if (what) return { what, step: step.id };
  }
  return body.goal && !named(body.goal.event) ? { what: "goal" } : undefined;
}

// ---- phases ----

// What can be done with one in this phase, the likeliest last, as its buttons stand.
export function actsOf(journey: Pick<JourneyView, "phase" | "is_changed">): JourneyAct[] {
  const change: JourneyAct[] = journey.is_changed ? ["publish"] : [];
  switch (journey.phase) {
    case "draft": return ["clone", "start"];
    case "in_review": return ["clone", "stop", "reject", "approve"];
    case "active": return ["clone", "stop", "pause", ...change];
    case "paused": return ["clone", "stop", ...change, "resume"];
    case "ended": return ["clone", "start"];
  }
}
// One that goes on may be changed: those inside walk on as it was, until the change is published.
export const mayEdit = (phase: JourneyPhase) => phase !== "in_review";
export const mayDelete = (journey: Pick<JourneyView, "phase" | "version">) => journey.phase === "draft" && journey.version === 0;

// ---- the value of a trait ----

// As it is typed: a number, true, false, or text.
export function valueFromText(text: string): Json {
  const trimmed = text.trim();
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return trimmed !== "" && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
}
export const valueToText = (value: Json): string => (value === null ? "" : typeof value === "string" ? value : JSON.stringify(value));
