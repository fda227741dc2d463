import { describe, expect, it } from "vitest";
import type { Words } from "./chart_options";
import { chartThemes } from "./palette";
import { totalsOption, trendOption } from "./trend_chart";

const words: Words = { bucket: (iso) => iso.slice(5, 10), number: String, compact: String, percent: (s) => (s === null ? "–" : `${s * 100}%`), label: (l) => l };
interface Series { name: string; type: string; stack?: string; data: unknown[]; lineStyle: { type?: string } }
const seriesOf = (option: unknown) => (option as { series: Series[] }).series;
const theme = chartThemes.light;

const answer = { buckets: ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"], complete: [true, false], series: [{ values: [1, 2] }, { values: [null, 5] }] };
const look = (shape: "line" | "area" | "bar", called = ["pro", "<b>"]) => ({ shape, theme, words, called });
const compared = { ...answer, previous: ["2025-12-30T00:00:00Z"], series: [{ values: [1, 2], previous: { values: [4] } }] };
type Tip = { formatter: (points: { seriesIndex: number; dataIndex: number }[]) => string };

describe("trend chart", () => {
  it("names series and buckets, keeps gaps, and marks the running bucket", () => {
    const option = trendOption(answer, look("line"));
    const series = seriesOf(option);
    expect(series.map((s) => s.name)).toEqual(["pro", "<b>"]);
    expect((option.xAxis as { data: string[] }).data).toEqual(["01-01", "01-02"]);
    expect(series[1]!.data[0]).toBeNull();
    expect(series[0]!.data[0]).toBe(1);
    expect(series[0]!.data[1]).toMatchObject({ value: 2, itemStyle: { borderWidth: 2 } });
  });
  it("stacks areas and bars of several series, never lines", () => {
    expect(seriesOf(trendOption(answer, look("line")))[0]!.stack).toBeUndefined();
    expect(seriesOf(trendOption(answer, look("area")))[0]).toMatchObject({ type: "line", stack: "all" });
    expect(seriesOf(trendOption(answer, look("bar")))[0]).toMatchObject({ type: "bar", stack: "all" });
  });
  it("hides the legend of a single series", () => {
    expect(trendOption({ ...answer, series: [{ values: [1, 2] }] }, look("area", ["everyone"])).legend).toMatchObject({ show: false });
  });
  it("draws what was before dashed, under the same name, with gaps where it was shorter", () => {
    const [now, before] = seriesOf(trendOption(compared, look("line")));
    expect(now!.lineStyle.type).toBeUndefined();
    expect(before).toMatchObject({ name: "pro", data: [4, null], lineStyle: { type: "dashed" } });
  });
  it("says both dates and the change in the tooltip, and escapes names", () => {
    const tip = (option: unknown, points: number[], bucket: number) => (option as { tooltip: Tip }).tooltip.formatter(points.map((seriesIndex) => ({ seriesIndex, dataIndex: bucket })));
    const both = tip(trendOption(compared, look("line")), [0, 1], 0);
    for (const part of ["01-01", "12-30", "<b>1</b>", ">4<", "▼ 75%"]) expect(both).toContain(part);
    const plain = tip(trendOption(answer, look("line")), [0, 1], 1);
    expect(plain).toContain("&#60;b&#62;");
    expect(plain.indexOf("&#60;b&#62;")).toBeLessThan(plain.indexOf("pro"));
    expect(tip(trendOption(answer, look("line")), [0], 1)).not.toContain("&#60;b&#62;");
  });
});

it("draws a bar per group and series for a whole range", () => {
  const option = totalsOption([{ label: "pro", values: [3, 1] }, { label: "free", values: [2, null] }], ["A", "B"], theme, words);
  expect(seriesOf(option).map((s) => s.data)).toEqual([[3, 2], [1, null]]);
  expect(option.yAxis).toMatchObject({ data: ["pro", "free"], inverse: true });
});
