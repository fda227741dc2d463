import { describe, expect, it } from "vitest";
import { trendDefault } from "./question_url";
import { asOneNumber, chartFromText, isOneNumber, reportLink } from "./reports";

describe("links of reports", () => {
  it("hold what differs from the page's own question", () => {
    expect(reportLink("trend", trendDefault)).toBe("/trend?q=%7B%7D");
    const link = new URL(reportLink("session", { bucket: "week" }, { metric: "views" }, "abc"), "http://x");
    expect(link.pathname).toBe("/sessions");
    expect(JSON.parse(link.searchParams.get("q")!)).toEqual({ bucket: "week" });
    expect(chartFromText(link.searchParams.get("chart"))).toEqual({ metric: "views" });
    expect(link.searchParams.get("report")).toBe("abc");
  });
  it("keep the page of a heatmap, all pages too", () => {
    expect(JSON.parse(new URL(reportLink("heatmap", { page: "*", kind: "click" }), "http://x").searchParams.get("q")!)).toEqual({ page: "*" });
  });
  it("read charts from any text", () => {
    for (const bad of [null, "", "[1]", "{", "3"]) expect(chartFromText(bad)).toEqual({});
  });
});

describe("one number", () => {
  const two = { ...trendDefault, series: [trendDefault.series[0]!, trendDefault.series[0]!], breakdowns: [{ property: "event.x" }], rolling: 7 };
  it("is one series or one formula, plain", () => {
    expect(isOneNumber(trendDefault)).toBe(true);
    expect(isOneNumber(two)).toBe(false);
    expect(isOneNumber({ ...trendDefault, cumulative: true })).toBe(false);
  });
  it("is made of any question", () => {
    expect(isOneNumber(asOneNumber(two))).toBe(true);
    expect(asOneNumber(two).series).toHaveLength(1);
    const ratio = asOneNumber({ ...two, formulas: [{ name: "", expression: "A/B" }, { name: "", expression: "B/A" }] });
    expect(isOneNumber(ratio)).toBe(true);
    expect(ratio.series).toHaveLength(2);
  });
});
