import { describe, expect, it } from "vitest";
import type { TrendQuestion, TrendSeries } from "../api/types";
import { newSeries, trendDefault, trendToAsk } from "./question_url";
import { canCumulate, change, letterOf, rowOfField, trendGroups, withoutSeries } from "./trend";

describe("change", () => {
  it("is the share of the earlier number", () => expect([change(150, 100), change(50, 100), change(5, 5), change(0, 4)]).toEqual([0.5, -0.5, 0, -1]));
  it("has the sign of the way even from below zero", () => expect(change(-5, -10)).toBe(0.5));
  it("is nothing against nothing", () => expect([change(3, 0), change(3, null), change(undefined, 3), change(null, 3)]).toEqual([undefined, undefined, undefined, undefined]));
});

describe("a series that is removed", () => {
  const question: TrendQuestion = { ...trendDefault, series: ["a", "b", "c"].map((name) => ({ ...newSeries, name })), formulas: [{ name: "", expression: "(A + B) / C * 100" }] };
  it("moves the letters behind it, and leaves a gap where it stood", () => {
    expect(withoutSeries(question, 1)).toEqual({ series: [question.series[0], question.series[2]], formulas: [{ name: "", expression: "(A + ?) / B * 100" }] });
    expect(withoutSeries(question, 2).formulas[0]!.expression).toBe("(A + B) / ? * 100");
  });
});

describe("what is asked", () => {
  const total = { ...newSeries, measure: "total" as const };
  it("accumulates only totals and sums", () => {
    expect(canCumulate({ ...trendDefault, series: [total] })).toBe(true);
    expect(trendToAsk({ ...trendDefault, series: [total, newSeries], cumulative: true })!.cumulative).toBe(false);
    expect(trendToAsk({ ...trendDefault, series: [total], cumulative: true })!.cumulative).toBe(true);
  });
  it("compares the whole time with nothing", () => {
    expect(trendToAsk({ ...trendDefault, range: "ever", compare: "previous_year" })!.compare).toBe("none");
    expect(trendToAsk({ ...trendDefault, compare: "previous_year" })!.compare).toBe("previous_year");
  });
});

it("finds the row that a refused field is in", () => {
  expect(rowOfField("question.formulas[2].expression")).toEqual({ part: "formulas", index: 2 });
  expect(rowOfField("question.series[10].measure")).toEqual({ part: "series", index: 10 });
  expect([rowOfField("question.top"), rowOfField(""), rowOfField("question.myseries[1]")]).toEqual([undefined, undefined, undefined]);
});

it("names series A to J", () => expect([0, 1, 9].map(letterOf).join("")).toBe("ABJ"));

it("groups the answer by the rows of the builder", () => {
  const one = (index: number, formula: boolean, label: string): TrendSeries => ({ index, formula, labels: [label], name: "", values: [] });
  const groups = trendGroups([one(0, false, "x"), one(0, false, "y"), one(1, false, "x"), one(0, true, "x")]);
  expect(groups.map((g) => [g.index, g.formula, g.rows.map((r) => r.position)])).toEqual([[0, false, [0, 1]], [1, false, [2]], [0, true, [3]]]);
});
