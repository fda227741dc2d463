import { describe, expect, it } from "vitest";
import { escapeHtml, funnelOption, type Words } from "./chart_options";
import { chartThemes, contrast, heat } from "./palette";

const words: Words = { bucket: (iso) => iso.slice(5, 10), number: String, compact: String, percent: (s) => (s === null ? "–" : `${s * 100}%`), label: (l) => (l === "$other" ? "others" : l) };
interface Series { name: string; type: string; stack?: string; data: unknown[]; areaStyle?: unknown }
const seriesOf = (option: unknown) => (option as { series: Series[] }).series;
const theme = chartThemes.light;

describe("funnel chart", () => {
  const did = (...counts: number[]) => counts.map((count) => ({ count, persons: count }));
  const answer = { buckets: [], complete: [], rule: "" };
  const all = { label: "", steps: did(10, 4), points: [] };
  it("puts what was lost since the first step on top", () => {
    const series = seriesOf(funnelOption({ ...answer, all, groups: [] }, ["A", "B"], theme, words));
    expect(series.map((s) => s.data)).toEqual([[10, 4], [0, 6]]);
  });
  it("draws a bar per group, eight at most", () => {
    const groups = Array.from({ length: 12 }, (_, i) => ({ label: `g${i}`, steps: did(5, i), points: [] }));
    const series = seriesOf(funnelOption({ ...answer, all, groups }, ["A", "B"], theme, words));
    expect(series).toHaveLength(8);
    expect(series[3]!.data).toEqual([5, 3]);
  });
  it("escapes names in the tooltip", () => {
    const option = funnelOption({ ...answer, all, groups: [] }, ["<b>", "B"], theme, words);
    const { formatter } = option.tooltip as { formatter: (p: object) => string };
    expect(formatter({ seriesIndex: 0, dataIndex: 1, name: "<img>", seriesName: "x" })).toBe("&#60;img&#62;<br/><b>4</b> · 40%");
  });
});

it("keeps every heat cell readable in both themes", () => {
  const parse = (css: string) => (css.startsWith("#") ? [1, 3, 5].map((i) => Number.parseInt(css.slice(i, i + 2), 16)) : css.match(/\d+/g)!.map(Number)) as [number, number, number];
  for (const one of [chartThemes.light, chartThemes.dark]) {
    for (let share = 0; share <= 1; share += 0.05) {
      const { background, color } = heat(one, share);
      expect(contrast(parse(background), parse(color)), `${one.dark} ${share}`).toBeGreaterThan(4.5);
    }
  }
  expect(heat(theme, 7)).toEqual(heat(theme, 1));
});

it("escapes everything that could be markup", () => expect(escapeHtml(`<a href="x" b='y'>&`)).toBe("&#60;a href=&#34;x&#34; b=&#39;y&#39;&#62;&#38;"));
