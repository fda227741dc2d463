// The parts of a trend question and answer that need no page: letters, formulas, changes, problems.
import type { TrendCell, TrendQuestion, TrendSeries } from "../api/types";

export const maxSeries = 10;
export const maxBreakdowns = 3;
export const letterOf = (index: number) => String.fromCharCode(65 + index);

// The share by which a number changed; none against nothing.
export function change(now: number | null | undefined, before: number | null | undefined): number | undefined {
  if (now === null || now === undefined || before === null || before === undefined || before === 0) return undefined;
  return (now - before) / Math.abs(before);
}

export const canCumulate = (question: TrendQuestion) => !question.calendar && question.series.every((one) => ["total", "sum", "sessions"].includes(one.measure));
export const canCompare = (question: TrendQuestion) => question.range !== "ever";

// Letters in formulas follow their series; one of a series that is gone becomes a question mark, which the server points at.
export function withoutSeries(question: TrendQuestion, index: number): Pick<TrendQuestion, "series" | "formulas"> {
  const letter = (found: string) => {
    const at = found.charCodeAt(0) - 65;
    return at === index ? "?" : at > index ? letterOf(at - 1) : found;
  };
  return {
    series: question.series.filter((_, i) => i !== index),
    formulas: question.formulas.map((one) => ({ ...one, expression: one.expression.replace(/[A-J]/g, letter) })),
  };
}

// The row of a builder that a refused field belongs to: "question.formulas[0].expression".
export function rowOfField(field: string): { part: "series" | "formulas"; index: number } | undefined {
  const found = /(?:^|\.)(series|formulas)\[(\d+)\]/.exec(field);
  return found ? { part: found[1] as "series" | "formulas", index: Number(found[2]) } : undefined;
}

// A number of a series of the answer; without a bucket that of the whole range.
export function cellOf({ index, formula, labels }: Pick<TrendSeries, "index" | "formula" | "labels">, bucket: number | undefined, previous = false): TrendCell {
  return { series: index, previous, ...(formula ? { formula } : {}), ...(bucket === undefined ? {} : { bucket }), ...(labels.length > 0 ? { labels } : {}) };
}

// The answer's series by the row of the builder they come from, with their place in the answer.
export interface TrendGroup {
  index: number;
  formula: boolean;
  rows: { series: TrendSeries; position: number }[];
}
export function trendGroups(series: readonly TrendSeries[]): TrendGroup[] {
  const groups: TrendGroup[] = [];
  series.forEach((one, position) => {
    const last = groups.at(-1);
    if (last && last.index === one.index && last.formula === one.formula) last.rows.push({ series: one, position });
    else groups.push({ index: one.index, formula: one.formula, rows: [{ series: one, position }] });
  });
  return groups;
}
