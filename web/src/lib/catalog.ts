// Events as the catalog lists them: which of them, in numbers, and what is said of one.
import type { CatalogDetail, CatalogEntry, CatalogEvent, CatalogProperty, EventStatus, Schema } from "../api/catalog";

const dayMs = 86_400_000;

export const windows = [7, 30, 90] as const; // days; the server counts no more
export type Days = (typeof windows)[number];
export const daysFrom = (text: string | null): Days => windows.find((one) => String(one) === text) ?? 30;

export const statuses = ["expected", "none", "unexpected", "blocked"] as const satisfies readonly EventStatus[];
export const looks = ["problems", "new", "silent"] as const; // what may be wrong with an event, or worth a look
export type Look = (typeof looks)[number];
const oneOf = <T extends string>(all: readonly T[], text: string | null): T | undefined => all.find((one) => one === text);
export const statusFrom = (text: string | null): EventStatus | undefined => oneOf(statuses, text);
export const lookFrom = (text: string | null): Look | undefined => oneOf(looks, text);

// The program's own: page views, sessions and their like. They need no plan.
export const isSystem = (name: string): boolean => name.startsWith("$");
export const volume = ({ days }: Pick<CatalogEvent, "days">): number => days.reduce((sum, one) => sum + one, 0);
const within = (iso: string | undefined, ms: number, now: number) => iso !== undefined && Date.parse(iso) > now - ms;

export const silentAfter = 7; // days
export function shows(event: CatalogEvent, look: Look, now: number): boolean {
  if (look === "problems") return event.warned + event.quarantined > 0;
  if (look === "new") return within(event.first_seen, 7 * dayMs, now);
  return event.last_seen !== undefined && !within(event.last_seen, silentAfter * dayMs, now);
}

export interface Choice { text: string; status: EventStatus | undefined; look: Look | undefined }
// `called`: the event's name as people read it.
export function chosen(events: readonly CatalogEvent[], { text, status, look }: Choice, called: (name: string) => string, now: number): CatalogEvent[] {
  const wanted = text.trim().toLowerCase();
  const said = (event: CatalogEvent) => [event.name, called(event.name), event.owner, event.description].join("\n").toLowerCase();
  return events.filter((event) => (status === undefined || event.status === status) && (look === undefined || shows(event, look, now)) && said(event).includes(wanted));
}
export const countOf = (events: readonly CatalogEvent[], status: EventStatus): number => events.filter((event) => event.status === status).length;

// What came in the last 30 days, and nobody has said anything of: a plan may begin with it.
export const undecided = (events: readonly CatalogEvent[], now: number): CatalogEvent[] =>
  events.filter((event) => event.status === "none" && !event.has_schema && !isSystem(event.name) && within(event.last_seen, 30 * dayMs, now));
// What the plan does not have, as the server sees it (collect/plan/plan.cc).
export const isPlanned = (event: CatalogEvent): boolean => isSystem(event.name) || (event.status !== "unexpected" && (event.status === "expected" || event.has_schema));
export const unplanned = (events: readonly CatalogEvent[]): CatalogEvent[] => events.filter((event) => event.status !== "blocked" && volume(event) > 0 && !isPlanned(event));

export const hasPlan = (events: readonly CatalogEvent[]): boolean => events.some((event) => event.status !== "none" || event.has_schema);

export const nothingSaid = (name: string): CatalogEntry => ({ name, status: "none", owner: "", description: "", properties: {} });
export const entryIn = (entries: readonly CatalogEntry[], name: string): CatalogEntry => entries.find((one) => one.name === name) ?? nothingSaid(name);

export function described(entry: CatalogEntry, property: string, text: string): CatalogEntry {
  const properties = Object.fromEntries(Object.entries(entry.properties).filter(([name]) => name !== property));
  return { ...entry, properties: text.trim() === "" ? properties : { ...properties, [property]: text.trim() } };
}
export function withSchema({ schema: _, ...entry }: CatalogEntry, schema: Schema | undefined): CatalogEntry {
  return schema === undefined ? entry : { ...entry, schema };
}

export const kinds = ["text", "number", "boolean", "instant", "list"] as const;
export type Kind = (typeof kinds)[number];
// The types of a property's values, the most frequent first.
export function kindShares({ types }: Pick<CatalogProperty, "types">): { kind: Kind; share: number }[] {
  const all = kinds.reduce((sum, kind) => sum + types[kind], 0);
  return kinds.filter((kind) => types[kind] > 0).map((kind) => ({ kind, share: types[kind] / all })).sort((a, b) => b.share - a.share);
}
export const fill = (property: CatalogProperty, sampled: number): number => (sampled === 0 ? 0 : property.events / sampled);
export const hasCome = (property: CatalogProperty): boolean => property.events > 0;
export const isUnknown = ({ event, sampled }: CatalogDetail): boolean => event.events === 0 && sampled === 0;
