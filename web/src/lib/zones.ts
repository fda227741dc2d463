// Time zones and weeks as a question may choose them.
import type { Weekday } from "../api/types";

export const weekdays: readonly Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
export const zoneCity = (zone: string) => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

// All that the browser knows, UTC first: it is no place.
export function zones(): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return ["UTC", ...known.filter((zone) => zone !== "UTC")];
}

// The zone that a question in the page's address is asked in.
export function zoneOfText(text: string | null): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    const zone = typeof parsed === "object" && parsed !== null ? (parsed as { time_zone?: unknown }).time_zone : undefined;
    return typeof zone === "string" && isZone(zone) ? zone : undefined;
  } catch {
    return undefined;
  }
}

// What the browser cannot show times in is shown in the project's zone.
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

// The hours of a week from its first day on: "Mon 09:00".
export const hourOfWeek = (index: number, first: Weekday) => ({
  weekday: weekdays[(weekdays.indexOf(first) + Math.floor(index / 24)) % 7]!, hour: index % 24,
});
