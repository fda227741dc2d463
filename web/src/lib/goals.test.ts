import { describe, expect, it } from "vitest";
import { daysLeft, goalOption } from "./goals";
import { chartThemes } from "./palette";

describe("goals", () => {
  it("count today and the due date", () => {
    expect(daysLeft("2026-03-01", "2026-03-01")).toBe(1);
    expect(daysLeft("2026-03-31", "2026-03-01")).toBe(31);
    expect(daysLeft("2026-02-28", "2026-03-01")).toBe(0);
  });
  it("are drawn with the days that their points end", () => {
    const words = { bucket: (iso: string) => iso.slice(0, 10), number: String, compact: String, percent: String, label: String };
    const option = goalOption({ from: 0 }, [{ at: "2026-03-02T00:00:00.000Z", value: 3, expected: 5 }, { at: "2026-03-02T08:00:00.000Z", expected: 6 }], chartThemes.light, words, { actual: "a", line: "l" }) as { xAxis: { data: string[] }; series: { data: (number | null)[] }[] };
    expect(option.xAxis.data).toEqual(["2026-03-01", "2026-03-02"]);
    expect(option.series[0]!.data).toEqual([3, null]);
    expect(option.series[1]!.data).toEqual([5, 6]);
  });
});
