// What distinguishes those who converted: the question beside a funnel, and where its intervals stand.
import type { DistinguishCell, DistinguishFactor, DistinguishQuestion, FunnelQuestion } from "../api/types";

export interface DistinguishOptions {
  properties: string[];
  min_persons: number;
}
export const distinguishDefault: DistinguishOptions = { properties: ["event.$channel", "event.$device"], min_persons: 10 };

export function optionsFromText(text: string | null): DistinguishOptions {
  try {
    const parsed = JSON.parse(text ?? "{}") as Partial<DistinguishOptions> | null;
    const properties = Array.isArray(parsed?.properties) ? parsed.properties.filter((one) => typeof one === "string") : distinguishDefault.properties;
    const least = parsed?.min_persons;
    return { properties, min_persons: typeof least === "number" && least >= 1 ? Math.floor(least) : distinguishDefault.min_persons };
  } catch {
    return distinguishDefault;
  }
}
export const optionsToText = (options: DistinguishOptions) => JSON.stringify(options);

// Of persons, whatever the funnel counts; its breakdown and charts are not asked for.
export function distinguishQuestion(funnel: FunnelQuestion, options: DistinguishOptions): DistinguishQuestion {
  const { breakdown, bucket, times, sessions, time_zone, week_start, ...rest } = funnel;
  return { ...(time_zone ? { time_zone } : {}), ...(week_start ? { week_start } : {}), funnel: { ...rest, count: "persons", ...(sessions && funnel.within === "session" ? { sessions } : {}) }, events: true, ...options, top: 100 };
}

export function cellOf(factor: DistinguishFactor, converted: boolean): DistinguishCell {
  const which = factor.event !== undefined ? { event: factor.event } : { property: factor.property, value: factor.value };
  return { ...which, converted, has: true } as DistinguishCell;
}

// In percent of a line from 1/32 to 32 by logarithm.
export function intervalAt(factor: Pick<DistinguishFactor, "odds_ratio" | "low" | "high">): { ratio: number; low: number; high: number } {
  const at = (value: number) => Math.min(100, Math.max(0, 50 + (Math.log2(value) / 5) * 50));
  return { ratio: at(factor.odds_ratio), low: at(factor.low), high: at(factor.high) };
}
