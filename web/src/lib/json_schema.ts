// JSON Schemas of events' properties: a draft from what was seen, and where in a text a keyword stands.
import type { CatalogProperty, Schema } from "../api/catalog";
import type { Json } from "../api/types";
import { isSystem, kinds, type Kind } from "./catalog";

interface Branch { own?: CatalogProperty; members: Map<string, Branch> }
const names: Record<Kind, string> = { text: "string", instant: "string", number: "number", boolean: "boolean", list: "array" };
const formats: [RegExp, string][] = [
  [/^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/, "date-time"],
  [/^\d{4}-\d{2}-\d{2}$/, "date"],
];

// Stored names are flat: "address.city" was a member of an object.
function grown(properties: readonly CatalogProperty[]): Branch {
  const root: Branch = { members: new Map() };
  for (const property of properties) {
    let at = root;
    for (const name of property.name.split(".")) {
      const next = at.members.get(name) ?? { members: new Map() };
      at.members.set(name, next);
      at = next;
    }
    at.own = property;
  }
  return root;
}

function ofValues({ types, examples, events }: CatalogProperty): Record<string, Json> {
  const seen = [...new Set(kinds.filter((kind) => types[kind] > 0).map((kind) => names[kind]))];
  const format = types.instant === events ? formats.find(([form]) => examples.every((text) => form.test(text)))?.[1] : undefined;
  return { type: seen.length === 1 ? seen[0]! : seen, ...(format ? { format } : {}) };
}

const leaves = (branch: Branch): CatalogProperty[] => [...(branch.own ? [branch.own] : []), ...[...branch.members.values()].flatMap(leaves)];
// Lists under a name with dots were lists of objects or objects of lists: which, the flat names do not say.
const isOpen = (branch: Branch) => leaves(branch).every((one) => one.types.list === one.events);

function ofBranch(branch: Branch, required: (property: CatalogProperty) => boolean): Record<string, Json> {
  const described: Record<string, Json> = branch.own?.description ? { description: branch.own.description } : {};
  if (branch.members.size === 0) return { ...ofValues(branch.own!), ...described };
  if (branch.own) return { ...described }; // now a value, now an object: nothing is certain
  if (isOpen(branch)) return { type: ["array", "object"] };
  return ofMembers(branch, required);
}
function ofMembers(branch: Branch, required: (property: CatalogProperty) => boolean): Record<string, Json> {
  const members = [...branch.members].sort(([a], [b]) => a.localeCompare(b));
  const always = members.filter(([, one]) => leaves(one).some(required)).map(([name]) => name);
  return { type: "object", properties: Object.fromEntries(members.map(([name, one]) => [name, ofBranch(one, required)])), ...(always.length > 0 ? { required: always } : {}) };
}

// What every property that came was like, required where it was in all the events looked at. What the collector adds
// ($page_url) is no part of what is sent; to the program's own events it adds more, so that nothing of them is required.
export function draftSchema(event: string, properties: readonly CatalogProperty[], sampled: number): Schema {
  const sent = properties.filter((one) => one.events > 0 && !one.name.startsWith("$"));
  return ofMembers(grown(sent), (property) => !isSystem(event) && property.events === sampled);
}

// No text, no value.
export function readJson(text: string): { value: Json | undefined } | { problem: string } {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
export const schemaText = (schema: Schema | undefined): string => (schema === undefined ? "" : JSON.stringify(schema, null, 2));

interface Open { path: string; list: boolean; index: number; key: string | undefined }
// The line, from 1, on which the value of this place begins ("properties.price.anyOf[0].type"), if the text has it.
export function lineOf(text: string, place: string): number | undefined {
  const stack: Open[] = [];
  const pathAt = (top: Open) => (top.list ? `${top.path}[${top.index}]` : top.path === "" ? top.key! : `${top.path}.${top.key!}`);
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    const top = stack.at(-1);
    if (token === "}" || token === "]") stack.pop();
    else if (token === ",") { if (top) { top.index += 1; top.key = undefined; } }
    else if (token === ":") continue;
    else if (top && !top.list && top.key === undefined) top.key = JSON.parse(token) as string;
    else {
      const path = top ? pathAt(top) : "";
      if (path === place) return text.slice(0, index).split("\n").length;
      if (token === "{" || token === "[") stack.push({ path, list: token === "[", index: 0, key: undefined });
    }
  }
  return undefined;
}
