// WINDOW and duration texts: reading them and saying them.
import type { TFunction } from "i18next";
import type { Window } from "../api/types";

export const durationUnits = ["m", "h", "d", "w"] as const;
export type DurationUnit = (typeof durationUnits)[number] | "s" | "ms";
const unitMs: Record<DurationUnit, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export function parseDuration(text: string): { count: number; unit: DurationUnit } | undefined {
  const found = /^(\d+)(ms|s|m|h|d|w)$/.exec(text);
  return found ? { count: Number(found[1]), unit: found[2] as DurationUnit } : undefined;
}
export function durationMs(text: string): number {
  const parsed = parseDuration(text);
  return parsed ? parsed.count * unitMs[parsed.unit] : Number.NaN;
}

export function sayDuration(text: string, t: TFunction): string {
  const parsed = parseDuration(text);
  return parsed ? t(`duration.${parsed.unit}`, { count: parsed.count }) : text;
}

export function sayWindow(window: Window, t: TFunction): string {
  if (window === "ever") return t("window.ever");
  if ("last" in window) return t(`window.last_${window.unit}`, { count: window.last });
  const [begin, end] = window.between;
  return t("window.between", { begin, end: lastDayOf(end) });
}

// As an address has it; what makes no sense is the other.
export function windowFromText(text: string | null, otherwise: Window): Window {
  try {
    const range: unknown = JSON.parse(text ?? "");
    if (range === "ever" || (typeof range === "object" && range !== null && ("last" in range || "between" in range))) return range as Window;
  } catch {
    // as without
  }
  return otherwise;
}

// The between of the API excludes its end; people name the last day that is in.
export function lastDayOf(end: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(end)) return end;
  return new Date(Date.parse(`${end}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
