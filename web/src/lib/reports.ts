// Saved questions and the pages that ask them.
import type { AnalysisName, Json, TrendQuestion } from "../api/types";
import {
  attributionDefault, distributionDefault, funnelDefault, heatmapDefault, intervalDefault, lifecycleDefault, ltvDefault, pathDefault, questionToText, retentionDefault, sessionDefault, stickinessDefault, trendDefault,
} from "./question_url";

const pages: Partial<Record<AnalysisName, { path: string; otherwise: object }>> = {
  trend: { path: "/trend", otherwise: trendDefault },
  funnel: { path: "/funnel", otherwise: funnelDefault },
  retention: { path: "/retention", otherwise: retentionDefault },
  lifecycle: { path: "/lifecycle", otherwise: lifecycleDefault },
  stickiness: { path: "/stickiness", otherwise: stickinessDefault },
  interval: { path: "/interval", otherwise: intervalDefault },
  distribution: { path: "/distribution", otherwise: distributionDefault },
  session: { path: "/sessions", otherwise: sessionDefault },
  path: { path: "/paths", otherwise: pathDefault },
  heatmap: { path: "/heatmap", otherwise: heatmapDefault },
  attribution: { path: "/attribution", otherwise: attributionDefault },
  ltv: { path: "/ltv", otherwise: ltvDefault },
};

export type ChartChoice = { [key: string]: Json };

// Where a saved question is asked again: the page of its analysis with the question, how it is drawn, and which report it is.
export function reportLink(analysis: AnalysisName, question: unknown, chart: ChartChoice = {}, report?: string): string {
  const page = pages[analysis] ?? { path: `/${analysis}`, otherwise: {} };
  const parameters = new URLSearchParams({ q: questionToText(question as object, page.otherwise) });
  if (Object.keys(chart).length > 0) parameters.set("chart", JSON.stringify(chart));
  if (report) parameters.set("report", report);
  return `${page.path}?${parameters.toString()}`;
}

export function chartFromText(text: string | null): ChartChoice {
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as ChartChoice) : {};
  } catch {
    return {};
  }
}

// Whether goals and alerts can watch it: one number per bucket.
export function isOneNumber(question: TrendQuestion): boolean {
  return question.breakdowns.length === 0 && !question.calendar && !question.time_zone && !question.week_start && question.compare === "none" && !question.cumulative && question.rolling === 1 && question.formulas.length <= 1 && (question.formulas.length === 1 || question.series.length === 1);
}
// The nearest such question to any: its first series, or all with its first formula.
export function asOneNumber(question: TrendQuestion): TrendQuestion {
  // Goals and alerts count by the project's calendar.
  const { time_zone: _, week_start: __, ...rest } = question;
  const formulas = question.formulas.slice(0, 1);
  return { ...rest, calendar: false, breakdowns: [], formulas, series: formulas.length > 0 ? question.series : question.series.slice(0, 1), compare: "none", cumulative: false, rolling: 1 };
}
