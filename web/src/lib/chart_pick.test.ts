import { describe, expect, it } from "vitest";
import { nearestSeries } from "./chart_pick";

describe("a click between the marks", () => {
  it("means the nearest line that has a value there", () => {
    const lines = [{ data: [1, 10] }, { data: [5, { value: 20 }] }, { data: [null, null] }];
    expect(nearestSeries(lines, 0, 2)).toBe(0);
    expect(nearestSeries(lines, 0, 100)).toBe(1);
    expect(nearestSeries(lines, 1, 16)).toBe(1);
    expect(nearestSeries([{ data: [null] }], 0, 1)).toBeUndefined();
    expect(nearestSeries([{ data: [1] }, { data: [5], silent: true }], 0, 5)).toBe(0);
  });
  it("means the part of a stack that covers it, and the last one above it", () => {
    const stack = [{ stack: "all", data: [3] }, { stack: "all", data: [null] }, { stack: "all", data: [4] }];
    expect(nearestSeries(stack, 0, 2)).toBe(0);
    expect(nearestSeries(stack, 0, 5)).toBe(2);
    expect(nearestSeries(stack, 0, 50)).toBe(2);
  });
});

it("takes a stack below zero apart from the one above", () => {
  const series = [{ stack: "all", data: [5] }, { stack: "all", data: [3] }, { stack: "all", data: [-4] }];
  expect([nearestSeries(series, 0, 4), nearestSeries(series, 0, 7), nearestSeries(series, 0, -1), nearestSeries(series, 0, -9)]).toEqual([0, 1, 2, 2]);
});
