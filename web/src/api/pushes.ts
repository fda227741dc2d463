// Pushes: who enters and leaves a segment, told to a URL; and files of persons.
import { call } from "./client";
import type { components } from "./openapi";

type S = components["schemas"];
export type PushView = S["PushView"];
export type PushBody = S["PushBody"];
export type PushSending = S["PushSendingView"];

const path = "/api/pushes";

export const pushes = {
  of: (segment: string, signal?: AbortSignal) => call<{ pushes: PushView[] }>("GET", `${path}?${new URLSearchParams({ segment })}`, undefined, signal),
  create: (body: PushBody) => call<{ push: PushView; secret: string }>("POST", path, body),
  change: (id: string, body: PushBody) => call<PushView>("PUT", `${path}/${id}`, body),
  remove: (id: string) => call<object>("DELETE", `${path}/${id}`),
  test: (id: string) => call<PushSending>("POST", `${path}/${id}/test`, {}),
  tryNow: (id: string) => call<PushView>("POST", `${path}/${id}/try`, {}),
  history: (id: string, signal?: AbortSignal) => call<{ sendings: PushSending[] }>("GET", `${path}/${id}/history?limit=50`, undefined, signal),
};
