// A month of campaigns on the project's clock: when they were sent, when they are sent next, and when again.
import type { CampaignView, RunView, Timing } from "../api/engage";
import type { Weekday } from "../api/types";
import { repeats } from "./campaigns";
import { parseCron, timesOn } from "./cron";
import { wallClock } from "./zoned";
import { weekdays } from "./zones";

export const occasionKinds = ["past", "next", "later"] as const;
export type OccasionKind = (typeof occasionKinds)[number];
export interface Occasion { campaign: string; name: string; at: string; kind: OccasionKind; more: number } // at: the first of that day, as the clock shows it; more: how many follow it
export interface CalendarDay { day: string; inMonth: boolean; occasions: Occasion[] }

const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const lastOf = (day: string) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();

// The crontab line by which it comes on a day: monthly on the last one where the month is shorter, each person's date on any.
function lineOf({ rhythm, minute, weekday, day: ofMonth, cron }: Timing, day: string): string {
  const at = `${minute % 60} ${Math.floor(minute / 60)}`;
  switch (rhythm) {
    case "daily":
    case "date": return `${at} * * *`;
    case "weekly": return `${at} * * ${weekday.slice(0, 3)}`;
    case "monthly": return `${at} ${Math.min(ofMonth, lastOf(day))} * *`;
    case "cron": return cron;
    default: return "";
  }
}

// After the next time, on these days.
function timesAfter(next: string, timing: Timing, days: readonly string[], zone: string): string[] {
  if (!repeats(timing.rhythm)) return [];
  const until = timing.until ? wallClock(timing.until, zone) : "9999";
  const times = days.flatMap((day) => {
    const cron = day < next.slice(0, 10) ? undefined : parseCron(lineOf(timing, day));
    return cron ? timesOn(cron, day) : [];
  });
  return times.filter((at) => at > next && at <= until);
}

// One for all of the day.
function byDay(one: CampaignView, kind: OccasionKind, times: readonly string[]): Occasion[] {
  const found = new Map<string, Occasion>();
  for (const at of [...times].sort()) {
    const first = found.get(at.slice(0, 10));
    if (first) ++first.more;
    else found.set(at.slice(0, 10), { campaign: one.id, name: one.name, at, kind, more: 0 });
  }
  return [...found.values()];
}

// On these days.
export function occasionsOf(campaigns: readonly CampaignView[], runs: ReadonlyMap<string, readonly RunView[]>, days: readonly string[], zone: string): Occasion[] {
  return campaigns.flatMap((one) => {
    const past = byDay(one, "past", (runs.get(one.id) ?? []).map((run) => wallClock(run.occasion, zone)));
    if (!one.next || one.phase !== "active") return past;
    const next = wallClock(one.next, zone);
    return [...past, ...byDay(one, "next", [next]), ...byDay(one, "later", timesAfter(next, one.timing, days, zone))];
  });
}

// The days of whole weeks around the month ("2026-03").
export function daysAround(month: string, first: Weekday): string[] {
  const begin = utc(`${month}-01`);
  const weekday = (new Date(begin).getUTCDay() + 6) % 7; // Monday 0
  const before = (weekday - weekdays.indexOf(first) + 7) % 7;
  const weeks = Math.ceil((before + lastOf(`${month}-01`)) / 7);
  return Array.from({ length: weeks * 7 }, (_, i) => dayOf(begin + (i - before) * 86_400_000));
}

// As weeks, each day with its occasions in their order.
export function monthGrid(month: string, days: readonly string[], occasions: readonly Occasion[]): CalendarDay[][] {
  const sorted = [...occasions].sort((a, b) => a.at.localeCompare(b.at));
  const made = days.map((day): CalendarDay => ({ day, inMonth: day.startsWith(month), occasions: sorted.filter((one) => one.at.startsWith(day)) }));
  return Array.from({ length: made.length / 7 }, (_, week) => made.slice(week * 7, week * 7 + 7));
}

export function monthAfter(month: string, by: number): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
