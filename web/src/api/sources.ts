// What comes from where, and what is taken at all.
import { call } from "./client";
import type { components } from "./openapi";

type S = components["schemas"];
export type Protocol = S["Protocol"];
export type SourceView = S["SourceView"];
export type SourceHour = S["SourceHourView"];
export type SourceCounts = S["SourceCountsView"];
export interface SourceSettings { off: Protocol[]; names: { protocol: Protocol; name: string }[] }

export const sources = {
  list: async (days: number, signal?: AbortSignal) => (await call<S["SourcesResponse"]>("GET", `/api/sources?days=${days}`, undefined, signal)).sources,
  keep: (settings: SourceSettings) => call<object>("PUT", "/api/sources", settings),
};
