// Charts of a funnel beside its steps: pure, as in chart_options.ts.
import type { EChartsCoreOption } from "echarts/core";
import type { FunnelAnswer, FunnelBin, FunnelPoint } from "../api/types";
import { axes, base, legend, type Words } from "./chart_options";
import type { ChartTheme } from "./palette";

const share = (point: FunnelPoint) => (point.entered > 0 ? point.converted / point.entered : null);

// Those that began as bars and the share that came to the end as a line; of groups a line each.
export function overTimeOption(answer: FunnelAnswer, theme: ChartTheme, words: Words, names: { entered: string; share: string }): EChartsCoreOption {
  const axis = axes(theme, answer.buckets.map(words.bucket), words.compact, true);
  const shares = { ...axis.yAxis, min: 0, max: (ends: { max: number }) => (ends.max > 0.75 ? 1 : null), axisLabel: { ...axis.yAxis.axisLabel, formatter: (v: number) => words.percent(v) } };
  const percent = { valueFormatter: (v: unknown) => words.percent(v as number | null) };
  const line = (name: string, points: FunnelPoint[], more: object) => ({
    name, type: "line", symbol: "circle", symbolSize: 6, lineStyle: { width: 2 }, connectNulls: false, tooltip: percent, ...more,
    data: points.map((point, i) => ({ value: share(point), itemStyle: answer.complete[i] ? {} : { opacity: 0.45 } })),
  });
  const common = { ...base(theme), legend: legend(theme, true), grid: { left: 4, right: 8, top: 40, bottom: 4, containLabel: true }, xAxis: axis.xAxis };
  if (answer.groups.length > 0)
    return { ...common, yAxis: shares, series: answer.groups.slice(0, 8).map((group) => line(words.label(group.label), group.points, {})) };
  return {
    ...common,
    yAxis: [axis.yAxis, { ...shares, splitLine: { show: false } }],
    series: [
      { name: names.entered, type: "bar", barMaxWidth: 28, itemStyle: { borderRadius: [3, 3, 0, 0], opacity: 0.55 }, tooltip: { valueFormatter: (v: unknown) => words.number(v as number | null) }, data: answer.all.points.map((point) => point.entered) },
      line(names.share, answer.all.points, { yAxisIndex: 1, color: theme.colors[1] }),
    ],
  };
}

// "1h – 2h", "≥ 1d"
export function sayTimeBin(bin: FunnelBin, span: (ms: number) => string): string {
  if (bin.to_ms === undefined) return `≥ ${span(bin.from_ms)}`;
  return `${bin.from_ms === 0 ? 0 : span(bin.from_ms)} – ${span(bin.to_ms)}`;
}

// "p < 0.001", "p = 0.04"
export function sayP(p: number): string {
  return p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
}
