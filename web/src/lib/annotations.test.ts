import { describe, expect, it } from "vitest";
import type { AnnotationView } from "../api/types";
import { annotationSeries, bucketOf } from "./annotations";
import { chartThemes } from "./palette";

const days = ["2026-03-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z", "2026-03-03T00:00:00.000Z"];
const mark = (name: string, instant: string): AnnotationView => ({ id: name, name, description: "", owner: "", created: "", updated: "", at: instant, color: "red", instant });

describe("annotations", () => {
  it("stand in the bucket that holds them", () => {
    expect(bucketOf(days, days[0]!)).toBe(0);
    expect(bucketOf(days, "2026-03-02T23:59:59.999Z")).toBe(1);
    expect(bucketOf(days, "2026-03-03T12:00:00.000Z")).toBe(2);
    expect(bucketOf(days, "2026-02-28T23:59:59.999Z")).toBeUndefined();
    expect(bucketOf(days, "2026-03-04T00:00:00.000Z")).toBeUndefined();
    expect(bucketOf(days, "2026-03-03T12:00:00.000Z", "2026-03-03T06:00:00.000Z")).toBeUndefined();
    expect(bucketOf([], days[0]!)).toBeUndefined();
  });
  it("of one bucket share a line, and none make no series", () => {
    const series = annotationSeries([mark("a", days[1]!), mark("b", "2026-03-02T12:00:00Z"), mark("old", "2020-01-01T00:00:00Z")], days, chartThemes.light)!;
    expect(series.markLine.data).toHaveLength(1);
    expect(series.markLine.data[0]!.xAxis).toBe(1);
    expect(series.markLine.data[0]!.label.formatter).toBe("a, b");
    expect(annotationSeries([mark("old", "2020-01-01T00:00:00Z")], days, chartThemes.light)).toBeUndefined();
  });
  it("are escaped in the tooltip", () => {
    const series = annotationSeries([mark("<i>", days[1]!)], days, chartThemes.light)!;
    expect(series.markLine.tooltip.formatter({ dataIndex: 0 })).not.toContain("<i>");
  });
});
