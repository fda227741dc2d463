// A month of campaigns: when they were sent, and when they are sent next.
import type { CampaignView, RunView } from "../api/engage";
import type { Weekday } from "../api/types";
import { weekdays } from "./zones";

export interface Occasion { campaign: string; name: string; at: string; kind: "past" | "next" }
export interface CalendarDay { day: string; inMonth: boolean; occasions: Occasion[] }

export function occasionsOf(campaigns: readonly CampaignView[], runs: ReadonlyMap<string, readonly RunView[]>): Occasion[] {
  return campaigns.flatMap((one) => [
    ...(runs.get(one.id) ?? []).map((run): Occasion => ({ campaign: one.id, name: one.name, at: run.occasion, kind: "past" })),
    ...(one.next && one.phase === "active" ? [{ campaign: one.id, name: one.name, at: one.next, kind: "next" as const }] : []),
  ]);
}

const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

// Whole weeks around the month ("2026-03"), each with the occasions that `dayKey` puts on its days.
export function monthGrid(month: string, first: Weekday, occasions: readonly Occasion[], dayKey: (iso: string) => string): CalendarDay[][] {
  const begin = utc(`${month}-01`);
  const weekday = (new Date(begin).getUTCDay() + 6) % 7; // Monday 0
  const before = (weekday - weekdays.indexOf(first) + 7) % 7;
  const byDay = new Map<string, Occasion[]>();
  for (const one of [...occasions].sort((a, b) => a.at.localeCompare(b.at))) {
    const day = dayKey(one.at);
    byDay.set(day, [...(byDay.get(day) ?? []), one]);
  }
  const weeks: CalendarDay[][] = [];
  for (let at = begin - before * 86_400_000; weeks.length === 0 || dayOf(at).startsWith(month); ) {
    const week: CalendarDay[] = [];
    for (let i = 0; i < 7; ++i, at += 86_400_000) {
      const day = dayOf(at);
      week.push({ day, inMonth: day.startsWith(month), occasions: byDay.get(day) ?? [] });
    }
    weeks.push(week);
  }
  return weeks;
}

export function monthAfter(month: string, by: number): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
