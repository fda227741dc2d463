// What was kept aside, and reading it in again.
import { call } from "./client";
import type { components } from "./openapi";
import type { JobView } from "./types";

type S = components["schemas"];
export type QuarantineItem = S["QuarantineItem"];
export type QuarantineGroup = S["QuarantineReasonView"];
// What is absent may be any; a field that is "" is the whole event.
export interface QuarantineFilter { reason?: string; field?: string; source?: string; event?: string }

const query = (filter: QuarantineFilter, page: Record<string, string> = {}) => new URLSearchParams({ ...filter, ...page });

export const quarantine = {
  groups: async (filter: QuarantineFilter, signal?: AbortSignal) => (await call<S["QuarantineReasons"]>("GET", `/api/quarantine/reasons?${query(filter)}`, undefined, signal)).reasons,
  rows: (filter: QuarantineFilter, page: { limit: number; offset: number }, signal?: AbortSignal) =>
    call<S["QuarantineResponse"]>("GET", `/api/quarantine?${query(filter, { limit: String(page.limit), offset: String(page.offset) })}`, undefined, signal),
  readAgain: (filter: QuarantineFilter) => call<JobView>("POST", "/api/quarantine/replay", filter),
  dismiss: (filter: QuarantineFilter) => call<S["QuarantineDismissed"]>("POST", "/api/quarantine/dismiss", filter),
};
