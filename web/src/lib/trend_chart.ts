// The chart of a trend: what was before is drawn dashed and pale, under the same name, so that the legend hides both.
import type { EChartsCoreOption } from "echarts/core";
import { axes, base, escapeHtml, legend, type Words } from "./chart_options";
import type { ChartTheme } from "./palette";
import { change } from "./trend";

export type TrendShape = "line" | "area" | "bar";
export const shapeOf = ({ shape }: { shape?: unknown }): TrendShape => (shape === "area" || shape === "bar" ? shape : "line");
type Values = (number | null)[];
// What a chart needs of a trend.
export interface TrendLines {
  buckets: string[];
  complete: boolean[];
  previous?: string[];
  series: { values: Values; previous?: { values: Values } }[];
}
interface Look {
  shape: TrendShape;
  theme: ChartTheme;
  words: Words;
  called: string[]; // one name per series
}

const arrow = (share: number) => (share > 0 ? "▲" : share < 0 ? "▼" : "■");

// Rows of the tooltip, greatest first: a dot, the name, the number, and beside it the earlier one with the change.
function tip(answer: TrendLines, { words, called, theme }: Look, shown: Set<number>, bucket: number): string {
  const rows = answer.series.map((one, i) => ({ i, now: one.values[bucket] ?? null, before: one.previous ? (one.previous.values[bucket] ?? null) : undefined }))
    .filter(({ i }) => shown.has(i)).sort((a, b) => (b.now ?? -Infinity) - (a.now ?? -Infinity)).slice(0, 14);
  const earlier = answer.previous?.[bucket];
  const compared = rows.some((row) => row.before !== undefined);
  const line = rows.map(({ i, now, before }) => {
    const share = change(now, before);
    const beside = !compared ? "" : `<td>${words.number(before ?? null)}</td><td>${share === undefined ? "" : `${arrow(share)} ${words.percent(Math.abs(share))}`}</td>`;
    return `<tr><th><i style="background:${theme.colors[i % theme.colors.length]}"></i>${escapeHtml(called[i] ?? "")}</th><td><b>${words.number(now)}</b></td>${beside}</tr>`;
  });
  const head = `<tr><th></th><td>${escapeHtml(words.bucket(answer.buckets[bucket]!))}</td>${compared ? `<td>${earlier ? escapeHtml(words.bucket(earlier)) : ""}</td><td></td>` : ""}</tr>`;
  return `<table class="tip">${head}${line.join("")}</table>`;
}

// A running bucket is drawn hollow: it will still grow.
export function trendOption(answer: TrendLines, look: Look): EChartsCoreOption {
  const { shape, theme, words, called } = look;
  const names = answer.buckets.map(words.bucket);
  const many = answer.series.length > 1;
  const colour = (index: number) => theme.colors[index % theme.colors.length]!;
  const shared = (index: number) => ({
    name: called[index] ?? "", type: shape === "bar" ? "bar" : "line", barMaxWidth: 36, color: colour(index), symbol: "circle", symbolSize: 7, showAllSymbol: true,
    emphasis: { focus: many ? "series" : "none" },
  });
  const now = answer.series.map((series, index) => ({
    ...shared(index),
    stack: shape !== "line" && many ? "all" : undefined,
    itemStyle: shape === "bar" && !many ? { borderRadius: [3, 3, 0, 0] } : undefined,
    lineStyle: { width: 2 },
    showSymbol: names.length <= 62 && !(shape === "area" && many),
    areaStyle: shape === "area" ? { opacity: many ? 0.35 : 0.14 } : undefined,
    data: series.values.map((value, bucket) =>
      answer.complete[bucket] === false
        ? { value, itemStyle: shape === "bar" ? { opacity: 0.55 } : { color: theme.surface, borderColor: colour(index), borderWidth: 2 } }
        : value),
  }));
  const before = answer.series.flatMap((series, index) => (series.previous ? [{
    ...shared(index),
    stack: shape !== "line" && many ? "previous" : undefined,
    lineStyle: { width: 1.5, type: "dashed", opacity: 0.55 },
    itemStyle: { opacity: shape === "bar" ? 0.3 : 0.55 },
    showSymbol: false, z: 1,
    data: names.map((_, bucket) => series.previous!.values[bucket] ?? null),
  }] : []));
  return {
    ...base(theme),
    grid: { left: 4, right: 16, top: many ? 40 : 16, bottom: 4, containLabel: true },
    legend: { ...legend(theme, many), data: called },
    tooltip: {
      ...base(theme).tooltip,
      formatter: (points: { seriesIndex: number; dataIndex: number }[]) =>
        tip(answer, look, new Set(points.map((p) => p.seriesIndex).filter((i) => i < answer.series.length)), points[0]?.dataIndex ?? 0),
    },
    ...axes(theme, names, words.compact, shape === "bar" || names.length < 2),
    series: [...now, ...before],
  };
}

// A whole range by group: a bar per group and series, the greatest on top.
export function totalsOption(rows: { label: string; values: (number | null)[] }[], called: string[], theme: ChartTheme, words: Words): EChartsCoreOption {
  const axis = axes(theme, rows.map((row) => row.label), words.compact, true);
  return {
    ...base(theme),
    grid: { left: 4, right: 48, top: called.length > 1 ? 40 : 8, bottom: 4, containLabel: true },
    legend: legend(theme, called.length > 1),
    tooltip: { ...base(theme).tooltip, axisPointer: { type: "shadow" }, valueFormatter: (v: unknown) => words.number(v as number | null) },
    xAxis: axis.yAxis,
    yAxis: { ...axis.xAxis, inverse: true, axisLabel: { ...axis.xAxis.axisLabel, width: 150, overflow: "truncate" } },
    series: called.map((name, index) => ({
      name, type: "bar", barMaxWidth: 26, color: theme.colors[index % theme.colors.length], itemStyle: { borderRadius: [0, 3, 3, 0] },
      label: { show: rows.length * called.length <= 30, position: "right", color: theme.text, formatter: (p: { value: number | null }) => words.number(p.value) },
      data: rows.map((row) => row.values[index] ?? null),
    })),
  };
}
