// The kinds of condition, where each may stand, and what a new one looks like.
import type { FilterForm } from "../../lib/filter";
import { emptyGroup, emptyMatch } from "../../lib/filter";

export type LeafKind = "event" | "person" | "did" | "did_not" | "sequence" | "first_time" | "segment" | "tag" | "layer" | "group" | "raw";
export type Place = "event" | "person" | "where";

export const leafWords: Record<LeafKind, string> = {
  event: "filter.event", person: "filter.person", did: "filter.did", did_not: "filter.didNot", sequence: "filter.sequence", first_time: "filter.firstTime",
  segment: "filter.segment", tag: "filter.tag", layer: "filter.layer", group: "filter.group", raw: "filter.raw",
};

export function leavesAt(place: Place): LeafKind[] {
  if (place === "where") return ["event", "person", "segment", "tag", "layer", "group"];
  if (place === "event") return ["event", "person", "did", "did_not", "segment", "tag", "layer", "group"];
  return ["person", "did", "did_not", "sequence", "first_time", "segment", "tag", "layer", "group", "raw"];
}

export function newLeaf(kind: LeafKind): FilterForm {
  switch (kind) {
    case "event":
    case "person": return { type: "compare", scope: kind, property: "", op: "is", value: "", caseInsensitive: false };
    case "did":
    case "did_not":
      return { type: "did", negated: kind === "did_not", match: emptyMatch(), aggregate: "count", property: "", op: ">=", numbers: [1], within: { last: 30, unit: "day" } };
    case "sequence": return { type: "sequence", steps: [emptyMatch(), emptyMatch()], within: "7d", strict: false };
    case "first_time": return { type: "first_time", match: emptyMatch(), within: { last: 30, unit: "day" } };
    case "segment": return { type: "segment", id: "" };
    case "layer": return { type: "layer", scheme: "", layer: "" };
    case "tag": return { type: "tag", id: "", value: undefined };
    case "group": return { ...emptyGroup(), join: "any", items: [] };
    case "raw": return { type: "raw", json: { in_layer: { scheme: "", layer: "" } } };
  }
}
