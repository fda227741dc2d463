import { describe, expect, it } from "vitest";
import type { IntervalFigures } from "../api/types";
import { activeDaysOption, barsOption, boxesOption, lifecycleOption } from "./activity_charts";
import type { Words } from "./chart_options";
import { chartThemes } from "./palette";

const words: Words = { bucket: (iso) => iso.slice(5, 10), number: String, compact: String, percent: (s) => `${(s ?? 0) * 100}%`, label: (l) => l };
const theme = chartThemes.light;
interface Series { name: string; data: unknown[]; stack?: string }
const seriesOf = (option: unknown) => (option as { series: Series[] }).series;

it("stacks who came above zero and who fell silent below it, and pales what is running", () => {
  const row = { start: "2026-01-01T00:00:00Z", complete: true, new_persons: 1, returning: 2, resurrected: 3, dormant: 4 };
  const option = lifecycleOption({ buckets: [row, { ...row, complete: false, dormant: 0 }] }, theme, words, (kind) => kind);
  const series = seriesOf(option);
  expect(series.map((s) => [s.name, s.data[0]])).toEqual([["returning", 2], ["new_persons", 1], ["resurrected", 3], ["dormant", -4]]);
  expect(series[3]!.data[1]).toEqual({ value: 0, itemStyle: { opacity: 0.55 } });
  const { valueFormatter } = option.tooltip as { valueFormatter: (v: unknown) => string };
  expect(valueFormatter(-4)).toBe("4");
});

it("draws a bar per class and group, with a legend only for several groups", () => {
  const one = barsOption(["a", "b"], [{ name: "x", values: [1, 2] }], theme, words);
  expect(seriesOf(one)[0]!.data).toEqual([1, 2]);
  expect(one.legend).toMatchObject({ show: false });
  expect(barsOption(["a"], [{ name: "x", values: [1] }, { name: "y", values: [2] }], theme, words).legend).toMatchObject({ show: true });
});

it("draws the part of the month's persons only for days that are over and have one", () => {
  const day = { start: "2026-01-01T00:00:00Z", complete: true, dau: 2, wau: 3, mau: 4, dau_per_mau: 0.5 };
  const { dau_per_mau: _, ...nobody } = { ...day, dau: 0 };
  const [bars, line] = seriesOf(activeDaysOption({ histogram: [], days: [day, nobody, { ...day, complete: false }] }, theme, words, { dau: "DAU", ratio: "R" }));
  expect(bars!.data).toEqual([2, 0, { value: 2, itemStyle: { opacity: 0.55 } }]);
  expect(line!.data).toEqual([0.5, null, null]);
});

describe("boxes of intervals", () => {
  const figures: IntervalFigures = { pairs: 3, persons: 2, min_ms: 0, q1_ms: 10, median_ms: 20, q3_ms: 30, max_ms: 40, mean_ms: 20 };
  const option = boxesOption(["<i>", "b"], [figures, { pairs: 0, persons: 0 }], theme, (ms) => `${ms} ms`, (key) => key, words);
  it("stand at logarithms, of which zero has none, between spans that people know", () => {
    const [box, none] = seriesOf(option)[0]!.data as [number[], number[]];
    expect(box.map((height) => Math.round(10 ** height))).toEqual([1, 10, 20, 30, 40]);
    expect(none).toEqual([]);
    expect(option.yAxis).toMatchObject({ min: 0, max: 2, axisLabel: { customValues: [0, 1, 2] } });
    const { axisLabel } = option.yAxis as { axisLabel: { formatter: (height: number) => string } };
    expect(axisLabel.formatter(2)).toBe("100 ms");
  });
  it("say every figure", () => {
    const { formatter } = option.tooltip as { formatter: (p: { dataIndex: number }) => string };
    for (const part of ["&#60;i&#62;", "0 ms", "40 ms", ">3<"]) expect(formatter({ dataIndex: 0 })).toContain(part);
  });
});
