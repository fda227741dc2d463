// Jobs and the schedule, and what can be done with segments beside saving them.
import { call } from "./client";
import type { Filter, JobView, MembersChange, MembersResponse, OverlapResponse, PersonsResponse, ScheduleResponse, SegmentHistoryResponse, SegmentView, UsersResponse } from "./types";

export const audience = {
  jobs: (signal?: AbortSignal) => call<{ jobs: JobView[] }>("GET", "/api/jobs", undefined, signal),
  job: (id: string, signal?: AbortSignal) => call<JobView>("GET", `/api/jobs/${id}`, undefined, signal),
  recompute: (objects: string[]) => call<JobView>("POST", "/api/jobs/recompute", { objects }),
  cancelJob: (id: string) => call<JobView>("POST", `/api/jobs/${id}/cancel`, {}),
  schedule: (signal?: AbortSignal) => call<ScheduleResponse>("GET", "/api/schedule", undefined, signal),

  members: (id: string, body: { values: string[]; trait: string; change: MembersChange; dry: boolean }) => call<MembersResponse>("POST", `/api/segments/${id}/members`, body),
  snapshot: (body: { analysis: string; question: unknown; cell: unknown; name: string; origin: string }) => call<SegmentView>("POST", "/api/segments/snapshot", body),
  overlap: (segments: string[], signal?: AbortSignal) => call<OverlapResponse>("POST", "/api/segments/overlap", { segments }, signal),
  history: (id: string, signal?: AbortSignal) => call<SegmentHistoryResponse>("GET", `/api/segments/${id}/history`, undefined, signal),
  moved: (id: string, day: string, which: "entered" | "left", page: { offset: number; limit: number }, signal?: AbortSignal) =>
    call<PersonsResponse>("GET", `/api/segments/${id}/moved?${new URLSearchParams({ day, which, offset: String(page.offset), limit: String(page.limit) })}`, undefined, signal),
  asOf: (filter: Filter, day: string, page: { offset: number; limit: number }, signal?: AbortSignal) => call<PersonsResponse>("POST", "/api/segments/as-of", { filter, day, ...page }, signal),
  users: (id: string, signal?: AbortSignal) => call<UsersResponse>("GET", `/api/segments/${id}/users`, undefined, signal),
};
