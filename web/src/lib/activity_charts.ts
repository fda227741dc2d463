// Charts of lifecycle, stickiness, intervals and distributions: pure, as in chart_options.ts.
import type { EChartsCoreOption } from "echarts/core";
import type { IntervalFigures, LifecycleAnswer, LifecycleKind, StickinessAnswer } from "../api/types";
import { axes, base, escapeHtml, legend, type Words } from "./chart_options";
import type { ChartTheme } from "./palette";

export const lifecycleKinds: readonly LifecycleKind[] = ["returning", "new_persons", "resurrected", "dormant"];

const grid = (named: boolean) => ({ left: 4, right: 16, top: named ? 40 : 28, bottom: 4, containLabel: true });
const shadow = (theme: ChartTheme) => ({ ...base(theme).tooltip, axisPointer: { type: "shadow" as const, shadowStyle: { opacity: 0.15 } } });

// Those who came above zero, those who fell silent below it.
export function lifecycleOption(answer: LifecycleAnswer, theme: ChartTheme, words: Words, nameOf: (kind: LifecycleKind) => string): EChartsCoreOption {
  const colours: Record<LifecycleKind, string> = { returning: theme.colors[0]!, new_persons: theme.colors[2]!, resurrected: theme.colors[1]!, dormant: theme.colors[9]! };
  const size = (value: number) => words.compact(Math.abs(value));
  return {
    ...base(theme),
    grid: grid(true),
    legend: legend(theme, true),
    tooltip: { ...shadow(theme), valueFormatter: (v: unknown) => words.number(typeof v === "number" ? Math.abs(v) : null) },
    ...axes(theme, answer.buckets.map((row) => words.bucket(row.start)), size, true),
    series: lifecycleKinds.map((kind) => ({
      name: nameOf(kind), type: "bar", stack: "all", barMaxWidth: 36, color: colours[kind], emphasis: { focus: "series" },
      data: answer.buckets.map((row) => {
        const value = kind === "dormant" ? (row.dormant === 0 ? 0 : -row.dormant) : row[kind];
        return row.complete ? value : { value, itemStyle: { opacity: 0.55 } };
      }),
    })),
  };
}

// A bar per class, one group of bars per name.
export function barsOption(classes: string[], groups: { name: string; values: number[] }[], theme: ChartTheme, words: Words): EChartsCoreOption {
  const many = groups.length > 1;
  return {
    ...base(theme),
    grid: grid(many),
    legend: legend(theme, many),
    tooltip: { ...shadow(theme), valueFormatter: (v: unknown) => words.number(v as number | null) },
    ...axes(theme, classes, words.compact, true),
    series: groups.map((group) => ({
      name: group.name, type: "bar", barMaxWidth: 64, barCategoryGap: "12%", itemStyle: { borderRadius: [3, 3, 0, 0] }, data: group.values,
      label: { show: !many && classes.length <= 20, position: "top", color: theme.muted, fontSize: 12, formatter: (p: { value: number }) => (p.value > 0 ? words.compact(p.value) : "") },
    })),
  };
}

// Active persons of each day as bars, and which part of the month's they are as a line on an axis of its own.
export function activeDaysOption(answer: StickinessAnswer, theme: ChartTheme, words: Words, names: { dau: string; ratio: string }): EChartsCoreOption {
  const axis = axes(theme, answer.days.map((day) => words.bucket(day.start)), words.compact, true);
  const line = theme.colors[1]!;
  return {
    ...base(theme),
    grid: { ...grid(true), right: 4 },
    legend: legend(theme, true),
    tooltip: shadow(theme),
    xAxis: axis.xAxis,
    yAxis: [axis.yAxis, { ...axis.yAxis, min: 0, splitLine: { show: false }, axisLabel: { ...axis.yAxis.axisLabel, formatter: (v: number) => words.percent(v) } }],
    series: [
      { name: names.dau, type: "bar", barMaxWidth: 30, itemStyle: { borderRadius: [3, 3, 0, 0] }, tooltip: { valueFormatter: (v: unknown) => words.number(v as number | null) },
        data: answer.days.map((day) => (day.complete ? day.dau : { value: day.dau, itemStyle: { opacity: 0.55 } })) },
      { name: names.ratio, type: "line", yAxisIndex: 1, color: line, symbol: "circle", symbolSize: 6, lineStyle: { width: 2 }, tooltip: { valueFormatter: (v: unknown) => words.percent(v as number | null) },
        data: answer.days.map((day) => (day.complete ? (day.dau_per_mau ?? null) : null)) },
    ],
  };
}

export const figureKeys = ["min_ms", "q1_ms", "median_ms", "q3_ms", "max_ms", "mean_ms"] as const;

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const marks = [1, 10, 100, second, 10 * second, minute, 10 * minute, hour, 6 * hour, day, 7 * day, 30 * day, 365 * day, 3650 * day];

// A box per bucket from the lower to the upper quartile, with whiskers to the ends. Long whiskers would flatten the boxes,
// so heights are logarithms, marked at spans that people know.
export function boxesOption(names: string[], values: IntervalFigures[], theme: ChartTheme, span: (ms: number | null) => string, say: (key: (typeof figureKeys)[number] | "pairs") => string, words: Words): EChartsCoreOption {
  const axis = axes(theme, names, span, true);
  const at = (ms: number | undefined) => Math.log10(Math.max(1, ms ?? 1));
  const ends = values.filter((one) => one.pairs > 0).flatMap((one) => [at(one.min_ms), at(one.max_ms)]);
  const heights = marks.map(at);
  const low = heights.filter((height) => height <= Math.min(...ends)).at(-1) ?? 0;
  const high = heights.find((height) => height >= Math.max(...ends)) ?? heights.at(-1)!;
  const shown = heights.filter((height) => height >= low && height <= high);
  return {
    ...base(theme),
    grid: grid(false),
    tooltip: { ...base(theme).tooltip, trigger: "item", formatter: (p: { dataIndex: number }) => {
      const one = values[p.dataIndex]!;
      const row = (name: string, text: string) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(text)}</td></tr>`;
      return `<table class="tip"><tr><th>${escapeHtml(names[p.dataIndex]!)}</th><td></td></tr>${row(say("pairs"), words.number(one.pairs))}${figureKeys.map((key) => row(say(key), span(one[key] ?? null))).join("")}</table>`;
    } },
    xAxis: axis.xAxis,
    yAxis: { ...axis.yAxis, min: low, max: high, axisTick: { show: false, customValues: shown }, axisLabel: { ...axis.yAxis.axisLabel, customValues: shown, formatter: (height: number) => span(Math.round(10 ** height)) } },
    series: [{
      type: "boxplot", boxWidth: [4, 32], itemStyle: { color: `${theme.colors[0]}40`, borderColor: theme.colors[0], borderWidth: 1.5 },
      data: values.map((one) => (one.pairs === 0 ? [] : [one.min_ms, one.q1_ms, one.median_ms, one.q3_ms, one.max_ms].map(at))),
    }],
  };
}
