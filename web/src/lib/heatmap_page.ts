// Which page a heatmap is of: its pattern, its address, and whether it may stand in a frame.
import type { Filter, HeatmapQuestion, TrendAnswer, TrendQuestion } from "../api/types";
import { trendDefault } from "./question_url";

// Wildcards as the server has them: * stands for any characters.
export function fits(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`, "s").test(path);
}

const both = (...filters: (Filter | undefined)[]): { where?: Filter } => {
  const given = filters.filter((one): one is Filter => one !== undefined);
  return given.length === 0 ? {} : { where: given.length === 1 ? given[0]! : { all: given } };
};
const leaves = (question: HeatmapQuestion, property: string, top: number, also?: Filter): TrendQuestion => ({
  ...trendDefault, range: question.range, bucket: "total", breakdowns: [{ property }], top,
  ...(question.time_zone ? { time_zone: question.time_zone } : {}),
  series: [{ name: "", match: { event: "$page_leave", ...both(question.match.where, also) }, measure: "total", property: "" }],
});

export const mostPages = 50;
// Views by page.
export const pagesQuestion = (question: HeatmapQuestion) => leaves(question, "event.$page", mostPages);

// Views of the page by address: of that path, or of paths that begin like the wildcard.
export function addressQuestion(question: HeatmapQuestion): TrendQuestion {
  const start = question.page.split("*")[0]!;
  const whole = start === question.page;
  return leaves(question, "event.$page_url", 20, start === "" ? undefined : { event: "$page", op: whole ? "is" : "starts_with", value: start });
}

export interface PageViews { page: string; views: number }
// The groups of such an answer, the most first, without those that are no page.
export function viewsOf(answer: TrendAnswer): PageViews[] {
  return answer.series.map((one) => ({ page: one.labels[0] ?? "", views: one.total ?? 0 }))
    .filter(({ page, views }) => page !== "" && page !== "$none" && page !== "$other" && views > 0).sort((a, b) => b.views - a.views);
}

// An address without its query and, unless that is the page, the part after #.
export function plainAddress(text: string): string {
  const url = parse(text);
  if (!url) return text;
  url.search = "";
  if (!url.hash.startsWith("#/")) url.hash = "";
  return url.href;
}
// The address that most views of the page had, however their queries differ.
export function usualAddress(addresses: readonly PageViews[], pattern: string): string {
  const sums = new Map<string, number>();
  for (const { page, views } of addresses) {
    const plain = plainAddress(page);
    const url = parse(plain);
    if (url && (fits(pattern, url.pathname) || url.hash !== "" || !pattern.startsWith("/"))) sums.set(plain, (sums.get(plain) ?? 0) + views);
  }
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

export type FrameProblem = "address" | "own" | "secure";
// Why an address cannot be shown in a frame: it is none of the web; it is this server, whose pages no frame may hold; or it is
// not encrypted where this page is, which browsers refuse.
export function frameProblem(text: string, own: string): FrameProblem | undefined {
  const url = parse(text);
  if (!url || !["http:", "https:"].includes(url.protocol)) return "address";
  if (url.origin === own) return "own";
  return url.protocol === "http:" && own.startsWith("https:") ? "secure" : undefined;
}
export const hostOf = (text: string) => parse(text)?.host ?? "";
