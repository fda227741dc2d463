import { expect, test } from "vitest";
import { algebraFilter, algebraSize, regionFilter } from "./overlap";

test("a region is in some and in none of the others", () => {
  expect(regionFilter(["a", "b", "c"], 0b101)).toEqual({ all: [{ in_segment: "a" }, { not: { in_segment: "b" } }, { in_segment: "c" }] });
});

test("algebra as filters and as sums of regions", () => {
  const regions = [{ mask: 1, persons: 5 }, { mask: 2, persons: 3 }, { mask: 3, persons: 2 }];
  expect(algebraFilter(["a", "b"], "union")).toEqual({ any: [{ in_segment: "a" }, { in_segment: "b" }] });
  expect(algebraFilter(["a", "b"], "difference")).toEqual({ all: [{ in_segment: "a" }, { not: { in_segment: "b" } }] });
  expect(algebraSize(regions, 2, "union")).toBe(10);
  expect(algebraSize(regions, 2, "intersection")).toBe(2);
  expect(algebraSize(regions, 2, "difference")).toBe(5);
});
