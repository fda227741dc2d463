// The grid of a week's hours: rows by day, and how dark a cell is.
import type { Weekday } from "../api/types";
import { hourOfWeek } from "./zones";

export interface HourCell { index: number; hour: number; value: number | null }
export function rowsOfWeek(values: readonly (number | null)[], first: Weekday): { weekday: Weekday; cells: HourCell[] }[] {
  return Array.from({ length: 7 }, (_, day) => ({
    weekday: hourOfWeek(day * 24, first).weekday,
    cells: Array.from({ length: 24 }, (__, hour) => ({ index: day * 24 + hour, hour, value: values[day * 24 + hour] ?? null })),
  }));
}

// 0 for nothing and for the least, 1 for the greatest; below zero the scale begins at the least.
export function heatOf(values: readonly (number | null)[]): (value: number | null) => number {
  const there = values.filter((value): value is number => value !== null);
  const least = Math.min(0, ...there);
  const greatest = Math.max(0, ...there);
  return (value) => (value === null || greatest === least ? 0 : (value - least) / (greatest - least));
}
