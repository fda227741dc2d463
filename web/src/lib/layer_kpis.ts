// The figures of layers over time, out of the answers to the two questions that are asked for each layer.
import type { AskManyResult, Asked, RetentionAnswer, TrendAnswer } from "../api/types";
import { kpiTrend } from "./layers";

export const kpis = ["active", "revenue", "arpu", "retention", "conversion"] as const;
export type Kpi = (typeof kpis)[number];
export interface KpiFigure {
  layer: string;
  buckets: string[];
  values: Record<Kpi, (number | null)[]>;
  behind: (kpi: Kpi, bucket: number) => { asked: Asked; cell: object }; // the persons of a number
}

const ratio = (a: number | null | undefined, b: number | null | undefined) => (a === null || a === undefined || !b ? null : a / b);

// Of a period whose next one is not over yet nobody knows who comes back.
function returnedShares(answer: RetentionAnswer, buckets: string[]): (number | null)[] {
  const rows = new Map(answer.cohorts.map((row) => [row.start, row]));
  return buckets.map((start) => {
    const row = rows.get(start);
    return row && row.complete[1] !== false ? ratio(row.returned[1], row.persons) : null;
  });
}

export function kpiFigures(layers: string[], asked: Asked[], results: AskManyResult[]): KpiFigure[] {
  return layers.map((layer, i) => {
    const trend = results[2 * i]!.answer!.answer as TrendAnswer;
    const retention = results[2 * i + 1]!.answer!.answer as RetentionAnswer;
    const values = (series: number) => trend.series.find((one) => one.index === series)?.values ?? trend.buckets.map(() => 0);
    const [active, revenue, converted] = [values(kpiTrend.active), values(kpiTrend.revenue), values(kpiTrend.converted)];
    const each = (of: (bucket: number) => number | null) => trend.buckets.map((_, bucket) => of(bucket));
    const series = { active: kpiTrend.active, revenue: kpiTrend.revenue, arpu: kpiTrend.active, conversion: kpiTrend.converted };
    return {
      layer, buckets: trend.buckets,
      values: { active, revenue, arpu: each((b) => ratio(revenue[b] ?? 0, active[b])), conversion: each((b) => ratio(converted[b] ?? 0, active[b])), retention: returnedShares(retention, trend.buckets) },
      behind: (kpi, bucket) => (kpi === "retention"
        ? { asked: asked[2 * i + 1]!, cell: { cohort: retention.cohorts.findIndex((row) => row.start === trend.buckets[bucket]), bucket: 1, absent: false } }
        : { asked: asked[2 * i]!, cell: { series: series[kpi], bucket, previous: false } }),
    };
  });
}
