// Charts of layers: the flow between two days, sizes day by day, figures over time. Pure, as in chart_options.ts.
import type { EChartsCoreOption } from "echarts/core";
import type { LayersDay, LayersFlow } from "../api/types";
import { axes, base, escapeHtml, legend, type Words } from "./chart_options";
import { flowCount, flowLinks, flowSides, nowhere, type FlowLink } from "./layers";
import type { ChartTheme } from "./palette";

export interface FlowGraph { nodes: { key: string; side: "from" | "to"; layer: string; persons: number }[]; links: FlowLink[] }

export function flowGraph(flow: LayersFlow): FlowGraph {
  const sides = flowSides(flow);
  const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
  const nodes = [
    ...sides.from.map((layer) => ({ key: `from ${layer}`, side: "from" as const, layer, persons: sum(sides.to.map((to) => flowCount(flow, layer, to))) })),
    ...sides.to.map((layer) => ({ key: `to ${layer}`, side: "to" as const, layer, persons: sum(sides.from.map((from) => flowCount(flow, from, layer))) })),
  ];
  return { nodes: nodes.filter((one) => one.persons > 0), links: flowLinks(flow) };
}

interface FlowWords extends Words { name: (layer: string, side: "from" | "to") => string; say: { persons: string } }

export function flowOption(flow: LayersFlow, graph: FlowGraph, theme: ChartTheme, words: FlowWords): EChartsCoreOption {
  const order = [...new Set([...flow.from, ...flow.to])];
  const color = (layer: string) => (layer === nowhere ? theme.muted : theme.colors[order.indexOf(layer) % theme.colors.length]!);
  const tip = (p: { dataType: string; dataIndex: number }) => {
    const node = graph.nodes[p.dataIndex];
    const link = graph.links[p.dataIndex];
    if (p.dataType === "node" && node) return `<b>${escapeHtml(words.name(node.layer, node.side))}</b><br/>${words.number(node.persons)} ${escapeHtml(words.say.persons)}`;
    if (!link) return "";
    return `<b>${escapeHtml(words.name(link.from, "from"))} → ${escapeHtml(words.name(link.to, "to"))}</b><br/>${words.number(link.persons)} ${escapeHtml(words.say.persons)}`;
  };
  return {
    ...base(theme),
    tooltip: { ...base(theme).tooltip, trigger: "item", formatter: tip },
    series: [{
      type: "sankey", left: 8, right: 196, top: 8, bottom: 8, nodeWidth: 14, nodeGap: 14, draggable: false, layoutIterations: 0, emphasis: { focus: "adjacency" },
      label: { color: theme.text, fontSize: 12, width: 190, overflow: "truncate", formatter: (p: { dataIndex: number }) => { const one = graph.nodes[p.dataIndex]!; return `${words.name(one.layer, one.side)}  ${words.compact(one.persons)}`; } },
      lineStyle: { color: "source", opacity: theme.dark ? 0.34 : 0.26, curveness: 0.5 },
      data: graph.nodes.map((one) => ({ name: one.key, depth: one.side === "from" ? 0 : 1, itemStyle: { color: color(one.layer), borderWidth: 0 } })),
      links: graph.links.map((one) => ({ source: `from ${one.from}`, target: `to ${one.to}`, value: one.persons })),
    }],
  };
}

// Sizes on top of each other, day by day; the chart's series are in the order of `names`. The rest is grey, as in LayerBar.
export function sizesOption(days: LayersDay[], { names, rest }: { names: string[]; rest: string }, theme: ChartTheme, words: Words): EChartsCoreOption {
  const axis = axes(theme, days.map((day) => words.bucket(day.day)), words.compact, false);
  const few = days.length < 3;
  return {
    ...base(theme),
    grid: { left: 4, right: 16, top: 40, bottom: 4, containLabel: true },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, valueFormatter: (v: unknown) => words.number(v as number | null) },
    ...axis,
    xAxis: { ...axis.xAxis, boundaryGap: few },
    series: names.map((name, i) => ({
      name, color: name === rest ? theme.muted : theme.colors[i % theme.colors.length], type: few ? "bar" : "line", stack: "all", barMaxWidth: 90, showSymbol: false, areaStyle: few ? undefined : { opacity: 0.75 }, lineStyle: { width: 1 },
      data: days.map((day) => day.layers.find((one) => one.name === name)?.persons ?? 0),
    })),
  };
}

export interface KpiLine { name: string; values: (number | null)[] }
export function kpiOption(buckets: string[], lines: KpiLine[], theme: ChartTheme, words: Words, share: boolean): EChartsCoreOption {
  const say = (v: number | null) => (share ? words.percent(v) : words.number(v));
  const axis = axes(theme, buckets, (v) => (share ? words.percent(v) : words.compact(v)), false);
  return {
    ...base(theme),
    grid: { left: 4, right: 16, top: 40, bottom: 4, containLabel: true },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, valueFormatter: (v: unknown) => say(v as number | null) },
    ...axis,
    series: lines.map((line) => ({ name: line.name, type: "line", symbolSize: 6, showSymbol: buckets.length < 16, lineStyle: { width: 2 }, data: line.values })),
  };
}
