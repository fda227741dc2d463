import { describe, expect, it } from "vitest";
import { heatOf, rowsOfWeek } from "./hour_grid";

describe("the grid of a week", () => {
  const values = Array.from({ length: 168 }, (_, i) => (i === 25 ? null : i));
  it("has the days in the week's order", () => {
    const rows = rowsOfWeek(values, "saturday");
    expect(rows.map((row) => row.weekday)).toEqual(["saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"]);
    expect(rows[1]!.cells[1]).toEqual({ index: 25, hour: 1, value: null });
    expect(rows[6]!.cells[23]).toEqual({ index: 167, hour: 23, value: 167 });
  });
  it("is darkest at the greatest", () => {
    const heat = heatOf([null, 0, 5, 10]);
    expect([heat(null), heat(0), heat(5), heat(10)]).toEqual([0, 0, 0.5, 1]);
    expect(heatOf([-5, 5])(0)).toBe(0.5);
    expect(heatOf([null])(null)).toBe(0);
  });
});
