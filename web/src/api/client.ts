// The one place that talks to the server.
import type {
  Analyses, AnalysisName, AskResponse, EventNameView, EventsResponse, KeyView, LinkView, NewKeyResponse, OperatorView,
  OverviewResponse, PersonsResponse, PersonView, Problem, PropertyView, Role, SegmentBody, SegmentView,
  SessionView, SqlAnswer, SqlViewsResponse, GivenId, LinkKind, LinksResponse,
} from "./types";

// What the server (or the network) refused, with the field it is about.
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field: string,
  ) {
    super(message);
  }
}

let csrf = "";
let onSignedOut = () => {};
export function setCsrf(token: string) {
  csrf = token;
}
export function whenSignedOut(handler: () => void) {
  onSignedOut = handler;
}

async function problemOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return new ApiError(response.status, problem.title ?? "internal", problem.detail ?? response.statusText, problem.field ?? "");
}

async function send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (method !== "GET") headers["x-csrf-token"] = csrf;
  const file = typeof body === "string"; // sent as it is
  if (body !== undefined) headers["content-type"] = file ? "text/csv" : "application/json";
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (body !== undefined) init.body = file ? body : JSON.stringify(body);
  if (signal) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, "network", "", "");
  }
  if (response.ok) return response;
  const error = await problemOf(response);
  if (response.status === 401 && path !== "/api/session") onSignedOut();
  throw error;
}

export async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const text = await (await send(method, path, body, signal)).text();
  return (text === "" ? {} : JSON.parse(text)) as T;
}

function query(parameters: Record<string, string | number | undefined>): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined && value !== "") out.set(key, String(value));
  const text = out.toString();
  return text ? `?${text}` : "";
}

export const api = {
  session: () => call<SessionView>("GET", "/api/session"),
  signIn: (email: string, password: string) => call<SessionView>("POST", "/api/session", { email, password }),
  signOut: () => call<object>("DELETE", "/api/session"),
  changePassword: (current: string, wanted: string) => call<object>("PUT", "/api/session/password", { current, wanted }),
  setLanguage: (language: string) => call<object>("PUT", "/api/session/language", { language }),

  ask: <A extends AnalysisName>(analysis: A, question: Analyses[A]["question"], signal?: AbortSignal) =>
    call<AskResponse<Analyses[A]["answer"]>>("POST", "/api/ask", { analysis, question }, signal),
  personsBehind: <A extends AnalysisName>(
    analysis: A, question: Analyses[A]["question"], cell: Analyses[A]["cell"], page: { offset: number; limit: number }, signal?: AbortSignal,
  ) => call<PersonsResponse>("POST", "/api/ask/persons", { analysis, question, cell, ...page }, signal),

  sql: (sql: string, limit: number, signal?: AbortSignal) => call<SqlAnswer>("POST", "/api/sql", { sql, limit }, signal),
  sqlViews: () => call<SqlViewsResponse>("GET", "/api/sql/views"),
  answerFile: async (analysis: AnalysisName, question: object, format: "csv" | "json" | "parquet") =>
    (await send("POST", `/api/ask/export${query({ format })}`, { analysis, question })).blob(),
  sqlFile: async (sql: string, format: "csv" | "json" | "parquet", limit: number) => (await send("POST", `/api/sql/export${query({ format })}`, { sql, limit })).blob(),

  persons: (text: string, limit: number, signal?: AbortSignal) =>
    call<PersonsResponse>("GET", `/api/persons${query({ query: text, limit })}`, undefined, signal),
  person: (person: number, signal?: AbortSignal) => call<PersonView>("GET", `/api/persons/${person}`, undefined, signal),
  // The events before this one in the person's order; an instant alone would lose its neighbours of the same instant.
  personEvents: (person: number, limit: number, before?: { time: string; id: string }, signal?: AbortSignal) =>
    call<EventsResponse>("GET", `/api/persons/${person}/events${query({ before: before?.time, before_id: before?.id, limit })}`, undefined, signal),
  merge: (from: GivenId, into: GivenId, why: string) => call<LinkView>("POST", "/api/persons/merge", { from, into, why }),
  links: (page: { kind?: LinkKind | ""; person?: number | undefined; limit: number; offset: number }, signal?: AbortSignal) =>
    call<LinksResponse>("GET", `/api/links${query(page)}`, undefined, signal),
  undoLink: (id: number) => call<LinkView>("POST", `/api/links/${id}/undo`, {}),

  eventNames: () => call<{ events: EventNameView[] }>("GET", "/api/schema/events"),
  properties: (event?: string) => call<{ properties: PropertyView[] }>("GET", `/api/schema/properties${query({ event })}`),
  values: (ref: string, prefix: string, signal?: AbortSignal) =>
    call<{ values: string[] }>("GET", `/api/schema/values${query({ ref, prefix })}`, undefined, signal),

  segments: (signal?: AbortSignal) => call<{ segments: SegmentView[] }>("GET", "/api/segments", undefined, signal),
  createSegment: (body: SegmentBody) => call<SegmentView>("POST", "/api/segments", body),
  updateSegment: (id: string, body: SegmentBody) => call<SegmentView>("PUT", `/api/segments/${id}`, body),
  deleteSegment: (id: string) => call<object>("DELETE", `/api/segments/${id}`),

  overview: (signal?: AbortSignal) => call<OverviewResponse>("GET", "/api/overview", undefined, signal),
  keys: (signal?: AbortSignal) => call<{ keys: KeyView[] }>("GET", "/api/keys", undefined, signal),
  createKey: (body: { kind: "write" | "secret"; label: string; role: Role }) => call<NewKeyResponse>("POST", "/api/keys", body),
  deleteKey: (id: number) => call<object>("DELETE", `/api/keys/${id}`),
  operators: (signal?: AbortSignal) => call<{ operators: OperatorView[] }>("GET", "/api/operators", undefined, signal),
  createOperator: (body: { email: string; name: string; password: string; role: Role }) =>
    call<OperatorView>("POST", "/api/operators", body),
  setRole: (id: number, role: Role) => call<object>("PUT", `/api/operators/${id}/role`, { role }),
  resetPassword: (id: number, password: string) => call<object>("PUT", `/api/operators/${id}/password`, { password }),
  deleteOperator: (id: number) => call<object>("DELETE", `/api/operators/${id}`),
};
