// Answers as rows for CSV: raw numbers and ISO instants, so that other programs read them.
import type { FunnelAnswer, RetentionAnswer, TrendAnswer } from "../api/types";
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

export function funnelRows(answer: FunnelAnswer, steps: string[]): CsvCell[][] {
  const rows: CsvCell[][] = [["group", "step", "event", "persons", "from_first", "from_previous", "median_ms_from_previous", "median_ms_from_first"]];
  for (const group of [answer.all, ...answer.groups]) {
    const first = group.steps[0]?.persons ?? 0;
    group.steps.forEach((step, i) => {
      const before = i === 0 ? step.persons : group.steps[i - 1]!.persons;
      rows.push([group.label || "all", i + 1, steps[i] ?? "", step.persons, first ? step.persons / first : "", before ? step.persons / before : "", step.median_ms_from_previous, step.median_ms_from_first]);
    });
  }
  return rows;
}

export function retentionRows(answer: RetentionAnswer): CsvCell[][] {
  const rows: CsvCell[][] = [["cohort", "persons", ...answer.mean.map((_, n) => String(n))]];
  for (const cohort of answer.cohorts) rows.push([cohort.start, cohort.persons, ...cohort.returned]);
  rows.push(["mean", "", ...answer.mean]);
  return rows;
}
