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
  it("finds the formula", () => expect(pickedIn("trend", trend([{ index: 0, labels: [], formula: true }]), { series: 0, index: 0 })?.cell).toEqual({ series: 0, formula: true, previous: false, bucket: 0 }));
  it("tells those who dropped from those who went on", () => {
    const given = { question: {}, answer: { groups: [] }, chart: {} } as never;
    expect(pickedIn("funnel", given, { series: 0, index: 1 })?.cell).toEqual({ step: 2, dropped: false });
    expect(pickedIn("funnel", given, { series: 1, index: 1 })?.cell).toEqual({ step: 2, dropped: true });
    expect(pickedIn("funnel", given, { series: 1, index: 0 })).toBeUndefined();
  });
  it("finds channel and model of a credit, grouped or stacked", () => {
    const given = (chart: object) => ({ question: { models: ["first", "last"], value: "" }, answer: { channels: [{ channel: "ads" }, { channel: "mail" }, { channel: "web" }] }, chart }) as never;
    expect(pickedIn("attribution", given({}), { series: 1, index: 2 })).toEqual({ cell: { of: "conversions", channel: "web", model: "last" }, label: "web" });
    expect(pickedIn("attribution", given({ shape: "stacked" }), { series: 2, index: 0 })?.cell).toEqual({ of: "conversions", channel: "web", model: "first" });
    expect(pickedIn("attribution", given({}), { series: 2, index: 0 })).toBeUndefined();
  });
  it("takes the kind of lifecycle in the order of the chart", () => {
    const given = { question: {}, answer: { buckets: [{ start: "d0" }] }, chart: {} } as never;
    expect(pickedIn("lifecycle", given, { series: 1, index: 0 })).toEqual({ cell: { bucket: 0, kind: "new_persons" }, bucket: "d0" });
    expect(pickedIn("lifecycle", given, { series: 0, index: 5 })).toBeUndefined();
  });
  it("finds who came back in a mean over cohorts, of all and of a group, and nobody on the fitted curve", () => {
    const mean = [1, 0.5, 0.25];
    const given = (groups: object[]) => ({ question: { value: "persons" }, answer: { mean, groups }, chart: {} }) as never;
    expect(pickedIn("retention", given([{ label: "web", mean: [1, 0, 0.5] }]), { series: 0, index: 0 })?.cell).toEqual({ cohort: 0, every: true, absent: false, bucket: 1 });
    expect(pickedIn("retention", given([{ label: "web", mean: [1, 0, 0.5] }]), { series: 1, index: 1 })).toEqual({ cell: { cohort: 0, every: true, absent: false, bucket: 2, label: "web" }, label: "web" });
    expect(pickedIn("retention", given([{ label: "web", mean: [1, 0, 0.5] }]), { series: 1, index: 0 })).toBeUndefined();
    expect(pickedIn("retention", given([]), { series: 1, index: 0 })).toBeUndefined();
  });
  it("finds who clicked an element of a heatmap, or read as deep", () => {
    const given = (chart: object) => ({ question: { kind: "dead_click" }, answer: { elements: [{ selector: "#buy", text: "Buy" }], depths: [{ depth: 0 }, { depth: 1 }] }, chart }) as never;
    expect(pickedIn("heatmap", given({}), { series: 0, index: 0 })).toEqual({ cell: { kind: "dead_click", selector: "#buy" }, label: "Buy" });
    expect(pickedIn("heatmap", given({ map: "scroll" }), { series: 0, index: 1 })).toEqual({ cell: { kind: "view", depth: 1 } });
    expect(pickedIn("heatmap", given({}), { series: 0, index: 1 })).toBeUndefined();
  });
});
