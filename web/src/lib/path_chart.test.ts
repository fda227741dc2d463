import { describe, expect, it } from "vitest";
import type { PathAnswer } from "../api/types";
import { chartThemes } from "./palette";
import { cellOfEdge, cellOfMark, pathGraph, pathOption } from "./path_chart";

const answer: PathAnswer = {
  paths: 5, persons: 4,
  levels: [[{ node: "<a>", paths: 5, persons: 4 }], [{ node: "b", paths: 3, persons: 3 }, { node: "alone", paths: 1, persons: 1 }]],
  edges: [{ level: 1, from: "<a>", to: "b", paths: 3, persons: 3, mean_ms: 1000 }, { level: 1, from: "<a>", to: "$exit", paths: 2, persons: 2 }],
};
const words = { bucket: String, number: String, compact: String, percent: String, label: String };
const option = (backward: boolean) => pathOption(pathGraph(answer), { theme: chartThemes.light, words, nodeName: (n) => n, span: (ms) => `${ms} ms`, backward, say: { paths: "P", persons: "Q", mean: "M" } }) as {
  series: [{ data: { name: string; depth: number }[]; links: { source: string; target: string; value: number }[] }];
  tooltip: { formatter: (p: { dataType: string; dataIndex: number }) => string };
};

describe("the graph of paths", () => {
  it("has the ends of edges, and the stops", () => expect(pathGraph(answer).nodes.map((n) => [n.level, n.node, n.paths])).toEqual([[1, "<a>", 5], [2, "b", 3], [2, "$exit", 2]]));
  it("names the persons behind each mark", () => {
    expect(cellOfMark({ level: 2, node: "b" })).toEqual({ level: 2, node: "b" });
    expect(cellOfMark({ level: 2, node: "$exit" })).toEqual({ level: 1, next: "$exit" });
    expect(cellOfEdge(answer.edges[0]!)).toEqual({ level: 1, node: "<a>", next: "b" });
  });
});

describe("the Sankey", () => {
  it("flows from the first step on, or towards the end", () => {
    expect(option(false).series[0].links[0]).toEqual({ source: "1 <a>", target: "2 b", value: 3 });
    expect(option(true).series[0].links[0]).toEqual({ source: "2 b", target: "1 <a>", value: 3 });
    expect(option(false).series[0].data.map((n) => n.depth)).toEqual([0, 1, 1]);
    expect(option(true).series[0].data.map((n) => n.depth)).toEqual([1, 0, 0]);
  });
  it("escapes names and says the time between two nodes", () => {
    const tip = option(false).tooltip.formatter({ dataType: "edge", dataIndex: 0 });
    expect(tip).toContain("&#60;a&#62; → b");
    expect(tip).toContain("1000 ms");
    expect(option(false).tooltip.formatter({ dataType: "edge", dataIndex: 1 })).not.toContain("ms");
  });
});
