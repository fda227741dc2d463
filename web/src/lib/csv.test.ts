import { describe, expect, it } from "vitest";
import { csv } from "./csv";
import { funnelRows, hourRows, trendRows } from "./tables";

describe("csv", () => {
  it("starts with a byte-order mark and ends lines with CRLF", () => expect(csv([["a", 1], [null, undefined]])).toBe("\uFEFFa,1\r\n,\r\n"));
  it("quotes commas, quotes and line breaks", () => expect(csv([['a,"b"', "c\nd"]])).toBe('\uFEFF"a,""b""","c\nd"\r\n'));
  it("disarms what a spreadsheet would run", () => expect(csv([["=1+1", "@x", "-5", -5]])).toBe("\uFEFF'=1+1,'@x,'-5,-5\r\n"));
});

describe("rows", () => {
  it("of a trend: a line per bucket and the whole range", () => {
    const one = (label: string, value: number | null, total: number) => ({ index: 0, formula: false, name: "", labels: label ? [label] : [], values: [value], total });
    const rows = trendRows({ buckets: ["2026-01-01T00:00:00.000Z"], end: "2026-01-02T00:00:00.000Z", complete: [false], previous: [], series: [one("", null, 4), one("pro", 2, 2)] }, "all time", ["all", "pro"]);
    expect(rows).toEqual([["bucket", "complete", "all", "pro"], ["2026-01-01T00:00:00.000Z", "false", null, 2], ["all time", "", 4, 2]]);
  });
  it("of a compared trend: what was before in columns of its own", () => {
    const series = [{ index: 0, formula: false, name: "", labels: [], values: [1, 2], total: 3, previous: { values: [5], total: 5 } }];
    const rows = trendRows({ buckets: ["a", "b"], end: "c", complete: [true, true], previous: ["x"], series }, "sum", ["A"]);
    expect(rows).toEqual([["bucket", "complete", "A", "previous_bucket", "A (previous)"], ["a", "true", 1, "x", 5], ["b", "true", 2, "", undefined], ["sum", "", 3, "", 5]]);
  });
  it("of hours of the week: a line per hour from the week's first day on", () => {
    const values = Array.from({ length: 168 }, (_, i) => i);
    const series = [{ index: 0, formula: false, name: "", labels: [], values, total: 9, previous: { values: values.map((n) => n + 1000), total: 8 } }];
    const rows = hourRows({ buckets: [], end: "", complete: [], previous: [], series }, "sum", ["A"], "saturday");
    expect(rows).toHaveLength(170);
    expect(rows[0]).toEqual(["weekday", "hour", "A", "A (previous)"]);
    expect(rows[1]).toEqual(["saturday", 0, 0, 1000]);
    expect(rows[26]).toEqual(["sunday", 1, 25, 1025]);
    expect(rows[169]).toEqual(["sum", "", 9, 8]);
    expect(hourRows({ buckets: [], end: "", complete: [], previous: [], series: [{ index: 0, formula: false, name: "", labels: [], values, total: 9 }] }, "sum", ["A"], "monday")[168]).toEqual(["sunday", 23, 167]);
  });
  const answer = { groups: [], buckets: [], complete: [], rule: "" };
  it("of a funnel: conversion from the first and the step before", () => {
    const rows = funnelRows({ ...answer, all: { label: "", points: [], steps: [{ count: 8, persons: 8 }, { count: 4, persons: 4, median_ms_from_previous: 5, median_ms_from_first: 5 }, { count: 1, persons: 1 }] } }, ["A", "B", "C"], [0, 0, 1]);
    const none = undefined;
    expect(rows.slice(1)).toEqual([
      ["all", 1, "A", 8, 8, 1, 1, none, none, none, none, none, none], ["all", 2, "B", 4, 4, 0.5, 0.5, none, 5, none, none, 5, none], ["all", 3, "C", 1, 1, 0.125, 0.25, none, none, none, none, none, none],
    ]);
  });
  it("of a funnel nobody entered: no share", () => {
    expect(funnelRows({ ...answer, all: { label: "", points: [], steps: [{ count: 0, persons: 0 }] } }, ["A"], [0])[1]!.slice(5, 7)).toEqual(["", ""]);
  });
});
