// Numbers, instants and spans as people of either language read them.
import type { BucketUnit, Json } from "../api/types";

const cache = new Map<string, Intl.NumberFormat>();
function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.NumberFormat(language, options)));
  return found;
}

// Two figures after the point, and of a number below one two that say something.
export function number(language: string, value: number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const small = Math.abs(value) < 1 && digits > 0;
  return numberFormat(language, small ? { maximumSignificantDigits: digits } : { maximumFractionDigits: digits }).format(value);
}
export function compact(language: string, value: number): string {
  return numberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}
export function percent(language: string, share: number | null | undefined, digits = 1): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return "–";
  const fraction = share === 0 || share === 1 ? 0 : digits;
  return numberFormat(language, { style: "percent", minimumFractionDigits: fraction, maximumFractionDigits: fraction }).format(share);
}

export function instant(language: string, zone: string, iso: string | null | undefined, options?: Intl.DateTimeFormatOptions): string {
  if (!iso) return "–";
  const wanted = options ?? { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(language, { timeZone: zone, hourCycle: "h23", ...wanted }).format(new Date(iso));
}
export function clock(language: string, zone: string, iso: string): string {
  return instant(language, zone, iso, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
export function dayKey(zone: string, iso: string): string {
  return instant("sv-SE", zone, iso, { year: "numeric", month: "2-digit", day: "2-digit" });
}
export function longDay(language: string, zone: string, iso: string): string {
  return instant(language, zone, iso, { year: "numeric", month: "long", day: "numeric", weekday: "short" });
}

// The name of a bucket on an axis: as short as the unit allows.
export function bucketName(language: string, zone: string, iso: string, unit: BucketUnit): string {
  if (unit === "hour") return instant(language, zone, iso, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
  if (unit === "quarter") {
    const [year, month] = dayKey(zone, iso).split("-").map(Number);
    return `${year} Q${Math.ceil((month ?? 1) / 3)}`;
  }
  if (unit === "month") return instant(language, zone, iso, { year: "numeric", month: "short" });
  if (unit === "total") return instant(language, zone, iso, { year: "numeric", month: "numeric", day: "numeric" });
  return instant(language, zone, iso, { month: "numeric", day: "numeric" });
}

// 93 s, 4.2 min, 3.1 h, 2.4 d: two figures are enough for a median.
export function span(language: string, ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return "–";
  const steps: [number, string][] = [[86_400_000, "day"], [3_600_000, "hour"], [60_000, "minute"], [1000, "second"]];
  const [size, unit] = steps.find(([least]) => ms >= least) ?? [1000, "second"];
  return numberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }).format(ms / (size as number));
}

// 3 hours ago, 5 days ago; of one or more.
export function hoursAgo(language: string, hours: number): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return hours < 48 ? words.format(-hours, "hour") : words.format(-Math.floor(hours / 24), "day");
}

// A page's path as people wrote it; what does not decode stays as it is.
export function readablePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

export function valueText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
