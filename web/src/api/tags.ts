// Tags, and working things out.
import { call } from "./client";
import type { components } from "./openapi";
import type { EventMatch, Filter, PersonsResponse, Window } from "./types";

type S = components["schemas"];
export type TagKind = S["TagKind"];
export type Refresh = S["Refresh"];
export type Schedule = S["Schedule"];
export type Split = S["Split"];
export type StatisticMeasure = S["StatisticMeasure"];
export interface Statistic { match: EventMatch; within: Window; measure: StatisticMeasure; property: string; top: number }
export interface TagRule { value: string; filter: Filter }
export interface Tag {
  kind: TagKind; category: string; rules: TagRule[]; statistic?: Statistic; count_none: boolean; sql: string; split?: Split; schedule: Schedule;
}
export type TagBody = Tag & { name: string; description: string };
export type TagUser = S["User"];
export type TagView = Omit<S["TagView"], keyof Tag> & Tag;
export type TagHistory = S["TagHistoryResponse"];
export type TagQuality = S["TagQualityResponse"];
export type TagPreview = S["TagPreviewResponse"];
export type ValueSpread = S["ValueSpread"];
export type NumberBin = S["NumberBin"];
export type Validity = S["Validity"];
export type ValueLift = S["ValueLift"];
export type ValuesChanged = S["TagValuesChanged"];
type Job = S["JobView"];

export interface TagPersons { value?: string; from?: number; to?: number }

function query(parameters: Record<string, string | number | undefined>): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined) out.set(key, String(value));
  return out.size > 0 ? `?${out}` : "";
}

const path = "/api/tags";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const tags = {
  list: (signal?: AbortSignal) => call<{ tags: TagView[] }>("GET", path, undefined, signal),
  find: (id: string, signal?: AbortSignal) => call<TagView>("GET", `${path}/${id}`, undefined, signal),
  create: (body: TagBody) => call<TagView>("POST", path, body),
  change: (id: string, body: TagBody) => call<TagView>("PUT", `${path}/${id}`, body),
  remove: (id: string) => call<object>("DELETE", `${path}/${id}`),
  preview: (tag: Tag, signal?: AbortSignal) => call<TagPreview>("POST", `${path}/preview`, tag, signal),
  history: (id: string, signal?: AbortSignal) => call<TagHistory>("GET", `${path}/${id}/history`, undefined, signal),
  quality: (id: string, signal?: AbortSignal) => call<TagQuality>("GET", `${path}/${id}/quality`, undefined, signal),
  validity: (id: string, question: { conversion: EventMatch; days: number }, signal?: AbortSignal) => call<Validity>("POST", `${path}/${id}/validity`, question, signal),
  persons: (id: string, of: TagPersons, page: { offset: number; limit: number }, signal?: AbortSignal) =>
    call<PersonsResponse>("GET", `${path}/${id}/persons${query({ ...of, ...page })}`, undefined, signal),
  of: (person: number, signal?: AbortSignal) => call<S["MembershipsResponse"]>("GET", `/api/memberships${query({ person })}`, undefined, signal),
  setValues: (id: string, body: { value: string; ids?: string[]; persons?: number[] }) => call<ValuesChanged>("POST", `${path}/${id}/values`, body),
  importCsv: (id: string, csv: string, replace: boolean) => call<ValuesChanged>("POST", `${path}/${id}/import${replace ? "?replace=true" : ""}`, csv),
};

// Works tags out now; resolves when that has ended, however it ended.
export async function workOut(objects: string[]): Promise<Job> {
  let job = await call<Job>("POST", "/api/jobs/recompute", { objects });
  for (let wait = 150; job.state === "waiting" || job.state === "running"; wait = Math.min(wait * 1.5, 2000)) {
    await pause(wait);
    job = await call<Job>("GET", `/api/jobs/${job.id}`);
  }
  return job;
}
