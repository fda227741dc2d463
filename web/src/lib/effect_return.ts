// What messages cost, and what came back for it.
import type { ChannelCost } from "../api/engage";
import type { EffectGroup, EffectUplift } from "../api/types";
import { priceOf } from "./sending";

export interface Spent { cost: number; unpriced: string[] } // channels that nobody said a price of
// From the groups of an effect by channel.
export function spentOn(channels: readonly Pick<EffectGroup, "label" | "messages">[], costs: readonly ChannelCost[]): Spent {
  const used = channels.filter((one) => one.messages > 0);
  return {
    cost: used.reduce((sum, one) => sum + one.messages * (priceOf(costs, one.label) ?? 0), 0),
    unpriced: used.filter((one) => priceOf(costs, one.label) === undefined).map((one) => one.label),
  };
}

export interface Return { roi: number; low?: number; high?: number }
// (incremental revenue - cost) / cost, and its interval where the revenue has one; undefined: nothing to say it from.
export function returnOf(uplift: EffectUplift | null | undefined, { cost, unpriced }: Spent): Return | undefined {
  if (typeof uplift?.revenue !== "number" || unpriced.length > 0 || cost <= 0) return undefined;
  const of = (revenue: number) => (revenue - cost) / cost;
  const sure = typeof uplift.revenue_low === "number" && typeof uplift.revenue_high === "number";
  return { roi: of(uplift.revenue), ...(sure ? { low: of(uplift.revenue_low!), high: of(uplift.revenue_high!) } : {}) };
}
