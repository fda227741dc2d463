// What events there are, what is known of them, and the tracking plan.
import { call } from "./client";
import type { components } from "./openapi";
import type { Json } from "./types";

type S = components["schemas"];
export type EventStatus = S["EventStatus"];
export type PlanAction = S["PlanAction"];
export interface PlanRules { mismatch: PlanAction; unplanned: PlanAction }
export type CatalogEvent = S["CatalogEvent"];
export type Catalog = Omit<S["CatalogResponse"], "rules"> & { rules: PlanRules };
export type CatalogProperty = S["CatalogProperty"];
export type Finding = S["FindingView"];
export type Schema = { [key: string]: Json } | boolean;
export interface CatalogEntry { name: string; status: EventStatus; owner: string; description: string; properties: Record<string, string>; schema?: Schema }
export type CatalogDetail = Omit<S["CatalogEventResponse"], "schema"> & { schema?: Schema };
export interface TrackingPlan { rules: PlanRules; events: CatalogEntry[] }
export type PlanUploaded = S["PlanUploaded"];

export const catalog = {
  list: (days: number, signal?: AbortSignal) => call<Catalog>("GET", `/api/catalog?days=${days}`, undefined, signal),
  event: (name: string, days: number, signal?: AbortSignal) => call<CatalogDetail>("GET", `/api/catalog/event?${new URLSearchParams({ name, days: String(days) })}`, undefined, signal),
  keep: (entry: CatalogEntry) => call<object>("PUT", "/api/catalog/event", entry),
  plan: (signal?: AbortSignal) => call<TrackingPlan>("GET", "/api/catalog/plan", undefined, signal),
  upload: (plan: object) => call<PlanUploaded>("POST", "/api/catalog/plan", plan),
  keepRules: (rules: PlanRules) => call<object>("PUT", "/api/catalog/rules", rules),
};
