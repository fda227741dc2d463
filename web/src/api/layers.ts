// Layer schemes, their sizes day by day, and who went from which layer to which.
import { call } from "./client";
import type { LayerScheme, LayersBody, LayersDay, LayersFlow, LayersPreview, LayersView, PersonsResponse } from "./types";

export interface Page { offset: number; limit: number }
// Persons of a place of the flow; a layer "" is: not there.
export interface FlowPlace { from: string; to: string; from_layer?: string; to_layer?: string }
export interface LayerPlace { layer?: string; day?: string; recency?: number; frequency?: number; monetary?: number }

// Unlike elsewhere an empty text is a value here.
function query(parameters: object): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined) out.set(key, String(value));
  const text = out.toString();
  return text ? `?${text}` : "";
}
const get = <T>(path: string, parameters: object, signal?: AbortSignal) => call<T>("GET", `/api/layers${path}${query(parameters)}`, undefined, signal);

export const layers = {
  list: (signal?: AbortSignal) => get<{ schemes: LayersView[] }>("", {}, signal),
  find: (id: string, signal?: AbortSignal) => get<LayersView>(`/${id}`, {}, signal),
  create: (body: LayersBody) => call<LayersView>("POST", "/api/layers", body),
  change: (id: string, body: LayersBody) => call<LayersView>("PUT", `/api/layers/${id}`, body),
  remove: (id: string) => call<object>("DELETE", `/api/layers/${id}`),
  preview: (scheme: LayerScheme, signal?: AbortSignal) => call<LayersPreview>("POST", "/api/layers/preview", scheme, signal),
  history: (id: string, signal?: AbortSignal) => get<{ days: LayersDay[] }>(`/${id}/history`, {}, signal),
  flow: (id: string, from: string, to: string, signal?: AbortSignal) => get<LayersFlow>(`/${id}/flow`, { from, to }, signal),
  flowPersons: (id: string, place: FlowPlace, page: Page, signal?: AbortSignal) => get<PersonsResponse>(`/${id}/flow/persons`, { ...place, ...page }, signal),
  persons: (id: string, place: LayerPlace, page: Page, signal?: AbortSignal) => get<PersonsResponse>(`/${id}/persons`, { ...place, ...page }, signal),
  workOut: (id: string) => call<{ id: string }>("POST", "/api/jobs/recompute", { objects: [`layers:${id}`] }),
  job: (id: string, signal?: AbortSignal) => call<{ state: string; message: string }>("GET", `/api/jobs/${id}`, undefined, signal),
};
