// A segment day by day: its size as a line, who entered and left as bars up and down.
import type { EChartsCoreOption } from "echarts/core";
import type { SegmentDay } from "../api/types";
import { axes, base, legend, type Words } from "./chart_options";
import type { ChartTheme } from "./palette";

export function historyOption(days: readonly SegmentDay[], theme: ChartTheme, words: Words, names: { persons: string; entered: string; left: string }): EChartsCoreOption {
  const axis = axes(theme, days.map((day) => day.day.slice(5)), (v: number) => words.compact(Math.abs(v)), true);
  const bar = { type: "bar", stack: "moved", barMaxWidth: 16, yAxisIndex: 1 };
  return {
    ...base(theme),
    grid: { left: 4, right: 4, top: 40, bottom: 4, containLabel: true },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, valueFormatter: (v: unknown) => words.number(Math.abs(v as number)) },
    xAxis: axis.xAxis,
    yAxis: [axis.yAxis, { ...axis.yAxis, splitLine: { show: false } }],
    series: [
      { name: names.persons, type: "line", symbolSize: 6, color: theme.colors[0], data: days.map((day) => day.persons) },
      { name: names.entered, ...bar, color: theme.colors[2], data: days.map((day) => day.entered) },
      { name: names.left, ...bar, color: theme.colors[1], data: days.map((day) => (day.left === 0 ? 0 : -day.left)) },
    ],
  };
}
