import { describe, expect, it } from "vitest";
import type { RetentionAnswer, RetentionRow } from "../api/types";
import { bracketsFromText, cellValue, fitted, longestOf, optionsSet, periodsOf, retentionRows, retentionToAsk, strengths } from "./retention";
import { curveOption, overTimeOption, streakOption } from "./retention_charts";
import { chartThemes } from "./palette";
import { retentionDefault } from "./question_url";
import type { Words } from "./chart_options";

const row = (persons: number, returned: number[], more: Partial<RetentionRow> = {}): RetentionRow =>
  ({ start: "2026-01-05T00:00:00.000Z", persons, returned, complete: returned.map(() => true), values: [], per_person: [], unbroken: [], longest: [], current: [], ...more });
const answer = (cohorts: RetentionRow[], mean: (number | null)[], more: Partial<RetentionAnswer> = {}): RetentionAnswer =>
  ({ cohorts, mean, mean_values: [], unbroken: [], columns: mean.map((_, n) => ({ from: n, to: n + 1 })), groups: [], ...more });
const words: Words = { bucket: (iso) => iso.slice(5, 10), number: String, compact: String, percent: (s) => (s === null ? "–" : `${s * 100}%`), label: (l) => l };
const theme = chartThemes.light;
interface Series { name: string; data: unknown[]; yAxisIndex?: number }
const seriesOf = (option: unknown) => (option as { series: Series[] }).series;

describe("questions of retention", () => {
  it("wait for the property of a sum, and forget it otherwise", () => {
    expect(retentionToAsk({ ...retentionDefault, value: "sum" })).toBeUndefined();
    expect(retentionToAsk({ ...retentionDefault, value: "sum", property: "total" })?.property).toBe("total");
    expect(retentionToAsk({ ...retentionDefault, property: "total" })?.property).toBe("");
  });
  it("read brackets of whole periods", () => {
    expect(bracketsFromText("1, 3 7，30")).toEqual([1, 3, 7, 30]);
    expect(bracketsFromText("")).toEqual([]);
    for (const bad of ["0, 1", "1.5", "3, 1", "1, 400", "x"]) expect(bracketsFromText(bad), bad).toBeUndefined();
  });
  it("count what is set beside the usual", () => {
    expect(optionsSet(retentionDefault)).toBe(0);
    expect(optionsSet({ ...retentionDefault, streaks: true, brackets: [1, 3], at_least: 2 })).toBe(3);
  });
});

describe("numbers of retention", () => {
  it("name brackets by their periods", () => expect([{ from: 0, to: 1 }, { from: 3, to: 7 }].map(periodsOf)).toEqual(["0", "3–6"]));
  it("are shares, persons or values", () => {
    const one = row(4, [4, 1], { values: [null, 6], per_person: [0, 1.5] });
    expect([cellValue(one, 1, "shares"), cellValue(one, 1, "counts"), cellValue(one, 1, "values"), cellValue(one, 1, "per_person"), cellValue(one, 0, "values")]).toEqual([0.25, 1, 6, 1.5, null]);
    expect(cellValue(row(0, [0]), 0, "shares")).toBeNull();
  });
  it("are darkest where the most return after the start", () => {
    const cohorts = [row(10, [10, 5]), row(10, [8, 1])];
    const dark = strengths(answer(cohorts, [0.9, 0.3]), "shares");
    expect([dark(cohorts[0]!, 0), dark(cohorts[0]!, 1), dark(cohorts[1]!, 1)].map((v) => Math.round(v * 100))).toEqual([100, 90, 18]);
    const none = [row(3, [0, 0])];
    expect(strengths(answer(none, [0, 0]), "counts")(none[0]!, 1)).toBe(0);
  });
  it("follow the fitted curve from column 1 on", () => {
    const made = answer([], [1, 0.4, 0.2], { fit: { a: 0.4, b: -1, r_squared: 1, half_life: 2 } });
    expect(fitted(made, made.columns)).toEqual([null, 0.4, 0.2]);
    expect(fitted(answer([], [1]), [{ from: 0, to: 1 }])).toEqual([null]);
  });
  it("add up streaks over cohorts", () => expect(longestOf(answer([row(3, [0, 0], { longest: [2, 1] }), row(1, [0, 0], { longest: [0, 1] })], [0, 0]), 2)).toEqual([2, 2]));
  it("go into CSV group by group", () => {
    const rows = retentionRows(answer([row(4, [4, 2])], [1, 0.5], { groups: [{ ...answer([row(1, [1, 0])], [1, 0]), label: "web" }] }));
    expect(rows).toEqual([["group", "cohort", "persons", "0", "1"], ["", "2026-01-05T00:00:00.000Z", 4, 4, 2], ["", "mean", "", 1, 0.5], ["web", "2026-01-05T00:00:00.000Z", 1, 1, 0], ["web", "mean", "", 1, 0]]);
  });
});

describe("charts of retention", () => {
  const named = { columns: ["D0", "D1", "D2"], all: "mean", fit: "fit" };
  it("draw the mean with its gaps, to 100 % when it reaches over a half", () => {
    const option = curveOption(answer([], [0.9, 0.4, null]), "shares", theme, words, named);
    expect(seriesOf(option)[0]!.data).toEqual([0.9, 0.4, null]);
    expect(option.yAxis).toMatchObject({ min: 0, max: 1 });
  });
  it("leave out the period of the start where everybody is there anyway", () => {
    const option = curveOption(answer([], [1, 0.04, 0.02], { fit: { a: 0.04, b: -1, r_squared: 1 } }), "shares", theme, words, named);
    expect(seriesOf(option).map((one) => one.data)).toEqual([[0.04, 0.02], [0.04, 0.02]]);
    expect((option.xAxis as { data: string[] }).data).toEqual(["D1", "D2"]);
  });
  it("draw a line per group and no fitted curve then, and values where these are shown", () => {
    const groups = ["a", "b"].map((label) => ({ ...answer([], [0.5, 0.1, 0.1], { fit: { a: 1, b: -1, r_squared: 1 } }), mean_values: [1, 2, null], label }));
    const made = answer([], [0.5, 0.1, 0.1], { groups, mean_values: [3, 4, 5] });
    expect(seriesOf(curveOption(made, "shares", theme, words, named)).map((one) => one.name)).toEqual(["mean", "a", "b"]);
    expect(seriesOf(curveOption(made, "values", theme, words, named)).map((one) => one.data[0])).toEqual([3, 1, 1]);
  });
  it("draw cohorts over time, the share in a column on an axis of its own", () => {
    const made = answer([row(10, [10, 5]), row(0, [0, 0]), row(4, [4, 1], { complete: [true, false] })], [1, 0.5]);
    const [bars, line] = seriesOf(overTimeOption(made, 1, theme, words, { persons: "persons", share: "share" }));
    expect(bars!.data).toEqual([10, 0, 4]);
    expect(line!.data).toEqual([0.5, null, null]);
  });
  it("draw streaks as persons and as the share that is unbroken", () => {
    const made = answer([row(2, [0, 1], { longest: [1, 1] })], [0, 0.5], { unbroken: [1, 0.5] });
    expect(seriesOf(streakOption(made, theme, words, ["0", "1"], { persons: "p", unbroken: "u" })).map((one) => one.data)).toEqual([[1, 1], [1, 0.5]]);
  });
});
