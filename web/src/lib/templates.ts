// Boards to begin with: reports over any event, so that they say something in every project.
import type { AnalysisName, Tile } from "../api/types";
import { lifecycleDefault, newSeries, retentionDefault, sessionDefault, trendDefault } from "./question_url";
import type { ChartChoice } from "./reports";

interface Part { name: string; analysis: AnalysisName; question: object; chart: ChartChoice; at: Pick<Tile, "x" | "y" | "w" | "h"> }

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

// The first of "name", "name 2", "name 3" … that is not taken.
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; ++n) {
    const wanted = n === 1 ? name : `${name} ${n}`;
    if (!taken.has(wanted)) return wanted;
  }
}
