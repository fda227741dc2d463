// The effect on parts of persons: on each layer of a scheme, each value of a tag, each of some segments.
import type { AskManyResult, EffectAnswer, EffectGroup, EffectQuestion, Filter, LayersView, SegmentView } from "../api/types";
import type { TagView } from "../api/tags";
import { inLayer } from "./layers";

export const partKinds = ["layers", "tag", "segments"] as const;
export type PartKind = (typeof partKinds)[number];
export const isPartKind = (by: string): by is PartKind => (partKinds as readonly string[]).includes(by);

export const mostSegments = 8;
const mostParts = 40; // each is a question, and 50 are asked together

// What persons can be parted by.
export interface Partings { segments: SegmentView[]; schemes: LayersView[]; tags: TagView[] }
export const schemesOf = ({ schemes }: Partings): LayersView[] => schemes.filter((one) => one.layers.length > 0);
export const tagsOf = ({ tags }: Partings): TagView[] => tags.filter((one) => one.values.length > 0);
export const kindsOf = (partings: Partings): PartKind[] => partKinds.filter((kind) => choicesOf(kind, partings).length > 0);

export interface PartChoice { value: string; label: string }
export function choicesOf(kind: PartKind, partings: Partings): PartChoice[] {
  const things = { layers: schemesOf, tag: tagsOf, segments: ({ segments }: Partings) => segments }[kind](partings);
  return things.map((one) => ({ value: one.id, label: one.name }));
}
// What is shown until somebody chooses: the first scheme or tag, the first few segments.
export const firstChosen = (kind: PartKind, partings: Partings): string[] => choicesOf(kind, partings).slice(0, kind === "segments" ? 4 : 1).map((one) => one.value);

export interface Part { label: string; filter: Filter }
// All that are in none of the parts, so that nobody is left out.
const rest = (parts: readonly Part[]): Part => ({ label: "$other", filter: { not: { any: parts.map((one) => one.filter) } } });

// Layers and values are parts of everybody; segments may share persons, and stand for themselves.
export function partsBy(kind: PartKind, chosen: readonly string[], partings: Partings): Part[] {
  if (kind === "segments") return chosen.flatMap((id) => partings.segments.filter((one) => one.id === id)).slice(0, mostSegments).map((one) => ({ label: one.name, filter: { in_segment: one.id } }));
  const scheme = partings.schemes.find((one) => kind === "layers" && one.id === chosen[0]);
  const tag = partings.tags.find((one) => kind === "tag" && one.id === chosen[0]);
  const parts = scheme ? scheme.layers.map(({ name }) => ({ label: name, filter: inLayer(scheme.id, name) })) : (tag?.values ?? []).map(({ value }) => ({ label: value, filter: { has_tag: { tag: tag!.id, value } } }));
  const shown = parts.slice(0, mostParts);
  return shown.length > 0 ? [...shown, rest(shown)] : [];
}

// The same question of these persons alone.
export const partQuestion = (question: EffectQuestion, part: Part): EffectQuestion => ({ ...question, by: "none", where: { all: [question.where ?? { all: [] }, part.filter] } });

// Of a question about all and one about each part: all, and the parts as its groups; the rest only where somebody is.
export function answerOfParts(parts: readonly Part[], results: readonly AskManyResult[]): EffectAnswer {
  const [all, ...each] = results.map((one) => (one.answer!.answer as EffectAnswer).all);
  const groups = each.map((group, i): EffectGroup => ({ ...group, label: parts[i]!.label }));
  return { all: all!, groups: groups.filter((one) => one.label !== "$other" || one.sent + one.held_out > 0) };
}
