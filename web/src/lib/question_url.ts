// A question in the page's address: ?q=<JSON>, so that a reload or a shared link asks the same.
import type { FunnelQuestion, Measure, RetentionQuestion, TrendQuestion } from "../api/types";
import { measures } from "../api/types";

export const trendDefault: TrendQuestion = {
  match: {}, range: { last: 30, unit: "day" }, bucket: "day", measure: "persons", property: "", top: 10,
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

export function questionFromText<T extends object>(text: string | null, otherwise: T): T {
  if (!text) return otherwise;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return otherwise;
    return { ...otherwise, ...parsed };
  } catch {
    return otherwise;
  }
}

export const needsProperty = (measure: Measure) => measures.indexOf(measure) >= measures.indexOf("sum");

// The question as the API takes it: no property where the measure has none.
export function trendToAsk(question: TrendQuestion): TrendQuestion {
  const out = { ...question, property: needsProperty(question.measure) ? question.property : "" };
  if (!out.breakdown) delete out.breakdown;
  return out;
}
