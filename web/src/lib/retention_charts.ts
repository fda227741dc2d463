// Charts of retention: pure, as in chart_options.ts.
import type { EChartsCoreOption } from "echarts/core";
import type { RetentionAnswer, RetentionCell, RetentionTable } from "../api/types";
import { axes, base, legend, tidy, type Words } from "./chart_options";
import type { ChartTheme } from "./palette";
import { fitted, longestOf, shareOf, type Show } from "./retention";

const grid = (named: boolean) => ({ left: 4, right: 28, top: named ? 40 : 16, bottom: 4, containLabel: true });
const mostLines = 8;

const isShare = (show: Show) => show === "shares" || show === "counts";
// The first column drawn: that after the start where everybody is there in that of the start, which would flatten the rest.
const firstDrawn = (answer: RetentionAnswer, show: Show) => (answer.mean.length > 2 && isShare(show) && (answer.mean[0] ?? 0) > 0.999 ? 1 : 0);

// Who came back, of all cohorts, at a point of a line; the fitted curve has nobody of its own.
export function cellOfCurve(answer: RetentionAnswer, show: Show, line: number, point: number): RetentionCell | undefined {
  const group = line > 0 ? answer.groups.slice(0, mostLines)[line - 1] : undefined;
  const bucket = firstDrawn(answer, show) + point;
  if ((line > 0 && !group) || !(group ?? answer).mean[bucket]) return undefined;
  return { cohort: 0, every: true, bucket, absent: false, ...(group ? { label: group.label } : {}) };
}

// The means column by column: of all persons and of each group, or of one table with its fitted curve.
export function curveOption(answer: RetentionAnswer, show: Show, theme: ChartTheme, words: Words, names: { columns: string[]; all: string; fit: string }): EChartsCoreOption {
  const shares = isShare(show);
  const meansOf = (table: RetentionTable) => (shares ? table.mean : table.mean_values);
  const from = firstDrawn(answer, show);
  const say = shares ? words.percent : words.number;
  const groups = answer.groups.slice(0, mostLines);
  const lines = [{ name: names.all, table: answer as RetentionTable }, ...groups.map((group) => ({ name: words.label(group.label), table: group as RetentionTable }))];
  const top = Math.max(0, ...lines.flatMap(({ table }) => meansOf(table).slice(from).map((v) => v ?? 0)));
  const axis = axes(theme, names.columns.slice(from), (v) => (shares ? tidy(words.percent(Math.round(v * 1000) / 1000)) : words.compact(v)), false);
  const curve = shares && groups.length === 0 && answer.fit ? fitted(answer, answer.columns).slice(from) : undefined;
  return {
    ...base(theme),
    grid: grid(groups.length > 0 || curve !== undefined),
    legend: legend(theme, groups.length > 0 || curve !== undefined),
    tooltip: { ...base(theme).tooltip, valueFormatter: (v: unknown) => say(v as number | null) },
    xAxis: { ...axis.xAxis, axisLabel: { ...axis.xAxis.axisLabel, alignMaxLabel: "right" as const } },
    yAxis: { ...axis.yAxis, ...(shares ? { min: 0 } : {}), ...(shares && top > 0.5 ? { max: 1, interval: 0.25 } : {}) },
    series: [
      ...lines.map(({ name, table }, i) => ({
        name, type: "line", data: meansOf(table).slice(from), symbol: "circle", symbolSize: 7, connectNulls: false,
        lineStyle: { width: i === 0 && groups.length > 0 ? 3 : 2 }, ...(lines.length === 1 ? { areaStyle: { opacity: 0.1 } } : {}),
      })),
      ...(curve ? [{ name: names.fit, type: "line", data: curve, symbol: "none", silent: true, smooth: 0.3, color: theme.colors[1], lineStyle: { width: 2, type: "dashed" as const } }] : []),
    ],
  };
}

// Cohort sizes as bars, the share that returned in one column as a line on an axis of its own.
export function overTimeOption(table: RetentionTable, column: number, theme: ChartTheme, words: Words, names: { persons: string; share: string }): EChartsCoreOption {
  const axis = axes(theme, table.cohorts.map((row) => words.bucket(row.start)), words.compact, true);
  return {
    ...base(theme),
    grid: { ...grid(true), right: 4 },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, axisPointer: { type: "shadow", shadowStyle: { opacity: 0.15 } } },
    xAxis: axis.xAxis,
    yAxis: [axis.yAxis, { ...axis.yAxis, min: 0, splitLine: { show: false }, axisLabel: { ...axis.yAxis.axisLabel, formatter: (v: number) => tidy(words.percent(Math.round(v * 1000) / 1000)) } }],
    series: [
      { name: names.persons, type: "bar", barMaxWidth: 30, itemStyle: { borderRadius: [3, 3, 0, 0], opacity: 0.55 }, data: table.cohorts.map((row) => row.persons), tooltip: { valueFormatter: (v: unknown) => words.number(v as number | null) } },
      { name: names.share, type: "line", yAxisIndex: 1, color: theme.colors[1], symbol: "circle", symbolSize: 6, lineStyle: { width: 2 }, tooltip: { valueFormatter: (v: unknown) => words.percent(v as number | null) },
        data: table.cohorts.map((row) => (row.complete[column] ? shareOf(row, column) : null)) },
    ],
  };
}

// Persons by their longest streak, and which share is still unbroken at each length.
export function streakOption(table: RetentionTable, theme: ChartTheme, words: Words, lengths: string[], names: { persons: string; unbroken: string }): EChartsCoreOption {
  const axis = axes(theme, lengths, words.compact, true);
  return {
    ...base(theme),
    grid: { ...grid(true), right: 4 },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, axisPointer: { type: "shadow", shadowStyle: { opacity: 0.15 } } },
    xAxis: axis.xAxis,
    yAxis: [axis.yAxis, { ...axis.yAxis, min: 0, max: 1, interval: 0.25, splitLine: { show: false }, axisLabel: { ...axis.yAxis.axisLabel, formatter: (v: number) => tidy(words.percent(v)) } }],
    series: [
      { name: names.persons, type: "bar", barMaxWidth: 48, itemStyle: { borderRadius: [3, 3, 0, 0] }, data: longestOf(table, lengths.length), tooltip: { valueFormatter: (v: unknown) => words.number(v as number | null) } },
      { name: names.unbroken, type: "line", yAxisIndex: 1, color: theme.colors[1], symbol: "circle", symbolSize: 6, lineStyle: { width: 2 }, data: table.unbroken, tooltip: { valueFormatter: (v: unknown) => words.percent(v as number | null) } },
    ],
  };
}
