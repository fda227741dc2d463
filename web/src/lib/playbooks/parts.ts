// What playbooks are written in: conditions, entries and steps, each in a few words.
import type { JourneyEntry } from "../../api/journeys";
import type { EventMatch, Filter, Json } from "../../api/types";
import { newEntry, newStep } from "../journeys";
import type { PlannedStep } from "./playbook";

type More = { [key: string]: Json };
const within = (days: number | undefined): More => (days === undefined ? {} : { within: { last: days, unit: "day" } });
// Any activity where `match` is empty; ever where `days` is not said.
export const did = (match: EventMatch, days?: number, more: More = {}): Filter => ({ did: { ...(match as More), ...more, ...within(days) } });
export const didNot = (match: EventMatch, days?: number): Filter => ({ did_not: { ...(match as More), ...within(days) } });
export const spent = (match: EventMatch, property: string, op: string, value: number, days: number): Filter => did(match, days, { sum: { property, op, value } });
export const active = (days: number): Filter => did({}, days);
export const all = (...of: Filter[]): Filter => ({ all: of });
// The match, also with this condition on its events.
export const where = (match: EventMatch, condition: Filter): EventMatch => ({ ...match, where: match.where ? all(match.where, condition) : condition });

// Every morning at ten, and nobody again before so long.
export const daily = (again_after: string): Partial<JourneyEntry> => ({ kind: "schedule", timing: { ...newEntry().timing, rhythm: "daily" }, again_after });
export const onEvent = (event: EventMatch, part: Partial<JourneyEntry>): Partial<JourneyEntry> => ({ kind: "event", event, ...part });

export const mail = (id: string, next = ""): PlannedStep => ({ id, kind: "message", next });
export const pause = (id: string, time: string, next: string): PlannedStep => ({ id, kind: "wait", next, part: { wait: { ...newStep([], "wait").wait!, time } } });
// Who does it, or of whom it holds, in that time goes on to `next`, or is done; the others to `otherwise`.
export const until = (id: string, what: { event: EventMatch } | { filter: Filter }, timeout: string, otherwise: string, next = ""): PlannedStep => ({
  id, kind: "wait_for", next, part: { wait_for: { ...what, timeout, otherwise } },
});
export const reward = (id: string, name: string, next: string): PlannedStep => ({ id, kind: "reward", next, part: { reward: { reward: name, amount: 1 } } });
