// Chart options out of answers: pure, so that they can be tested without a canvas.
import type { EChartsCoreOption } from "echarts/core";
import type { FunnelAnswer } from "../api/types";
import { fontFamily, type ChartTheme } from "./palette";

export interface Words {
  bucket: (iso: string) => string;
  number: (value: number | null) => string;
  compact: (value: number) => string;
  percent: (share: number | null) => string;
  label: (label: string) => string;
}

export function axes(theme: ChartTheme, names: string[], value: (v: number) => string, gap: boolean) {
  return {
    xAxis: {
      type: "category" as const, data: names, boundaryGap: gap, axisTick: { show: false }, axisLine: { lineStyle: { color: theme.line } },
      axisLabel: { color: theme.muted, hideOverlap: true, margin: 12, fontSize: 12 },
    },
    yAxis: {
      type: "value" as const, minInterval: undefined, splitNumber: 4, splitLine: { lineStyle: { color: theme.line } },
      axisLabel: { color: theme.muted, formatter: value, fontSize: 12 },
    },
  };
}

// "75.0%" on an axis is "75%".
export const tidy = (percent: string) => percent.replace(/[.,]0+(?=\D*$)/, "");

export function base(theme: ChartTheme) {
  return {
    color: [...theme.colors],
    animationDuration: 250,
    textStyle: { color: theme.text, fontFamily },
    aria: { enabled: true },
    tooltip: {
      trigger: "axis" as const, confine: true, backgroundColor: theme.surface, borderColor: theme.line, padding: [8, 12],
      textStyle: { color: theme.text, fontSize: 13 }, axisPointer: { lineStyle: { color: theme.muted }, shadowStyle: { opacity: 0.15 } },
    },
  };
}

export function legend(theme: ChartTheme, show: boolean) {
  return { show, type: "scroll" as const, top: 0, left: 0, icon: "circle", itemWidth: 8, itemHeight: 8, itemGap: 16, pageIconColor: theme.muted,
    pageTextStyle: { color: theme.muted }, textStyle: { color: theme.muted } };
}

// One bar per step and group; what is lost since the first step is a pale bar on top.
export function funnelOption(answer: FunnelAnswer, steps: string[], theme: ChartTheme, words: Words): EChartsCoreOption {
  const groups = answer.groups.length > 0 ? answer.groups.slice(0, 8) : [answer.all];
  const first = answer.all.steps[0]?.count ?? 0;
  const single = answer.groups.length === 0;
  const share = (persons: number, of: number) => words.percent(of > 0 ? persons / of : null);
  const solid = groups.map((group) => ({
    name: single ? "persons" : words.label(group.label),
    type: "bar", stack: single ? "all" : undefined, barMaxWidth: single ? 120 : 48,
    itemStyle: { borderRadius: single ? 0 : [3, 3, 0, 0] },
    label: { show: single, position: "insideBottom", distance: 10, formatter: (p: { value: number }) => (p.value > first * 0.14 ? share(p.value, first) : ""),
      color: theme.dark ? "#0b1020" : "#fff", fontWeight: 600, fontSize: 13 },
    data: group.steps.map((step) => step.count),
  }));
  const axis = axes(theme, steps.map((name, i) => `${i + 1}  ${name}`), words.compact, true);
  const lost = {
    name: "dropped", type: "bar", stack: "all", barMaxWidth: 120,
    label: { show: true, position: "top", color: theme.text, fontWeight: 600, fontSize: 13, formatter: (p: { dataIndex: number }) => words.number(answer.all.steps[p.dataIndex]!.count) },
    itemStyle: { color: `${theme.colors[0]}26`, borderRadius: [3, 3, 0, 0] },
    data: answer.all.steps.map((step) => first - step.count), tooltip: { show: false },
  };
  return {
    ...base(theme),
    grid: { left: 4, right: 8, top: single ? 28 : 40, bottom: 4, containLabel: true },
    legend: legend(theme, !single),
    tooltip: { ...base(theme).tooltip, trigger: "item", formatter: (p: { seriesIndex: number; dataIndex: number; name: string; seriesName: string }) => {
      const group = groups[p.seriesIndex] ?? answer.all;
      const step = group.steps[p.dataIndex];
      const head = single ? p.name : `${p.seriesName} · ${p.name}`;
      return `${escapeHtml(head)}<br/><b>${words.number(step?.count ?? 0)}</b> · ${share(step?.count ?? 0, group.steps[0]?.count ?? 0)}`;
    } },
    xAxis: axis.xAxis,
    yAxis: single ? { ...axis.yAxis, max: Math.max(first, 1), interval: Math.max(first, 1) / 4, axisLabel: { ...axis.yAxis.axisLabel, formatter: (v: number) => tidy(share(v, first)) } } : axis.yAxis,
    series: single ? [...solid, lost] : solid,
  };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
