// What was kept aside: which of it, and what became of it when it was read in again.
import type { QuarantineFilter, QuarantineGroup } from "../api/quarantine";
import type { JobView } from "../api/types";

const parts = ["reason", "field", "source", "event"] as const;

// The filter that an address says. A part that is there and empty is none.
export function filterFrom(address: URLSearchParams): QuarantineFilter {
  return Object.fromEntries(parts.flatMap((part) => (address.get(part) ? [[part, address.get(part)!]] : [])));
}
// Links to what was kept aside of an event, and to an event in the catalog.
export const asideLink = (event: string): string => `?${new URLSearchParams({ tab: "quarantine", event })}`;
export const catalogLink = (event: string): string => `?${new URLSearchParams({ tab: "catalog", event })}`;
export const ofGroup = (filter: QuarantineFilter, group: QuarantineGroup): QuarantineFilter => ({ ...filter, reason: group.reason, field: group.field });
export const keyOf = ({ reason, field }: Pick<QuarantineGroup, "reason" | "field">): string => `${reason} ${field}`;
export const totalOf = (groups: readonly QuarantineGroup[]): number => groups.reduce((sum, group) => sum + group.events, 0);
export const isFiltered = (filter: QuarantineFilter): boolean => Object.keys(filter).length > 0;

export function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
// The name that the event was given.
export function eventIn(body: string): string | undefined {
  try {
    const { event } = JSON.parse(body) as { event?: unknown };
    return typeof event === "string" && event !== "" ? event : undefined;
  } catch {
    return undefined;
  }
}

export const isReplay = (job: JobView): boolean => job.kind === "replay";
export const underWay = (jobs: readonly JobView[]): JobView | undefined => jobs.find((job) => isReplay(job) && job.ended === undefined);

export interface Replayed { read: number; accepted: number; duplicates: number; quarantined: number }
// The numbers in a finished job's message, as api/replay_job.cc writes it.
export function replayed(message: string): Replayed | undefined {
  const found = /^(\d+) read, (\d+) accepted, (\d+) were there before, (\d+) kept aside again$/.exec(message);
  if (!found) return undefined;
  const [read, accepted, duplicates, quarantined] = found.slice(1).map(Number) as [number, number, number, number];
  return { read, accepted, duplicates, quarantined };
}
