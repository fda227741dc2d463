import { describe, expect, it } from "vitest";
import type { LayersFlow } from "../api/types";
import { cellOf, classicMap, firstMap, flowCount, flowLinks, flowSides, flowTotals, inOtherWay, isFilled, kpiQuestions, layerKinds, namesOfDays, newScheme, percentLeft, scoreOf, scoreSizes, withoutGroup, type LayerNames } from "./layers";

const names: LayerNames = {
  high: "high", middle: "middle", low: "low", daily: "daily", often: "often", seldom: "seldom", rest: "rest", never: "never", inactive: "inactive", others: "others", rule: "Rule",
  stages: { new_person: "new", active: "active", win_back: "win-back", at_risk: "at risk", churned: "churned" }, groups: ["1", "2", "3", "4", "5", "6", "7", "8"],
};

describe("schemes", () => {
  it("begin with what is known of the events", () => {
    const value = newScheme("value", names, { paid: { event: "Paid" }, revenue: "amount" });
    expect(value.number!.statistic).toMatchObject({ match: { event: "Paid" }, measure: "sum", property: "amount" });
    expect(newScheme("value", names, {}).number!.statistic.measure).toBe("times");
    expect(newScheme("rfm", names, {}).rfm!.groups).toHaveLength(8);
    for (const kind of layerKinds) expect(newScheme(kind, names, {}).kind).toBe(kind);
  });
  it("are asked about when they are filled", () => {
    expect(isFilled(newScheme("rfm", names, {}))).toBe(false);
    expect(isFilled(newScheme("rfm", names, { revenue: "amount" }))).toBe(true);
    expect(isFilled(newScheme("interest", names, {}))).toBe(false);
    expect(isFilled(newScheme("activity", names, {}))).toBe(true);
    const value = newScheme("value", names, { revenue: "amount" });
    value.number!.layers[0]!.percent = 21;
    expect(isFilled(value)).toBe(false);
  });
  it("go from percents to thresholds and back", () => {
    const layers = newScheme("value", names, {}).number!.layers;
    const thresholds = inOtherWay(layers, false);
    expect(thresholds).toEqual([{ name: "high", at_least: 100 }, { name: "middle", at_least: 10 }, { name: "low" }]);
    expect(percentLeft(inOtherWay(thresholds, true))).toBe(0);
  });
});

describe("RFM", () => {
  it("counts places as the server does", () => {
    expect(cellOf(1, 1, 1)).toBe(0);
    expect(cellOf(3, 4, 5)).toBe(69);
    for (let cell = 0; cell < 125; ++cell) {
      const { recency, frequency, monetary } = scoreOf(cell);
      expect(cellOf(recency, frequency, monetary)).toBe(cell);
    }
  });
  it("shows the classic groups by the means", () => {
    const counts = Array.from({ length: 125 }, () => 0);
    for (const [r, f, m] of [[4, 5, 5], [4, 1, 2], [3, 1, 3], [2, 4, 3], [1, 1, 1]] as const) ++counts[cellOf(r, f, m)]!;
    const map = classicMap(counts);
    expect([[4, 5, 5], [4, 1, 2], [3, 1, 3], [2, 4, 3], [1, 1, 1]].map(([r, f, m]) => map[cellOf(r!, f!, m!)])).toEqual([0, 5, 1, 2, 7]);
    expect(scoreSizes(counts, "recency")).toEqual([1, 1, 1, 2, 0]);
  });
  it("begins a map with all eight groups and closes gaps", () => {
    expect(new Set(firstMap()).size).toBe(8);
    expect(withoutGroup([0, 1, 2, 3], 1)).toEqual([0, 0, 1, 2]);
    expect(withoutGroup([0, 1], 0)).toEqual([0, 0]);
  });
});

const flow: LayersFlow = { from_day: "2026-01-01", to_day: "2026-01-31", from: ["high", "low"], to: ["high", "low", "new layer"], persons: [[3, 1, 0, 0], [2, 4, 1, 1], [0, 5, 0, 0]] };

describe("flow", () => {
  it("has the additional row and column where somebody is in them", () => {
    expect(flowSides(flow)).toEqual({ from: ["high", "low", ""], to: ["high", "low", "new layer", ""] });
    expect(flowSides({ ...flow, persons: [[3, 1, 0, 0], [2, 4, 1, 0], [0, 0, 0, 0]] })).toEqual({ from: ["high", "low"], to: ["high", "low", "new layer"] });
  });
  it("counts by names", () => {
    expect(flowCount(flow, "low", "")).toBe(1);
    expect(flowCount(flow, "", "low")).toBe(5);
    expect(flowLinks(flow).reduce((sum, one) => sum + one.persons, 0)).toBe(17);
    expect(flowTotals(flow)).toEqual({ population: 16, stayed: 7, before: 12 });
  });
});

describe("figures over time", () => {
  it("are two questions for each layer, both about its persons", () => {
    const asked = kpiQuestions({ scheme: "s1", layers: ["high", "low"], range: { last: 6, unit: "month" }, bucket: "month", events: { paid: { event: "Paid", where: { event: "x", op: "is_set" } }, revenue: "amount", conversion: { event: "Paid" } } });
    expect(asked.map((one) => one.analysis)).toEqual(["trend", "retention", "trend", "retention"]);
    expect(JSON.stringify(asked[2])).toContain('{"in_layer":{"scheme":"s1","layer":"low"}}');
    expect(JSON.stringify(asked[0])).toContain('{"all":[{"event":"x","op":"is_set"},{"in_layer":');
  });
});

describe("days", () => {
  it("have the names of the newest first", () => {
    expect(namesOfDays([{ layers: [{ name: "a", persons: 1 }, { name: "old", persons: 1 }] }, { layers: [{ name: "b", persons: 1 }, { name: "a", persons: 1 }] }])).toEqual(["b", "a", "old"]);
  });
});
