// The filter language as a form edits it, and both ways between that and its JSON (src/model/filter.h).
import type { EventMatch, Filter, Json, PropertyType, Window } from "../api/types";

export type OpFamily = "text" | "number" | "instant" | "boolean" | "list" | "presence";
export const operators: Record<OpFamily, readonly string[]> = {
  text: ["is", "is_not", "contains", "not_contains", "starts_with", "ends_with", "matches", "in", "not_in"],
  number: ["=", "!=", "<", "<=", ">", ">=", "between"],
  instant: ["before", "after", "in_last", "not_in_last"],
  boolean: ["is_true", "is_false"],
  list: ["has", "has_any", "has_all", "is_empty"],
  presence: ["is_set", "is_not_set"],
};
export const aggregates = ["count", "sum", "avg", "min", "max", "distinct"] as const;
export type Aggregate = (typeof aggregates)[number];

export interface MatchForm {
  events: string[];
  where: GroupForm;
}
export interface GroupForm {
  type: "group";
  join: "all" | "any";
  negated: boolean;
  items: FilterForm[];
}
export interface CompareForm {
  type: "compare";
  scope: "event" | "person";
  property: string;
  op: string;
  value: Json;
  caseInsensitive: boolean;
}
export interface DidForm {
  type: "did";
  negated: boolean;
  match: MatchForm;
  aggregate: Aggregate;
  property: string;
  op: string;
  numbers: number[];
  within: Window;
}
export interface SequenceForm {
  type: "sequence";
  steps: MatchForm[];
  within: string;
  strict: boolean;
}
export interface FirstTimeForm {
  type: "first_time";
  match: MatchForm;
  within: Window;
}
export interface SegmentForm {
  type: "segment";
  id: string;
}
export interface LayerForm {
  type: "layer";
  scheme: string;
  layer: string;
}
export interface TagForm {
  type: "tag";
  id: string;
  value: string | undefined; // undefined: any
}
// A kind of node that the form shows as JSON.
export interface RawForm {
  type: "raw";
  json: Filter;
}
export type FilterForm = GroupForm | CompareForm | DidForm | SequenceForm | FirstTimeForm | SegmentForm | TagForm | LayerForm | RawForm;

export const emptyGroup = (): GroupForm => ({ type: "group", join: "all", negated: false, items: [] });
export const emptyMatch = (): MatchForm => ({ events: [], where: emptyGroup() });

export function familyOf(op: string): OpFamily {
  for (const family of Object.keys(operators) as OpFamily[]) if (operators[family].includes(op)) return family;
  return "text";
}
export const takesNothing = (op: string) => ["boolean", "presence"].includes(familyOf(op)) || op === "is_empty";
export const takesList = (op: string) => ["in", "not_in", "has_any", "has_all"].includes(op);

// The operators to offer for a property of this type, the usual ones first.
export function operatorsFor(type: PropertyType): string[] {
  const first: Record<PropertyType, OpFamily[]> = {
    text: ["text", "presence", "number", "instant"],
    number: ["number", "presence", "text"],
    boolean: ["boolean", "presence", "text"],
    instant: ["instant", "presence", "text"],
    list: ["list", "presence"],
  };
  return first[type].flatMap((family) => operators[family]);
}

// The value a comparison starts with when its operator changes; kept where it still fits.
export function valueFor(op: string, old: Json): Json {
  if (takesNothing(op)) return null;
  if (takesList(op)) return Array.isArray(old) ? old.map(String) : typeof old === "string" && old !== "" ? [old] : [];
  const family = familyOf(op);
  const scalar = Array.isArray(old) ? (old[0] ?? null) : old;
  if (op === "between") return Array.isArray(old) && old.every((x) => typeof x === "number") && old.length === 2 ? old : [0, 100];
  if (family === "number") return typeof scalar === "number" ? scalar : Number.isFinite(Number(scalar)) && scalar !== null ? Number(scalar) : 0;
  if (op === "in_last" || op === "not_in_last") return typeof scalar === "string" && /^\d+(ms|s|m|h|d|w)$/.test(scalar) ? scalar : "7d";
  if (family === "instant") return typeof scalar === "string" && /^\d{4}-/.test(scalar) ? scalar : "";
  return scalar === null || typeof scalar === "object" ? "" : String(scalar);
}

type Node = { [key: string]: Json };
const isNode = (json: unknown): json is Node => typeof json === "object" && json !== null && !Array.isArray(json);
const texts = (json: Json | undefined): string[] => (Array.isArray(json) ? json.filter((x): x is string => typeof x === "string") : []);

export function matchFromJson(json: Json | EventMatch | undefined): MatchForm {
  if (!isNode(json)) return emptyMatch();
  const events = typeof json.event === "string" ? [json.event] : texts(json.events);
  return { events, where: isNode(json.where) ? asGroup(formFromFilter(json.where)) : emptyGroup() };
}

export function matchToJson(match: MatchForm): EventMatch {
  const out: EventMatch = {};
  if (match.events.length === 1) out.event = match.events[0]!;
  else if (match.events.length > 1) out.events = match.events;
  if (match.where.items.length > 0) out.where = filterFromForm(match.where);
  return out;
}

export function asGroup(form: FilterForm): GroupForm {
  return form.type === "group" ? form : { ...emptyGroup(), items: [form] };
}

function compareFromJson(node: Node, scope: "event" | "person"): CompareForm {
  return {
    type: "compare", scope, property: String(node[scope]), op: String(node.op ?? "is"), value: node.value ?? null,
    caseInsensitive: node.case_insensitive === true,
  };
}

function didFromJson(node: Node, negated: boolean): DidForm {
  const form: DidForm = {
    type: "did", negated, match: matchFromJson(node), aggregate: "count", property: "", op: ">=", numbers: [1],
    within: (node.within as Window | undefined) ?? "ever",
  };
  for (const aggregate of aggregates) {
    const part = node[aggregate];
    if (!isNode(part)) continue;
    form.aggregate = aggregate;
    form.property = String(part.property ?? "");
    form.op = String(part.op ?? ">=");
    form.numbers = (Array.isArray(part.value) ? part.value : [part.value ?? 1]).map(Number);
  }
  return form;
}

export function formFromFilter(json: Json): FilterForm {
  if (!isNode(json)) return emptyGroup();
  if ("event" in json) return compareFromJson(json, "event");
  if ("person" in json) return compareFromJson(json, "person");
  const [key, value] = Object.entries(json)[0] ?? ["all", []];
  if ((key === "all" || key === "any") && Array.isArray(value)) {
    return { type: "group", join: key, negated: false, items: value.map((item) => formFromFilter(item)) };
  }
  if (key === "not") {
    const inner = formFromFilter(value ?? null);
    if (inner.type === "group" && !inner.negated) return { ...inner, negated: true };
    return { ...emptyGroup(), negated: true, items: [inner] };
  }
  if ((key === "did" || key === "did_not") && isNode(value)) return didFromJson(value, key === "did_not");
  if (key === "sequence" && isNode(value)) {
    const steps = Array.isArray(value.steps) ? value.steps.map(matchFromJson) : [];
    return { type: "sequence", steps, within: String(value.within ?? "7d"), strict: value.strict === true };
  }
  if (key === "first_time" && isNode(value)) {
    return { type: "first_time", match: matchFromJson(value), within: (value.within as Window | undefined) ?? "ever" };
  }
  if (key === "has_tag" && isNode(value)) return { type: "tag", id: String(value.tag ?? ""), value: typeof value.value === "string" ? value.value : undefined };
  if (key === "in_segment") return { type: "segment", id: String(value) };
  if (key === "in_layer" && isNode(value)) return { type: "layer", scheme: String(value.scheme ?? ""), layer: String(value.layer ?? "") };
  return { type: "raw", json: json as Filter };
}

function didToJson(form: DidForm): Filter {
  const body: Node = { ...(matchToJson(form.match) as Node) };
  const value = form.op === "between" ? form.numbers : (form.numbers[0] ?? 1);
  const plain = form.aggregate === "count" && form.op === ">=" && value === 1;
  if (form.aggregate !== "count") body[form.aggregate] = { property: form.property, op: form.op, value };
  else if (!plain) body.count = { op: form.op, value };
  if (form.within !== "ever") body.within = form.within as Json;
  return { [form.negated ? "did_not" : "did"]: body };
}

export function filterFromForm(form: FilterForm, inner = false): Filter {
  switch (form.type) {
    case "group": {
      const items = form.items.map((item) => filterFromForm(item, true));
      // A lone leaf needs no group around it; a lone group keeps it, or the form would lose a level.
      const alone = items.length === 1 && form.items[0]!.type !== "group" && !inner;
      const only = alone ? items[0]! : { [form.join]: items };
      return form.negated ? { not: only } : only;
    }
    case "compare": {
      const out: Filter = { [form.scope]: form.property, op: form.op };
      if (!takesNothing(form.op)) out.value = form.value;
      if (form.caseInsensitive && ["text", "list"].includes(familyOf(form.op)) && !takesNothing(form.op)) out.case_insensitive = true;
      return out;
    }
    case "did": return didToJson(form);
    case "sequence":
      return { sequence: { steps: form.steps.map(matchToJson) as Json, within: form.within, ...(form.strict ? { strict: true } : {}) } };
    case "first_time": return { first_time: { ...(matchToJson(form.match) as Node), within: form.within as Json } };
    case "segment": return { in_segment: form.id };
    case "layer": return { in_layer: { scheme: form.scheme, layer: form.layer } };
    case "tag": return { has_tag: { tag: form.id, ...(form.value === undefined ? {} : { value: form.value }) } };
    case "raw": return form.json;
  }
}

function matchComplete(match: MatchForm): boolean {
  return match.where.items.every(isComplete);
}

// Whether every field that must be filled is: incomplete filters are not sent.
export function isComplete(form: FilterForm): boolean {
  switch (form.type) {
    case "group": return form.items.every(isComplete);
    case "compare":
      if (form.property === "") return false;
      if (takesNothing(form.op)) return true;
      return Array.isArray(form.value) ? form.value.length > 0 : form.value !== null && (form.value !== "" || familyOf(form.op) === "text");
    case "did": return matchComplete(form.match) && (form.aggregate === "count" || form.property !== "");
    case "sequence": return form.steps.length >= 2 && form.steps.every(matchComplete);
    case "first_time": return matchComplete(form.match);
    case "segment":
    case "tag": return form.id !== "";
    case "layer": return form.scheme !== "" && form.layer !== "";
    case "raw": return true;
  }
}
