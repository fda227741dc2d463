// Layer schemes as the page makes and shows them: defaults of each kind, the RFM map, questions about layers.
import type { Asked, EventMatch, Filter, Json, LayerKind, LayerScheme, LayersFlow, LayerView, NumberLayer, RetentionUnit, Roles, Window } from "../api/types";

export const layerKinds: readonly LayerKind[] = ["value", "activity", "lifecycle", "rfm", "interest", "custom"];
export const rfmScores = 5;
export const cellOf = (r: number, f: number, m: number) => (r - 1) * 25 + (f - 1) * 5 + (m - 1);
export const scoreOf = (cell: number) => ({ recency: Math.floor(cell / 25) + 1, frequency: (Math.floor(cell / 5) % 5) + 1, monetary: (cell % 5) + 1 });

// The words of the author's language that a new scheme's layers are called by.
export interface LayerNames {
  high: string; middle: string; low: string; daily: string; often: string; seldom: string; rest: string; never: string; inactive: string; others: string; rule: string;
  stages: { new_person: string; active: string; win_back: string; at_risk: string; churned: string };
  groups: string[]; // the eight classic ones
}

const ever: Window = "ever";
export const defaultSchedule = { refresh: "daily", hour: 3, keep_days: 90 } as const;

// A scheme to begin with, by what is known of the project's events.
export function newScheme(kind: LayerKind, names: LayerNames, roles: Partial<Roles>): LayerScheme {
  const paid: EventMatch = roles.paid ?? {};
  const revenue = roles.revenue ?? "";
  const statistic = { match: {}, within: ever, measure: "times", property: "", top: 1 } as const;
  const common = { kind, rules: [], rest: names.rest, schedule: { ...defaultSchedule } };
  switch (kind) {
    case "value":
      return { ...common, rest: names.never, number: { statistic: { ...statistic, match: paid, measure: revenue ? "sum" : "times", property: revenue },
        layers: [{ name: names.high, percent: 20 }, { name: names.middle, percent: 30 }, { name: names.low, percent: 50 }] } };
    case "activity":
      return { ...common, rest: names.inactive, number: { statistic: { ...statistic, measure: "days", within: { last: 30, unit: "day" } },
        layers: [{ name: names.daily, at_least: 15 }, { name: names.often, at_least: 4 }, { name: names.seldom }] } };
    case "lifecycle":
      return { ...common, lifecycle: { activity: {}, new_days: 7, at_risk_days: 14, churned_days: 30, win_back_days: 7, names: { ...names.stages } } };
    case "rfm":
      return { ...common, rest: names.never, rfm: { purchase: paid, monetary: revenue, within: { last: 12, unit: "month" }, frequency: "times", groups: [...names.groups], map: [] } };
    case "interest":
      return { ...common, interest: { match: roles.product ?? {}, property: "", within: { last: 90, unit: "day" }, values: [], top: 8, others: names.others } };
    case "custom":
      return { ...common, rules: [{ name: `${names.rule} 1`, filter: { all: [] } }] };
  }
}

// What would be refused anyway need not be asked.
export function isFilled(scheme: LayerScheme): boolean {
  const { number, rfm, interest } = scheme;
  if (number && number.statistic.property === "" && !["times", "days", "days_since"].includes(number.statistic.measure)) return false;
  if (number && number.layers.every((one) => one.percent !== undefined) && percentLeft(number.layers) !== 0) return false;
  if (rfm && rfm.monetary === "") return false;
  return !(interest && interest.property === "");
}

export const percentLeft = (layers: NumberLayer[]) => 100 - layers.reduce((sum, one) => sum + (one.percent ?? 0), 0);
export const isByPercent = (layers: NumberLayer[]) => layers.some((one) => one.percent !== undefined);

// The same layers in the other way; numbers that are not known yet are simple ones.
export function inOtherWay(layers: NumberLayer[], percent: boolean): NumberLayer[] {
  const n = layers.length;
  if (!percent) return layers.map((one, i) => (i === n - 1 ? { name: one.name } : { name: one.name, at_least: 10 ** (n - 1 - i) }));
  const equal = Math.floor(100 / n);
  return layers.map((one, i) => ({ name: one.name, percent: i === n - 1 ? 100 - equal * (n - 1) : equal }));
}

// ---- RFM -----------------------------------------------------------------------------------------------------

const groupOf = (r: boolean, f: boolean, m: boolean) => (m ? 0 : 4) + (r ? 0 : 2) + (f ? 0 : 1);

// The classic group of each place where the means of the scores lie between them: what the server does, to be shown.
export function classicMap(counts: readonly number[]): number[] {
  const sums = { recency: 0, frequency: 0, monetary: 0 };
  let persons = 0;
  counts.forEach((count, cell) => {
    const score = scoreOf(cell);
    persons += count;
    for (const part of ["recency", "frequency", "monetary"] as const) sums[part] += count * score[part];
  });
  return Array.from({ length: 125 }, (_, cell) => {
    const score = scoreOf(cell);
    const high = (part: "recency" | "frequency" | "monetary") => score[part] * persons > sums[part];
    return groupOf(high("recency"), high("frequency"), high("monetary"));
  });
}

// A map of one's own begins with scores of 4 and 5 as high ones.
export const firstMap = (): number[] => Array.from({ length: 125 }, (_, cell) => {
  const { recency, frequency, monetary } = scoreOf(cell);
  return groupOf(recency > 3, frequency > 3, monetary > 3);
});

// Persons per score of one of the three.
export function scoreSizes(counts: readonly number[], part: "recency" | "frequency" | "monetary"): number[] {
  const sizes = [0, 0, 0, 0, 0];
  counts.forEach((count, cell) => { sizes[scoreOf(cell)[part] - 1]! += count; });
  return sizes;
}

// A map loses a group: what was there goes to the one that takes its place.
export const withoutGroup = (map: number[], group: number) => map.map((one) => (one > group ? one - 1 : one === group ? Math.max(0, group - 1) : one));

// ---- flow ----------------------------------------------------------------------------------------------------

export const nowhere = ""; // not there yet, or no longer
export interface FlowLink { from: string; to: string; persons: number }

// Rows and columns that are there: the additional ones only where somebody is in them.
export function flowSides(flow: LayersFlow): { from: string[]; to: string[] } {
  const came = flow.persons[flow.from.length]!.some((n) => n > 0);
  const left = flow.persons.some((row) => row[flow.to.length]! > 0);
  return { from: came ? [...flow.from, nowhere] : flow.from, to: left ? [...flow.to, nowhere] : flow.to };
}
const place = (names: string[], name: string) => (name === nowhere ? names.length : names.indexOf(name));
export const flowCount = (flow: LayersFlow, from: string, to: string) => flow.persons[place(flow.from, from)]![place(flow.to, to)]!;
export function flowLinks(flow: LayersFlow): FlowLink[] {
  const { from, to } = flowSides(flow);
  return from.flatMap((a) => to.map((b) => ({ from: a, to: b, persons: flowCount(flow, a, b) }))).filter((one) => one.persons > 0);
}
export function flowTotals(flow: LayersFlow) {
  const population = flow.persons.reduce((sum, row) => sum + row.slice(0, flow.to.length).reduce((a, b) => a + b, 0), 0);
  const stayed = flow.from.reduce((sum, name, i) => sum + (flow.persons[i]![flow.to.indexOf(name)] ?? 0), 0);
  const before = flow.from.reduce((sum, _, i) => sum + flow.persons[i]!.reduce((a, b) => a + b, 0), 0);
  return { population, stayed, before };
}

// ---- figures of layers over time -------------------------------------------------------------------------------

export const inLayer = (scheme: string, layer: string): Filter => ({ in_layer: { scheme, layer } });
const within = (match: EventMatch, filter: Filter): EventMatch => ({ ...match, where: match.where ? { all: [match.where, filter] } : filter });

export interface KpiEvents { paid: EventMatch; revenue: string; conversion: EventMatch }
export interface KpiAsk { scheme: string; layers: string[]; range: Window; bucket: RetentionUnit; events: KpiEvents }

export const kpiTrend = { active: 0, revenue: 1, converted: 2 } as const; // the places of its series
// Two questions for each layer: a trend of those who were active, what they paid and who converted, and who came back
// in the period after.
export function kpiQuestions({ scheme, layers, range, bucket, events }: KpiAsk): Asked[] {
  return layers.flatMap((layer) => {
    const filter = inLayer(scheme, layer);
    const series = [
      { name: "active", match: within({}, filter), measure: "persons", property: "" },
      events.revenue ? { name: "revenue", match: within(events.paid, filter), measure: "sum", property: events.revenue } : { name: "revenue", match: within(events.paid, filter), measure: "total", property: "" },
      { name: "converted", match: within(events.conversion, filter), measure: "persons", property: "" },
    ];
    const trend = { series, range, bucket };
    const retention = { start: within({}, filter), back: within({}, filter), range, bucket, buckets: 1, cohort: "recurring" };
    return [{ analysis: "trend", question: trend as unknown as Json }, { analysis: "retention", question: retention as unknown as Json }];
  });
}

// ---- sizes -----------------------------------------------------------------------------------------------------

export const sumOf = (layers: readonly LayerView[]) => layers.reduce((sum, one) => sum + one.persons, 0);
// The names of layers in the order of the newest day; those of older days after them.
export function namesOfDays(days: readonly { layers: readonly LayerView[] }[]): string[] {
  return [...new Set([...days].reverse().flatMap((day) => day.layers.map((one) => one.name)))];
}
