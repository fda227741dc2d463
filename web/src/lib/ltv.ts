// Charts and numbers of LTV: pure, as in chart_options.ts.
import type { EChartsCoreOption } from "echarts/core";
import type { LtvAnswer, LtvCohort, LtvQuestion, LtvSeries } from "../api/types";
import { axes, base, legend, type Words } from "./chart_options";
import type { CsvCell } from "./csv";
import { matchFromJson } from "./filter";
import type { ChartTheme } from "./palette";

// Any activity brings no revenue: the event must be chosen.
export const ltvToAsk = (question: LtvQuestion): LtvQuestion | undefined => (matchFromJson(question.revenue as never).events.length > 0 ? question : undefined);

export type LtvShow = "ltv" | "revenue" | "payers";
export interface LtvValue { value: number; kind: "complete" | "incomplete" | "projected" }

// What a cell of the table shows: what happened, what has happened so far, or what may come.
export function ltvCell(cohort: LtvCohort, age: number, show: LtvShow): LtvValue | undefined {
  const complete = cohort.complete[age] === true;
  if (show === "payers") return complete || age === 0 || cohort.complete[age - 1] ? { value: cohort.payers[age] ?? 0, kind: complete ? "complete" : "incomplete" } : undefined;
  const per = show === "ltv" ? Math.max(1, cohort.persons) : 1;
  if (complete) return { value: (cohort.revenue[age] ?? 0) / per, kind: "complete" };
  const projected = cohort.projected[age];
  if (projected !== null && projected !== undefined) return { value: projected / per, kind: "projected" };
  return age === 0 || cohort.complete[age - 1] ? { value: (cohort.revenue[age] ?? 0) / per, kind: "incomplete" } : undefined;
}

// How dark a cell is, 0..1, against the greatest of the series.
export function ltvStrength(series: LtvSeries, show: LtvShow): (value: number) => number {
  const all = series.cohorts.flatMap((cohort) => cohort.revenue.map((_, age) => ltvCell(cohort, age, show)?.value ?? 0));
  const top = Math.max(0, ...all);
  return (value) => (top > 0 ? Math.max(0, value / top) * 0.9 : 0);
}

interface Names { ages: string[]; all: string; projected: (name: string) => string; cac: (name: string) => string }
const mostLines = 8;

// Which group each line of ltvOption is of, and which of its lines.
export function ltvLines(answer: LtvAnswer): { group: number; kind: "ltv" | "projected" | "cac" }[] {
  const known = (value: number | null | undefined) => value !== null && value !== undefined;
  return answer.series.slice(0, mostLines).flatMap((one, group) => [
    { group, kind: "ltv" as const },
    ...(one.projected.some(known) ? [{ group, kind: "projected" as const }] : []),
    ...(known(one.cac) ? [{ group, kind: "cac" as const }] : []),
  ]);
}

// LTV by age: what happened as lines, what is projected dashed, what a person cost as a level, dotted line.
export function ltvOption(answer: LtvAnswer, theme: ChartTheme, words: Words, names: Names): EChartsCoreOption {
  const shown = answer.series.slice(0, mostLines);
  const line = (one: LtvSeries, i: number) => {
    const name = one.label === "" ? names.all : words.label(one.label);
    const color = theme.colors[i % theme.colors.length];
    const last = one.ltv.reduce<number>((at, v, n) => (v !== null && v !== undefined ? n : at), -1);
    // Dashed from the first age at which some cohorts are projected.
    const projected = one.projected.map((v, n) => v ?? (one.projected[n + 1] !== null && one.projected[n + 1] !== undefined ? one.ltv[n] : null) ?? null);
    const costly = one.cac !== null && one.cac !== undefined;
    return [
      { name, type: "line", color, data: one.ltv.map((v) => v ?? null), symbol: "circle", symbolSize: 7, lineStyle: { width: 2 }, ...(shown.length === 1 && last > 0 ? { areaStyle: { opacity: 0.08 } } : {}) },
      ...(projected.some((v) => v !== null) ? [{ name: names.projected(name), type: "line", color, data: projected, symbol: "none", lineStyle: { width: 2, type: "dashed" as const } }] : []),
      ...(costly ? [{ name: names.cac(name), type: "line", color: shown.length === 1 ? theme.colors[1] : color, data: names.ages.map(() => one.cac), symbol: "none", lineStyle: { width: 1.5, type: "dotted" as const } }] : []),
    ];
  };
  const axis = axes(theme, names.ages, words.compact, false);
  return {
    ...base(theme),
    grid: { left: 4, right: 28, top: 44, bottom: 4, containLabel: true },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, valueFormatter: (v: unknown) => words.number(v as number | null) },
    ...axis,
    yAxis: { ...axis.yAxis, min: 0 },
    series: shown.flatMap(line),
  };
}

// As other programs read it: one row per group and cohort.
export function ltvRows(answer: LtvAnswer): CsvCell[][] {
  const ages = answer.series[0]?.ltv.map((_, n) => n) ?? [];
  const rows: CsvCell[][] = [["group", "cohort", "persons", "cost", ...ages.map((n) => `revenue ${n}`), ...ages.map((n) => `projected ${n}`)]];
  for (const series of answer.series) {
    for (const cohort of series.cohorts) rows.push([series.label, cohort.start, cohort.persons, cohort.cost, ...cohort.revenue.map((v, n) => (cohort.complete[n] ? v : "")), ...cohort.projected]);
  }
  return rows;
}
