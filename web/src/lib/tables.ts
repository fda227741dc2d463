// Answers as rows for CSV: raw numbers and ISO instants, so that other programs read them.
import type { FunnelAnswer, TrendAnswer, Weekday } from "../api/types";
import type { CsvCell } from "./csv";
import { hourOfWeek } from "./zones";

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

// By hour of the week, `first` its first day: a line per hour, and the whole range.
export function hourRows(answer: TrendAnswer, total: string, called: string[], first: Weekday): CsvCell[][] {
  const compared = answer.series.some((one) => one.previous);
  const width = answer.series[0]?.values.length ?? 0;
  const before = (of: (one: { values: (number | null)[]; total?: number | null } | undefined) => CsvCell): CsvCell[] => (compared ? answer.series.map((one) => of(one.previous)) : []);
  return [
    ["weekday", "hour", ...called, ...(compared ? called.map((name) => `${name} (previous)`) : [])],
    ...Array.from({ length: width }, (_, i): CsvCell[] => {
      const { weekday, hour } = hourOfWeek(i, first);
      return [weekday, hour, ...answer.series.map((one) => one.values[i]), ...before((one) => one?.values[i])];
    }),
    [total, "", ...answer.series.map((one) => one.total), ...before((one) => one?.total)],
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
