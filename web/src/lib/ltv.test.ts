import { describe, expect, it } from "vitest";
import type { LtvAnswer, LtvCohort } from "../api/types";
import { ltvCell, ltvLines, ltvOption, ltvRows, ltvStrength, ltvToAsk } from "./ltv";
import { chartThemes } from "./palette";
import { ltvDefault } from "./question_url";

const cohort: LtvCohort = {
  start: "2026-01-05T00:00:00.000Z", persons: 4, revenue: [8, 12, 13], payers: [1, 2, 2], complete: [true, true, false], projected: [null, null, 20], cost: 10, cac: 2.5, payback: 1,
};
const young: LtvCohort = { start: "2026-01-06T00:00:00.000Z", persons: 2, revenue: [3, 3, 3], payers: [1, 1, 1], complete: [false, false, false], projected: [null, null, null] };
const answer: LtvAnswer = { series: [{ label: "", persons: 6, ltv: [2, 3, null], projected: [null, null, 5], cac: 2.5, cohorts: [cohort, young] }] };
const words = { bucket: String, number: String, compact: String, percent: String, label: (label: string) => label };

describe("ltv", () => {
  it("is not asked without a revenue event", () => {
    expect(ltvToAsk(ltvDefault)).toBeUndefined();
    expect(ltvToAsk({ ...ltvDefault, revenue: { event: "buy" } as never })).toBeDefined();
  });
  it("tells what happened from what may come", () => {
    expect(ltvCell(cohort, 1, "ltv")).toEqual({ value: 3, kind: "complete" });
    expect(ltvCell(cohort, 2, "ltv")).toEqual({ value: 5, kind: "projected" });
    expect(ltvCell(cohort, 2, "payers")).toEqual({ value: 2, kind: "incomplete" });
    expect(ltvCell(young, 0, "revenue")).toEqual({ value: 3, kind: "incomplete" });
    expect(ltvCell(young, 1, "revenue")).toBeUndefined();
    expect(ltvStrength(answer.series[0]!, "ltv")(5)).toBeCloseTo(0.9);
  });
  it("draws the projection as a line of its own that begins where the measured one ends", () => {
    const made = ltvOption(answer, chartThemes.light, words, { ages: ["0", "1", "2"], all: "LTV", projected: (name) => `${name} ?`, cac: (name) => `${name} CAC` }) as unknown as { series: { name: string; data: unknown[] }[] };
    expect(made.series.map((s) => [s.name, s.data])).toEqual([["LTV", [2, 3, null]], ["LTV ?", [null, 3, 5]], ["LTV CAC", [2.5, 2.5, 2.5]]]);
  });
  it("knows whose each line is", () => {
    const two: LtvAnswer = { series: [...answer.series, { ...answer.series[0]!, label: "b", projected: [null, null, null], cac: undefined }] };
    expect(ltvLines(two).map((line) => `${line.group} ${line.kind}`)).toEqual(["0 ltv", "0 projected", "0 cac", "1 ltv"]);
    const made = ltvOption(two, chartThemes.light, words, { ages: ["0", "1", "2"], all: "LTV", projected: String, cac: String }) as unknown as { series: unknown[] };
    expect(made.series).toHaveLength(4);
  });
  it("is saved without what is not over", () => {
    expect(ltvRows(answer)[1]).toEqual(["", cohort.start, 4, 10, 8, 12, "", null, null, 20]);
  });
});
