// Paths as a Sankey: nodes stand in the columns of their steps, edges flow between, whoever stops flows into the end.
import type { EChartsCoreOption } from "echarts/core";
import type { PathAnswer, PathCell, PathEdge } from "../api/types";
import { base, escapeHtml, type Words } from "./chart_options";
import type { ChartTheme } from "./palette";

export const isStop = (node: string) => node === "$exit" || node === "$entry";
const keyOf = (level: number, node: string) => `${level} ${node}`;

interface PathMark { name: string; level: number; node: string; paths: number; persons: number | undefined }
export interface PathGraph { nodes: PathMark[]; edges: PathEdge[]; levels: number }

// Nodes that nothing joins would stand about alone, so only the ends of listed edges are drawn, or the only level.
export function pathGraph(answer: PathAnswer): PathGraph {
  const nodes = new Map<string, PathMark>();
  const joined = new Set(answer.edges.flatMap((edge) => [keyOf(edge.level, edge.from), keyOf(edge.level + 1, edge.to)]));
  answer.levels.forEach((level, i) => level.forEach(({ node, paths, persons }) => {
    const name = keyOf(i + 1, node);
    if (joined.has(name)) nodes.set(name, { name, level: i + 1, node, paths, persons });
  }));
  for (const edge of answer.edges) {
    const name = keyOf(edge.level + 1, edge.to);
    const known = nodes.get(name);
    if (!known) nodes.set(name, { name, level: edge.level + 1, node: edge.to, paths: edge.paths, persons: undefined });
    else if (isStop(edge.to)) known.paths += edge.paths;
  }
  return { nodes: [...nodes.values()], edges: answer.edges, levels: Math.max(0, ...[...nodes.values()].map((node) => node.level)) };
}

// The persons behind a mark. A stop is a step of those who had no other: any node before it.
export const cellOfMark = ({ level, node }: Pick<PathMark, "level" | "node">): PathCell => (isStop(node) ? { level: level - 1, next: node } : { level, node });
export const cellOfEdge = (edge: PathEdge): PathCell => ({ level: edge.level, node: edge.from, next: edge.to });

interface Look {
  theme: ChartTheme;
  words: Words;
  nodeName: (node: string) => string;
  span: (ms: number | null | undefined) => string;
  backward: boolean;
  say: { paths: string; persons: string; mean: string };
}

export function pathOption(graph: PathGraph, { theme, words, nodeName, span, backward, say }: Look): EChartsCoreOption {
  // A node keeps its colour on every step.
  const kinds = [...new Set(graph.nodes.map((one) => one.node).filter((node) => !isStop(node) && node !== "$other"))];
  const muted = theme.colors[9]!;
  const colour = (node: string) => (kinds.includes(node) ? theme.colors[kinds.indexOf(node) % 9]! : muted);
  const depth = (level: number) => (backward ? graph.levels - level : level - 1);
  const row = (name: string, text: string) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(text)}</td></tr>`;
  const tip = (p: { dataType: string; dataIndex: number }) => {
    if (p.dataType === "node") {
      const one = graph.nodes[p.dataIndex]!;
      return `<b>${escapeHtml(nodeName(one.node))}</b><table class="tip">${row(say.paths, words.number(one.paths))}${one.persons === undefined ? "" : row(say.persons, words.number(one.persons))}</table>`;
    }
    const edge = graph.edges[p.dataIndex]!;
    const [from, to] = backward ? [edge.to, edge.from] : [edge.from, edge.to];
    return `<b>${escapeHtml(nodeName(from))} → ${escapeHtml(nodeName(to))}</b><table class="tip">${row(say.paths, words.number(edge.paths))}${row(say.persons, words.number(edge.persons))}${edge.mean_ms === undefined ? "" : row(say.mean, span(edge.mean_ms))}</table>`;
  };
  return {
    ...base(theme),
    tooltip: { ...base(theme).tooltip, trigger: "item", formatter: tip },
    series: [{
      type: "sankey", left: 4, right: 132, top: 8, bottom: 8, nodeWidth: 14, nodeGap: 12, nodeAlign: "left", draggable: false, layoutIterations: 32, emphasis: { focus: "adjacency" },
      label: { color: theme.text, fontSize: 12, width: 120, overflow: "truncate", formatter: (p: { dataIndex: number }) => nodeName(graph.nodes[p.dataIndex]!.node) },
      lineStyle: { color: "source", opacity: theme.dark ? 0.3 : 0.22, curveness: 0.5 },
      data: graph.nodes.map((one) => ({ name: one.name, depth: depth(one.level), itemStyle: { color: colour(one.node), borderWidth: 0, opacity: isStop(one.node) ? 0.45 : 1 } })),
      links: graph.edges.map((edge) => {
        const [a, b] = [keyOf(edge.level, edge.from), keyOf(edge.level + 1, edge.to)];
        return { source: backward ? b : a, target: backward ? a : b, value: edge.paths };
      }),
    }],
  };
}
