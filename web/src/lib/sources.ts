// What comes from where: how each source does, and its hours as a chart draws them.
import type { Protocol, SourceCounts, SourceHour, SourceSettings, SourceView } from "../api/sources";
import { offsetOf } from "./zoned";

export const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const ranges = [1, 7, 30, 90] as const; // days; the server keeps no more
export type Days = (typeof ranges)[number];
export const daysFrom = (text: string | null): Days => ranges.find((one) => String(one) === text) ?? 7;

export const isProtocol = (source: string): source is Protocol => source !== "import";
// Imports stand in the quarantine under the names of their files.
export const quarantineLink = (source: string): string => `?tab=quarantine${isProtocol(source) ? `&source=${source}` : ""}`;

// Hours that one bar of a chart stands for, so that there are never more than 168.
export const stepHours: Record<Days, number> = { 1: 1, 7: 1, 30: 6, 90: 24 };

// When each bar begins, the first with the first whole hour, the last running. Bars of a day begin at the zone's midnight.
export function barStarts(days: Days, now: number, zone: string): number[] {
  const step = stepHours[days] * hourMs;
  const offset = Math.floor(offsetOf(now, zone) / hourMs) * hourMs;
  const begin = (at: number) => Math.floor((at + offset) / step) * step - offset;
  const first = begin(Math.ceil((now - days * dayMs) / hourMs) * hourMs);
  return Array.from({ length: (begin(now) - first) / step + 1 }, (_, i) => first + i * step);
}

// Sums by bar, 0 where nothing came. What is later than now, by a clock that is ahead, counts to the last.
export function perBar(hours: readonly SourceHour[], starts: readonly number[], of: Exclude<keyof SourceHour, "hour">): number[] {
  const sums = starts.map(() => 0);
  const step = starts.length > 1 ? starts[1]! - starts[0]! : hourMs;
  for (const one of hours) {
    const bar = Math.min(Math.floor((Date.parse(one.hour) - starts[0]!) / step), sums.length - 1);
    if (bar >= 0) sums[bar]! += one[of];
  }
  return sums;
}

export type SourceStatus = "hearing" | "quiet" | "silent" | "problems" | "off" | "never";
export const badShare = 0.05; // of a day kept aside or refused: a problem

// Whole hours between the hour in which something came last and this one.
export const hoursSince = (heard: string, now: number): number => Math.max(0, Math.floor(now / hourMs) - Math.floor(Date.parse(heard) / hourMs));

// `heard`: the hour in which it was heard last, be it before the hours of the view. Imports come now and then: they are never silent.
export function statusOf(view: Pick<SourceView, "source" | "off" | "hours">, heard: string | undefined, now: number): SourceStatus {
  if (view.off) return "off";
  if (heard === undefined) return "never";
  const lately = view.hours.filter((one) => Date.parse(one.hour) > now - dayMs);
  const bad = lately.reduce((sum, one) => sum + one.quarantined + one.refused, 0);
  const good = lately.reduce((sum, one) => sum + one.accepted, 0);
  if (bad > 0 && bad >= badShare * (bad + good)) return "problems";
  const since = hoursSince(heard, now);
  return since <= 1 ? "hearing" : since <= 24 || !isProtocol(view.source) ? "quiet" : "silent";
}

export interface SourceRow {
  view: SourceView;
  heard: string | undefined; // the hour in which something came last, within 90 days
  status: SourceStatus;
  place: number; // in the server's list, which chooses the colour
}

// All sources in the server's order, which never changes: rows stay where they are. `before`: the hours in which those
// were heard that are not heard in the views.
export function rowsOf(views: readonly SourceView[], before: ReadonlyMap<string, string>, now: number): SourceRow[] {
  return views.map((view, place) => {
    const heard = view.last_heard ?? before.get(view.source);
    return { view, heard, status: statusOf(view, heard, now), place };
  });
}
export const heardRows = (rows: readonly SourceRow[]): SourceRow[] => rows.filter((row) => row.heard !== undefined);
export const newRows = (rows: readonly SourceRow[]): SourceRow[] => rows.filter((row) => row.heard === undefined);
export const lastHeard = (views: readonly SourceView[]): Map<string, string> => new Map(views.flatMap((view) => (view.last_heard ? [[view.source, view.last_heard] as const] : [])));

export function totalOf(views: readonly SourceView[], of: keyof SourceCounts): number {
  return views.reduce((sum, view) => sum + view.counts[of], 0);
}

export function settingsOf(views: readonly SourceView[]): SourceSettings {
  const all = views.filter((view): view is SourceView & { source: Protocol } => isProtocol(view.source));
  return { off: all.filter((view) => view.off).map((view) => view.source), names: all.flatMap((view) => view.names.map((name) => ({ protocol: view.source, name }))) };
}
export const switched = ({ off, names }: SourceSettings, protocol: Protocol, on: boolean): SourceSettings =>
  ({ off: [...off.filter((one) => one !== protocol), ...(on ? [] : [protocol])], names });
export const withoutName = ({ off, names }: SourceSettings, protocol: Protocol, name: string): SourceSettings =>
  ({ off, names: names.filter((one) => one.protocol !== protocol || one.name !== name) });
export const withName = (settings: SourceSettings, protocol: Protocol, name: string): SourceSettings =>
  ({ off: settings.off, names: [...withoutName(settings, protocol, name).names, { protocol, name }] });

// The server's limits, src/collect/sources.h.
const mostNames = 200;
const mostBytes = 200;
export function nameProblem(settings: SourceSettings, protocol: Protocol, name: string): "taken" | "long" | "many" | undefined {
  if (new TextEncoder().encode(name).length > mostBytes) return "long";
  if (settings.names.some((one) => one.protocol === protocol && one.name === name)) return "taken";
  return settings.names.length >= mostNames ? "many" : undefined;
}
