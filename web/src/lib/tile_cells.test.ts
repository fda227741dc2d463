import { describe, expect, it } from "vitest";
import { pickedIn } from "./tile_cells";

const trend = (series: object[], question: object = { bucket: "day" }, previous: string[] = []) => ({ question, answer: { buckets: ["d0", "d1"], previous, series }, chart: {} }) as never;

describe("pickedIn", () => {
  it("finds the series and the bucket of a trend, and what was before", () => {
    const given = trend([{ index: 0, labels: ["web"] }, { index: 0, labels: ["$other"] }], undefined, ["p0"]);
    expect(pickedIn("trend", given, { series: 1, index: 1 })).toEqual({ cell: { series: 0, previous: false, bucket: 1, labels: ["$other"] }, bucket: "d1", label: "$other" });
    expect(pickedIn("trend", given, { series: 2, index: 0 })).toEqual({ cell: { series: 0, previous: true, bucket: 0, labels: ["web"] }, bucket: "p0", label: "web" });
    expect(pickedIn("trend", given, { series: 2, index: 1 })).toBeUndefined();
  });
  it("finds the hour of the week", () => {
    const given = trend([{ index: 0, labels: [] }], { bucket: "day", calendar: true });
    expect(pickedIn("trend", given, { series: 0, index: 100 })).toEqual({ cell: { series: 0, previous: false, bucket: 100 } });
  });
  it("has no persons for a formula", () => expect(pickedIn("trend", trend([{ index: 0, labels: [], formula: true }]), { series: 0, index: 0 })).toBeUndefined());
  it("tells those who dropped from those who went on", () => {
    const given = { question: {}, answer: { groups: [] }, chart: {} } as never;
    expect(pickedIn("funnel", given, { series: 0, index: 1 })?.cell).toEqual({ step: 2, dropped: false });
    expect(pickedIn("funnel", given, { series: 1, index: 1 })?.cell).toEqual({ step: 2, dropped: true });
    expect(pickedIn("funnel", given, { series: 1, index: 0 })).toBeUndefined();
  });
  it("takes the kind of lifecycle in the order of the chart", () => {
    const given = { question: {}, answer: { buckets: [{ start: "d0" }] }, chart: {} } as never;
    expect(pickedIn("lifecycle", given, { series: 1, index: 0 })).toEqual({ cell: { bucket: 0, kind: "new_persons" }, bucket: "d0" });
    expect(pickedIn("lifecycle", given, { series: 0, index: 5 })).toBeUndefined();
  });
  it("knows no persons behind a mean of cohorts", () => expect(pickedIn("retention", {} as never, { series: 0, index: 0 })).toBeUndefined());
});
