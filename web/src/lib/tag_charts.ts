// Charts of tags.
import type { EChartsCoreOption } from "echarts/core";
import type { NumberBin, TagHistory } from "../api/tags";
import { axes, base, escapeHtml, legend } from "./chart_options";
import type { ChartTheme } from "./palette";

interface Says {
  number: (value: number) => string;
  compact: (value: number) => string;
}

export const sayBin = (bin: NumberBin, number: (value: number) => string) => (typeof bin.to === "number" ? `${number(bin.from)} – ${number(bin.to)}` : `≥ ${number(bin.from)}`);

// Persons by number.
export function binsOption(bins: readonly NumberBin[], theme: ChartTheme, words: Says, number: (value: number) => string): EChartsCoreOption {
  const axis = axes(theme, bins.map((bin) => number(bin.from)), words.compact, true);
  return {
    ...base(theme), grid: { left: 4, right: 8, top: 12, bottom: 4, containLabel: true }, ...axis,
    tooltip: { ...base(theme).tooltip, trigger: "item", formatter: (p: { dataIndex: number }) => `${escapeHtml(sayBin(bins[p.dataIndex]!, number))}<br/><b>${words.number(bins[p.dataIndex]!.persons)}</b>` },
    series: [{ type: "bar", barCategoryGap: "8%", barMaxWidth: 64, itemStyle: { borderRadius: [3, 3, 0, 0] }, data: bins.map((bin) => bin.persons) }],
  };
}

// Persons per value from day to day, one above the other; of numbers those who have one.
export function historyOption(history: TagHistory, theme: ChartTheme, words: Says & { bucket: (day: string) => string }, all: string): EChartsCoreOption {
  const axis = axes(theme, history.days.map((day) => words.bucket(day.day)), words.compact, false);
  const named = history.values.length > 0 ? history.values : [all];
  const lone = history.days.length === 1;
  return {
    ...base(theme), grid: { left: 4, right: 8, top: 36, bottom: 4, containLabel: true }, legend: legend(theme, true), ...axis,
    tooltip: { ...base(theme).tooltip, valueFormatter: (value: number) => words.number(value) },
    series: named.map((name, i) => ({
      name, type: "line", stack: "all", showSymbol: lone, symbolSize: 7, areaStyle: { opacity: 0.18 }, lineStyle: { width: 1.5 },
      data: history.days.map((day) => (history.values.length > 0 ? day.sizes[i]! : day.persons)),
    })),
  };
}
