// A filter in words, for reading; the editor (components/filter) is for changing it.
import type { TFunction } from "i18next";
import type { EventMatch, Filter, Json, Window } from "../api/types";
import { sayWindow } from "./window";

// What the ids in a filter are called, and events in the reader's language.
export interface FilterNames {
  event: (name: string) => string;
  segment: (id: string) => string;
  tag: (id: string) => string;
  layers: (id: string) => string;
}
type Part = { [key: string]: Json };
const aggregates = ["count", "sum", "avg", "min", "max", "distinct"] as const;

function sayValue(value: Json | undefined): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map((one) => sayValue(one)).join(", ");
  return typeof value === "string" ? `“${value}”` : String(value);
}
function sayOp(part: Part, t: TFunction): string {
  return [t(`filter.op.${String(part["op"])}`), sayValue(part["value"])].filter(Boolean).join(" ");
}

export function sayMatch(match: EventMatch, names: FilterNames, t: TFunction): string {
  const { event, events, where } = match as { event?: string; events?: string[]; where?: Filter };
  const all = event !== undefined ? [event] : (events ?? []);
  const said = all.length === 0 ? t("person.why.anyEvent") : all.map((name) => `“${names.event(name)}”`).join(` ${t("filter.or")} `);
  return where ? `${said} (${sayFilter(where, names, t)})` : said;
}

function sayDid(part: Part, negated: boolean, names: FilterNames, t: TFunction): string {
  const how = aggregates.filter((one) => one in part).map((one) => {
    const condition = part[one] as Part;
    return one === "count" ? `${sayOp(condition, t)} ${t("filter.times")}` : `${t(`filter.agg.${one}`)} ${String(condition["property"])} ${sayOp(condition, t)}`;
  });
  const within = part["within"] as Window | undefined;
  return [t(negated ? "filter.didNot" : "filter.did"), sayMatch(part as EventMatch, names, t), ...how, within === undefined ? "" : `(${sayWindow(within, t)})`].filter(Boolean).join(" ");
}

function sayGroup(of: Filter[], word: string, names: FilterNames, t: TFunction): string {
  const isGroup = (one: Filter) => ["all", "any"].some((key) => Array.isArray(one[key]) && (one[key] as Json[]).length > 1);
  return of.map((one) => (of.length > 1 && isGroup(one) ? `(${sayFilter(one, names, t)})` : sayFilter(one, names, t))).join(` ${word} `);
}

export function sayFilter(filter: Filter, names: FilterNames, t: TFunction): string {
  const one = filter as Part;
  const inner = (key: string) => one[key] as Part;
  if ("all" in one) return (one["all"] as Filter[]).length === 0 ? t("common.everyone") : sayGroup(one["all"] as Filter[], t("filter.and"), names, t);
  if ("any" in one) return sayGroup(one["any"] as Filter[], t("filter.or"), names, t);
  if ("not" in one) return `${t("person.why.not")} (${sayFilter(inner("not"), names, t)})`;
  if ("did" in one) return sayDid(inner("did"), false, names, t);
  if ("did_not" in one) return sayDid(inner("did_not"), true, names, t);
  if ("first_time" in one) return `${t("filter.firstTime")} ${sayMatch(inner("first_time") as EventMatch, names, t)} (${sayWindow((inner("first_time")["within"] ?? "ever") as Window, t)})`;
  if ("sequence" in one) return `${t("filter.sequence")} ${(inner("sequence")["steps"] as Part[]).map((step) => sayMatch(step as EventMatch, names, t)).join(" → ")}`;
  if ("in_segment" in one) return `${t("filter.segment")} “${names.segment(String(one["in_segment"]))}”`;
  if ("has_tag" in one) return [`${t("filter.tag")} “${names.tag(String(inner("has_tag")["tag"]))}”`, inner("has_tag")["value"] === undefined ? "" : sayValue(inner("has_tag")["value"])].filter(Boolean).join(" ");
  if ("in_layer" in one) return `${t("filter.layer")} “${names.layers(String(inner("in_layer")["scheme"]))} · ${String(inner("in_layer")["layer"])}”`;
  return `${String(one["event"] ?? one["person"])} ${sayOp(one, t)}`;
}
