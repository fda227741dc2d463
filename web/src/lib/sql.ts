// The SQL page without React: completion, examples, what was run before, how cells look.
import type { Json, SqlView } from "../api/types";

export const keywords = [
  "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "LIMIT BY", "OFFSET", "WITH", "AS", "AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "ILIKE", "IS NULL", "IS NOT NULL",
  "JOIN", "LEFT JOIN", "INNER JOIN", "ANY LEFT JOIN", "ARRAY JOIN", "USING", "ON", "UNION ALL", "UNION DISTINCT", "EXCEPT", "INTERSECT", "DISTINCT", "CASE", "WHEN", "THEN", "ELSE", "END",
  "ASC", "DESC", "INTERVAL", "DAY", "WEEK", "MONTH", "HOUR", "OVER", "PARTITION BY", "WINDOW", "QUALIFY", "EXISTS", "CAST",
] as const;

export interface Suggestion {
  text: string;
  kind: "view" | "column" | "function" | "keyword";
}

// The name that ends at the caret, and where it begins; "" inside a text or a comment.
export function wordBefore(sql: string, caret: number): { word: string; start: number } {
  const before = sql.slice(0, caret);
  const word = /[A-Za-z_][A-Za-z0-9_]*$/.exec(before)?.[0] ?? "";
  const code = before.replaceAll(/'(?:[^'\\]|\\.|'')*'/gs, "").replaceAll(/--[^\n]*\n/g, "").replaceAll(/\/\*.*?\*\//gs, "");
  if (/'|--|\/\*/.test(code)) return { word: "", start: caret };
  return { word, start: caret - word.length };
}

// Views and columns before functions before keywords; shorter before longer.
export function suggest(word: string, views: readonly SqlView[], functions: readonly string[], most = 8): Suggestion[] {
  if (word.length < 1) return [];
  const lower = word.toLowerCase();
  const columns = [...new Set(views.flatMap((view) => view.columns.map((column) => column.name)))];
  const all: Suggestion[] = [
    ...views.map((view): Suggestion => ({ text: view.name, kind: "view" })),
    ...columns.map((text): Suggestion => ({ text, kind: "column" })),
    ...(word.length < 2 ? [] : functions).map((text): Suggestion => ({ text, kind: "function" })),
    ...keywords.map((text): Suggestion => ({ text, kind: "keyword" })),
  ];
  const found = all.filter((one) => one.text.toLowerCase().startsWith(lower) && one.text !== word);
  const order = { view: 0, column: 0, keyword: 1, function: 2 };
  found.sort((a, b) => order[a.kind] - order[b.kind] || a.text.length - b.text.length || a.text.localeCompare(b.text));
  const seen = new Set<string>();
  return found.filter((one) => !seen.has(one.text.toLowerCase()) && seen.add(one.text.toLowerCase())).slice(0, most);
}

// A function comes with its brackets, the caret between them.
export function complete(sql: string, caret: number, chosen: Suggestion): { sql: string; caret: number } {
  const { start } = wordBefore(sql, caret);
  const called = chosen.kind === "function" && sql[caret] !== "(";
  const text = called ? `${chosen.text}()` : chosen.kind === "keyword" ? `${chosen.text} ` : chosen.text;
  return { sql: sql.slice(0, start) + text + sql.slice(caret), caret: start + text.length - (called ? 1 : 0) };
}

// "syntax error at line 2, column 13" as an offset into the text; the engine counts columns in bytes.
export function placeOf(detail: string, sql: string): number | undefined {
  const match = /line (\d+), column (\d+)/.exec(detail);
  if (!match) return undefined;
  const lines = sql.split("\n");
  const line = Number(match[1]) - 1;
  if (line >= lines.length) return undefined;
  const bytes = new TextEncoder().encode(lines[line]).slice(0, Number(match[2]) - 1);
  const before = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  return before + new TextDecoder().decode(bytes).length;
}

export const isNumeric = (type: string) => /^(?:Nullable\(|LowCardinality\()*(?:U?Int|Float|BFloat|Decimal)/.test(type);

export function cellText(value: Json): string {
  if (value === null) return "NULL";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const kept = "throng.sql";
const mostKept = 30;

export function readHistory(storage: Pick<Storage, "getItem">): string[] {
  try {
    const parsed: unknown = JSON.parse(storage.getItem(kept) ?? "[]");
    return Array.isArray(parsed) ? parsed.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

// Newest first, each statement once.
export function remember(storage: Pick<Storage, "getItem" | "setItem">, sql: string): string[] {
  const next = [sql, ...readHistory(storage).filter((one) => one !== sql)].slice(0, mostKept);
  try {
    storage.setItem(kept, JSON.stringify(next));
  } catch {
    // A full or forbidden storage costs the history only.
  }
  return next;
}

// Long statements would make an address that servers and mail programs cut.
const longestInAddress = 4000;
export const fitsAddress = (sql: string) => encodeURIComponent(sql).length <= longestInAddress;

export const examples = [
  { key: "daily", sql: "SELECT toDate(time) AS day, count() AS events, uniqExact(person) AS persons\nFROM events\nWHERE time >= now() - INTERVAL 30 DAY\nGROUP BY day\nORDER BY day" },
  { key: "top", sql: "SELECT event, count() AS times, uniqExact(person) AS persons\nFROM events\nGROUP BY event\nORDER BY times DESC\nLIMIT 20" },
  { key: "property", sql: "SELECT JSONExtractString(props, 'plan') AS plan, count() AS times\nFROM events\nWHERE JSONHas(props, 'plan')\nGROUP BY plan\nORDER BY times DESC" },
  { key: "newest", sql: "SELECT person, first_seen, events, traits\nFROM persons\nORDER BY first_seen DESC\nLIMIT 100" },
  { key: "gap", sql: "SELECT person, time, event,\n  dateDiff('minute', lagInFrame(time, 1, time) OVER (PARTITION BY person ORDER BY time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), time) AS minutes_since\nFROM events\nORDER BY person, time\nLIMIT 200" },
  { key: "merged", sql: "SELECT person, count() AS ids, groupArray(value) AS known_as\nFROM ids\nGROUP BY person\nHAVING ids > 1\nORDER BY ids DESC\nLIMIT 50" },
] as const;
