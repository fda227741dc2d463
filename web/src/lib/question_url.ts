// A question in the page's address: ?q=<JSON>, so that a reload or a shared link asks the same.
import type {
  AttributionQuestion, DistributionMeasure, DistributionQuestion, FunnelQuestion, HeatmapQuestion, IntervalQuestion, LifecycleQuestion, LtvQuestion, Measure, PathQuestion, RetentionQuestion, SessionQuestion,
  StickinessQuestion, TrendQuestion, TrendSeriesQuestion,
} from "../api/types";
import { measures } from "../api/types";
import { canCompare, canCumulate } from "./trend";

export const newSeries: TrendSeriesQuestion = { name: "", match: {}, measure: "persons", property: "" };
export const trendDefault: TrendQuestion = {
  series: [newSeries], formulas: [], range: { last: 30, unit: "day" }, bucket: "day", breakdowns: [], top: 10, compare: "none", calendar: false, cumulative: false, rolling: 1,
};
export const funnelDefault: FunnelQuestion = {
  steps: [{}, {}], range: { last: 30, unit: "day" }, within: "duration", window: "7d", order: "ordered", simultaneous: "ordered", optional: [], exclusions: [], hold: [], count: "persons",
  first_time: false, breakdown_at: "step", breakdown_step: 1, top: 10, bucket: "day", times: { from: 1, bins: [] },
};
export const retentionDefault: RetentionQuestion = {
  start: {}, back: {}, range: { last: 14, unit: "day" }, bucket: "day", periods: "calendar", buckets: 14, brackets: [], cohort: "first_ever", returns: "on", at_least: 1, value: "persons",
  property: "", top: 10, streaks: false,
};

const last30 = { last: 30, unit: "day" } as const;
export const lifecycleDefault: LifecycleQuestion = { match: {}, range: last30, bucket: "day" };
export const stickinessDefault: StickinessQuestion = { match: {}, range: last30, bucket: "day" };
export const intervalDefault: IntervalQuestion = { from: {}, to: {}, range: last30, bucket: "day", limit: "7d", bins: [], top: 10 };
export const distributionDefault: DistributionQuestion = { match: {}, range: last30, measure: "times", property: "", bins: [], top: 10 };
const sessions = { timeout: "30m", client_ids: true };
export const sessionDefault: SessionQuestion = {
  match: {}, range: last30, bucket: "day", sessions, passive: ["$page_leave"], engaged_after: "10s", top: 10, pages: 50,
};
export const pathDefault: PathQuestion = {
  match: {}, range: last30, sessions, split: [{ event: "$pageview", property: "$page" }], clean: [], include: [], exclude: [], groups: [], collapse: true,
  levels: 5, top: 6, min_paths: 1,
};
// Without a page there is nothing to ask yet.
export const heatmapDefault: HeatmapQuestion = {
  match: { events: ["$page_leave", "$click", "$rage_click", "$dead_click"] }, range: last30, page: "", kind: "click", widths: [768, 1200], columns: 64, row: 20, elements: 50,
};
export const attributionDefault: AttributionQuestion = {
  conversion: {}, value: "", touch: {}, channel: "event.$channel", direct: ["direct"], range: last30, bucket: "total", lookback: "30d", conversions: "all",
  models: ["first", "last", "linear", "position", "time_decay", "markov", "shapley"], half_life: "7d", top: 10, costs: true,
};
export const ltvDefault: LtvQuestion = { acquired: {}, revenue: {}, value: "", range: { last: 12, unit: "week" }, bucket: "week", ages: 11, top: 10, costs: true };

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
  if (!Array.isArray(value)) return otherwise;
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

export const needsProperty = (measure: Measure) => measures.indexOf(measure) >= measures.indexOf("sum") && measures.indexOf(measure) <= measures.indexOf("distinct");

// Rows that are not filled in yet split nothing, and an empty anchor is none.
export function pathToAsk(question: PathQuestion): PathQuestion {
  const { start, end, within, ...rest } = question;
  return { ...rest, split: rest.split.filter((one) => one.event && one.property), ...(start ? { start } : {}), ...(end ? { end } : {}), ...(within ? { within } : {}) };
}

export function heatmapToAsk(question: HeatmapQuestion): HeatmapQuestion | undefined {
  const page = question.page.trim();
  if (page === "") return undefined;
  const { width, ...rest } = question;
  return { ...rest, page, ...(width !== undefined && width <= question.widths.length ? { width } : {}) };
}

export const ofProperty = (measure: DistributionMeasure) => ["sum", "avg", "min", "max"].includes(measure);
export function distributionToAsk(question: DistributionQuestion): DistributionQuestion | undefined {
  const wanted = ofProperty(question.measure);
  if (wanted && !question.property) return undefined;
  return { ...question, property: wanted ? question.property : "" };
}

// The question as the API takes it: no property where the measure has none, and one where it needs it.
export function trendToAsk(question: TrendQuestion): TrendQuestion | undefined {
  if (question.series.length === 0) return undefined;
  if (question.series.some((one) => needsProperty(one.measure) && !one.property)) return undefined;
  const series = question.series.map((one) => ({ ...one, property: needsProperty(one.measure) ? one.property : "" }));
  const out = { ...question, series, breakdowns: question.breakdowns.filter((one) => one.property) };
  if (!canCumulate(out)) out.cumulative = false;
  if (out.calendar) out.rolling = 1;
  if (!canCompare(out)) out.compare = "none";
  return out;
}
