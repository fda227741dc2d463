// Bins of histograms: reading where they end, and saying what lies in them.
import type { DistributionBin } from "../api/types";
import { durationMs } from "./window";

const parts = (text: string) => text.split(/[\s,，、;]+/).filter((part) => part !== "");
const rising = (values: number[]) => values.every((value, i) => Number.isFinite(value) && (i === 0 || value > values[i - 1]!));

// "1, 5, 10"; nothing: automatic. Undefined when it cannot be read so.
export function numbersFromText(text: string): number[] | undefined {
  const values = parts(text).map(Number);
  return rising(values) ? values : undefined;
}
// "1h, 1d"
export function durationsFromText(text: string): string[] | undefined {
  const texts = parts(text);
  const values = texts.map(durationMs);
  return rising(values) && values.every((value) => value > 0) ? texts : undefined;
}

// Whole numbers that a bin of counts holds are said one by one: "3", "4–9", not "4 to below 10".
export function sayBin({ from, to }: DistributionBin, whole: boolean, number: (value: number) => string): string {
  if (from === undefined && to === undefined) return "–";
  if (from === undefined) return `< ${number(to!)}`;
  if (to === undefined) return `≥ ${number(from)}`;
  if (!whole || !Number.isInteger(from) || !Number.isInteger(to)) return `${number(from)} – ${number(to)}`;
  return to - from === 1 ? number(from) : `${number(from)} – ${number(to - 1)}`;
}
