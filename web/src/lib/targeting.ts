// Targeting: weights in the address, and the persons behind its numbers. Scores are the server's.
import type { PlayView, ScorePart, TargetingMeasure, TargetingResponse, TargetView } from "../api/targeting";
import type { Filter } from "../api/types";
import { inLayer } from "./layers";

export const targetingMeasures = ["size", "growth", "value", "conversion", "reach"] as const satisfies readonly TargetingMeasure[];
export const mostWeight = 100;
export type GrowthDays = 7 | 30;
export interface TargetingSetting { weights: Record<TargetingMeasure, number>; growth: GrowthDays }
export interface TargetingChange { weights?: Partial<TargetingSetting["weights"]>; growth?: GrowthDays }
export const firstWeight = 1;
export const changed = (setting: TargetingSetting, { weights, growth }: TargetingChange): TargetingSetting => ({ weights: { ...setting.weights, ...weights }, growth: growth ?? setting.growth });

export function settingFrom(address: URLSearchParams): TargetingSetting {
  const weight = (measure: TargetingMeasure) => {
    const text = address.get(measure);
    const value = Number(text);
    return text === null || text === "" || !Number.isInteger(value) || value < 0 || value > mostWeight ? firstWeight : value;
  };
  const weights = Object.fromEntries(targetingMeasures.map((measure) => [measure, weight(measure)])) as Record<TargetingMeasure, number>;
  return { weights, growth: address.get("growth_days") === "30" ? 30 : 7 };
}

// What differs from the first setting; other parts of the address stay.
export function addressOf(setting: TargetingSetting, address: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const measure of targetingMeasures) {
    if (setting.weights[measure] === firstWeight) next.delete(measure);
    else next.set(measure, String(setting.weights[measure]));
  }
  if (setting.growth === 7) next.delete("growth_days");
  else next.set("growth_days", "30");
  return next;
}

// What the server is asked: all of it.
export function queryOf({ weights, growth }: TargetingSetting): string {
  return new URLSearchParams([...targetingMeasures.map((measure): [string, string] => [measure, String(weights[measure])]), ["growth_days", String(growth)]]).toString();
}

// ---- audiences ---------------------------------------------------------------------------------------------------

export const keyOf = (target: TargetView) => `${target.kind} ${target.id} ${target.layer}`;
export const nameOf = (target: TargetView) => (target.kind === "segment" ? target.name : `${target.name} · ${target.layer}`);
export const pageOf = (target: TargetView) => (target.kind === "segment" ? `/segments/${target.id}` : `/layers/${target.id}`);
export const membersOf = (target: TargetView): Filter => (target.kind === "segment" ? { in_segment: target.id } : inLayer(target.id, target.layer));
export const partOf = (target: TargetView, measure: TargetingMeasure): ScorePart | undefined => target.parts.find((part) => part.measure === measure);

// Those members for whom something else holds too.
export const among = (target: TargetView, condition: Filter): Filter => ({ all: [membersOf(target), condition] });
export const reachedAny = (response: TargetingResponse): Filter => ({ any: response.channels.map((one) => one.filter) });

// ---- the playbook ------------------------------------------------------------------------------------------------

// Those with persons first, the largest first; then those that fit nobody; then those that lack something.
export function playOrder(plays: readonly PlayView[]): PlayView[] {
  const rank = (play: PlayView) => (typeof play.persons === "number" ? play.persons : -1);
  return [...plays].sort((a, b) => rank(b) - rank(a));
}

// The editor of a new segment with this in it.
export function editorLink(filter: Filter, name: string, description: string): string {
  return `/segments/new?${new URLSearchParams({ filter: JSON.stringify(filter), name, description })}`;
}
// What such a link says; undefined where it says nothing that can be read.
export function givenSegment(address: URLSearchParams): { filter: Filter; name: string; description: string } | undefined {
  try {
    const filter: unknown = JSON.parse(address.get("filter") ?? "");
    if (typeof filter !== "object" || filter === null || Array.isArray(filter)) return undefined;
    return { filter: filter as Filter, name: (address.get("name") ?? "").slice(0, 200), description: (address.get("description") ?? "").slice(0, 1000) };
  } catch {
    return undefined;
  }
}
