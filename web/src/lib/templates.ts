// Boards to begin with: reports over any event, so that they say something in every project, and the operating models.
import type { AnalysisName, Json, OperatingQuestions, Tile } from "../api/types";
import { named } from "./operating";
import { lifecycleDefault, newSeries, retentionDefault, sessionDefault, trendDefault } from "./question_url";
import type { ChartChoice } from "./reports";

export interface Part { name: string; analysis: AnalysisName; question: object; chart: ChartChoice; at: Pick<Tile, "x" | "y" | "w" | "h"> }

// `name` names the parts in the operator's language.
export function healthParts(name: (part: string) => string): Part[] {
  return [
    { name: name("activity"), analysis: "trend", question: trendDefault, chart: { shape: "area" }, at: { x: 0, y: 0, w: 8, h: 7 } },
    { name: name("events"), analysis: "trend", question: { ...trendDefault, series: [{ ...newSeries, measure: "total" }], bucket: "total", compare: "previous_period" }, chart: {}, at: { x: 8, y: 0, w: 4, h: 7 } },
    { name: name("lifecycle"), analysis: "lifecycle", question: lifecycleDefault, chart: {}, at: { x: 0, y: 7, w: 6, h: 7 } },
    { name: name("retention"), analysis: "retention", question: retentionDefault, chart: {}, at: { x: 6, y: 7, w: 6, h: 7 } },
    { name: name("sessions"), analysis: "session", question: sessionDefault, chart: { metric: "sessions" }, at: { x: 0, y: 14, w: 12, h: 6 } },
  ];
}

type Fields = { [key: string]: Json };

// A trend as its figures over the whole range, beside the period before.
const totals = (question: Fields): Fields => ({ ...question, bucket: "total", compare: question["range"] === "ever" ? "none" : "previous_period" });
// Only the series of this name, over time.
function only(question: Fields, name: string): Fields | undefined {
  const series = (question["series"] as Fields[]).filter((one) => one["name"] === name);
  return series.length > 0 ? { ...question, series, formulas: [] } : undefined;
}

// An operating model as reports of one's own, of the roles as they are now. Their ranges move on with time.
export function operatingParts({ questions }: OperatingQuestions, name: (part: string) => string, figure: (name: string) => string): Part[] {
  const of = (key: string) => questions.find((one) => one.key === key)?.now.question as Fields | undefined;
  const part = (key: string, analysis: AnalysisName, question: Fields | undefined, at: Part["at"], chart: ChartChoice = {}): Part[] =>
    (question ? [{ name: name(key), analysis, question: named(question, figure) as Fields, chart, at }] : []);
  const revenue = of("revenue");
  const referral = of("referral");
  return [
    ...part("channel", "funnel", of("channel"), { x: 0, y: 0, w: 12, h: 8 }),
    ...part("scene", "funnel", of("scene"), { x: 0, y: 8, w: 12, h: 8 }),
    ...part("acquisition", "funnel", of("acquisition"), { x: 0, y: 0, w: 6, h: 8 }),
    ...part("activation", "funnel", of("activation"), { x: 6, y: 0, w: 6, h: 8 }),
    ...part("retention", "retention", of("retention_30") && { ...retentionDefault, range: { last: 60, unit: "day" }, buckets: 30 } as unknown as Fields, { x: 0, y: 8, w: 6, h: 7 }),
    ...part("revenue", "trend", revenue && (only(revenue, "revenue") ?? only(revenue, "payers")), { x: 6, y: 8, w: 6, h: 7 }, { shape: "bar" }),
    ...part("revenueFigures", "trend", revenue && totals(revenue), { x: 0, y: 15, w: 6, h: 8 }),
    ...part("referral", "trend", referral && totals(referral), { x: 6, y: 15, w: 6, h: 8 }),
  ];
}

// The first of "name", "name 2", "name 3" … that is not taken.
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; ++n) {
    const wanted = n === 1 ? name : `${name} ${n}`;
    if (!taken.has(wanted)) return wanted;
  }
}
