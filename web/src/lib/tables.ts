// Answers as rows for CSV: raw numbers and ISO instants, so that other programs read them.
import type { FunnelAnswer, TrendAnswer } from "../api/types";
import type { CsvCell } from "./csv";

export function trendRows(answer: TrendAnswer, total: string, called: string[]): CsvCell[][] {
  const compared = answer.series.some((one) => one.previous);
  const before = (cells: () => CsvCell[]) => (compared ? cells() : []);
  return [
    ["bucket", "complete", ...called, ...before(() => ["previous_bucket", ...called.map((name) => `${name} (previous)`)])],
    ...answer.buckets.map((iso, i) => [
      iso, String(answer.complete[i] ?? true), ...answer.series.map((s) => s.values[i]), ...before(() => [answer.previous[i] ?? "", ...answer.series.map((s) => s.previous?.values[i])]),
    ]),
    [total, "", ...answer.series.map((s) => s.total), ...before(() => ["", ...answer.series.map((s) => s.previous?.total)])],
  ];
}

const spans = ["mean_ms_from_previous", "median_ms_from_previous", "p90_ms_from_previous", "mean_ms_from_first", "median_ms_from_first", "p90_ms_from_first"] as const;

// `previous`: per step the one before it, from 0.
export function funnelRows(answer: FunnelAnswer, steps: string[], previous: number[]): CsvCell[][] {
  const rows: CsvCell[][] = [["group", "step", "event", "count", "persons", "from_first", "from_previous", ...spans]];
  for (const group of [answer.all, ...answer.groups]) {
    const first = group.steps[0]?.count ?? 0;
    group.steps.forEach((step, i) => {
      const before = i === 0 ? step.count : group.steps[previous[i] ?? 0]!.count;
      rows.push([group.label || "all", i + 1, steps[i] ?? "", step.count, step.persons, first ? step.count / first : "", before ? step.count / before : "", ...spans.map((key) => step[key])]);
    });
  }
  return rows;
}
