// The conversion of every stage, group beside group.
import type { EChartsCoreOption } from "echarts/core";
import { axes, base, legend } from "./chart_options";
import type { ChartTheme } from "./palette";

export function conversionOption(groups: { name: string; values: (number | null)[] }[], stages: string[], theme: ChartTheme, percent: (share: number | null, digits?: number) => string): EChartsCoreOption {
  const axis = axes(theme, stages, (v) => percent(v, 0), true);
  const most = Math.max(0, ...groups.flatMap((group) => group.values.map((v) => v ?? 0)));
  return {
    ...base(theme),
    grid: { left: 4, right: 8, top: 40, bottom: 4, containLabel: true },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, axisPointer: { type: "shadow" }, valueFormatter: (v: unknown) => percent(v as number | null) },
    ...axis,
    yAxis: { ...axis.yAxis, min: 0, ...(most > 0.75 ? { max: 1, interval: 0.25 } : {}) },
    series: groups.map((group, index) => ({
      name: group.name, type: "bar", barMaxWidth: 32, color: theme.colors[index % theme.colors.length], itemStyle: { borderRadius: [3, 3, 0, 0] }, data: group.values,
    })),
  };
}
