// A question in the page's address: ?q=<JSON>, so that a reload or a shared link asks the same.
import type { FunnelQuestion, Measure, RetentionQuestion, TrendQuestion, TrendSeriesQuestion } from "../api/types";
import { measures } from "../api/types";
import { canCompare, canCumulate } from "./trend";

export const newSeries: TrendSeriesQuestion = { name: "", match: {}, measure: "persons", property: "" };
export const trendDefault: TrendQuestion = {
  series: [newSeries], formulas: [], range: { last: 30, unit: "day" }, bucket: "day", top: 10, compare: "none", cumulative: false, rolling: 1,
};
export const funnelDefault: FunnelQuestion = { steps: [{}, {}], range: { last: 30, unit: "day" }, window: "7d", top: 10 };
export const retentionDefault: RetentionQuestion = {
  start: {}, back: {}, range: { last: 14, unit: "day" }, bucket: "day", buckets: 14, cohort: "first_ever", returns: "on",
};

// Only what differs from the default is written: short links, and old ones keep working.
export function questionToText<T extends object>(question: T, otherwise: T): string {
  const base = otherwise as Record<string, unknown>;
  const differing = Object.entries(question).filter(
    ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(base[key]),
  );
  return JSON.stringify(Object.fromEntries(differing));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

// A list stays a list, and its items have every field that the default's items have.
function filled(value: unknown, otherwise: unknown): unknown {
  if (!Array.isArray(otherwise)) return value;
  const item: unknown = otherwise[0];
  if (!Array.isArray(value) || (value.length === 0 && item !== undefined)) return otherwise;
  return isObject(item) ? value.map((one: unknown) => ({ ...item, ...(isObject(one) ? one : {}) })) : value;
}

export function questionFromText<T extends object>(text: string | null, otherwise: T): T {
  if (!text) return otherwise;
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isObject(parsed)) return otherwise;
    const base = otherwise as Record<string, unknown>;
    return { ...otherwise, ...Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, filled(value, base[key])])) };
  } catch {
    return otherwise;
  }
}

export const needsProperty = (measure: Measure) => measures.indexOf(measure) >= measures.indexOf("sum");

// The question as the API takes it: no property where the measure has none, and one where it needs it.
export function trendToAsk(question: TrendQuestion): TrendQuestion | undefined {
  if (question.series.some((one) => needsProperty(one.measure) && !one.property)) return undefined;
  const series = question.series.map((one) => ({ ...one, property: needsProperty(one.measure) ? one.property : "" }));
  const out = { ...question, series };
  if (!canCumulate(out)) out.cumulative = false;
  if (!canCompare(out)) out.compare = "none";
  if (!out.breakdown) delete out.breakdown;
  return out;
}
