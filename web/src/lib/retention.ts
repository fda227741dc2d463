// Questions and answers of retention: pure helpers of the page.
import type { RetentionAnswer, RetentionColumn, RetentionQuestion, RetentionRow, RetentionTable } from "../api/types";
import { numbersFromText } from "./bins";
import type { CsvCell } from "./csv";

// A property is asked for with sums and means only; nothing can be asked while it is missing.
export function retentionToAsk(question: RetentionQuestion): RetentionQuestion | undefined {
  if (question.value === "persons") return { ...question, property: "" };
  return question.property === "" ? undefined : question;
}

// "1, 3, 7, 14, 30": whole numbers from 1 on. Undefined when it cannot be read so.
export function bracketsFromText(text: string): number[] | undefined {
  const ends = numbersFromText(text);
  return ends?.every((end) => Number.isInteger(end) && end >= 1 && end <= 366) ? ends : undefined;
}

// Which of the seldom used options are set.
export const optionsSet = (q: RetentionQuestion) => [q.at_least > 1, q.value !== "persons", q.brackets.length > 0, q.streaks].filter(Boolean).length;

// "3", and of a bracket "3–6".
export const periodsOf = ({ from, to }: RetentionColumn) => (to - from === 1 ? String(from) : `${from}–${to - 1}`);

export const shareOf = (row: RetentionRow, column: number) => (row.persons > 0 ? (row.returned[column] ?? 0) / row.persons : null);

// What a cell of the table shows.
export type Show = "shares" | "counts" | "values" | "per_person";
export function cellValue(row: RetentionRow, column: number, show: Show): number | null {
  if (show === "shares") return shareOf(row, column);
  if (show === "counts") return row.returned[column] ?? 0;
  return (show === "values" ? row.values : row.per_person)[column] ?? null;
}

// What a tile shows of a question.
export const showOf = (question: RetentionQuestion): Show => (question.value === "persons" ? "shares" : "values");

// How dark each cell is, 0..1: by the greatest of its kind. Column 0 of shares is measured against the whole, as everybody
// is there when start and return are the same event, and would pale the rest.
export function strengths(table: RetentionTable, show: Show): (row: RetentionRow, column: number) => number {
  const least = show === "shares" ? 0.01 : 0;
  const later = table.cohorts.flatMap((row) => row.returned.map((_, n) => (n === 0 ? 0 : (cellValue(row, n, show) ?? 0))));
  const top = Math.max(least, ...later);
  return (row, column) => {
    const value = Math.max(0, cellValue(row, column, show) ?? 0);
    if (show === "shares" && column === 0) return value;
    return top > 0 ? Math.min(1, value / top) * 0.9 : 0;
  };
}

// The fitted curve where it is defined: in columns from 1 on.
export const fitted = (table: RetentionTable, columns: RetentionColumn[]) =>
  columns.map(({ from }) => (table.fit && from > 0 ? table.fit.a * from ** table.fit.b : null));

// Persons by their longest streak, over all cohorts.
export const longestOf = (table: RetentionTable, columns: number) =>
  Array.from({ length: columns }, (_, n) => table.cohorts.reduce((sum, row) => sum + (row.longest[n] ?? 0), 0));

// A row per group and cohort, as other programs read it.
export function retentionRows(answer: RetentionAnswer): CsvCell[][] {
  const names = answer.columns.map(periodsOf);
  const valued = answer.mean_values.length > 0;
  const rows: CsvCell[][] = [["group", "cohort", "persons", ...names, ...(valued ? names.map((name) => `value ${name}`) : [])]];
  for (const table of [{ ...(answer as RetentionTable), label: "" }, ...answer.groups]) {
    for (const row of table.cohorts) rows.push([table.label, row.start, row.persons, ...row.returned, ...row.values]);
    rows.push([table.label, "mean", "", ...table.mean, ...table.mean_values]);
  }
  return rows;
}
