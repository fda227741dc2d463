// Insight: what is asked of segments, what stands out in the answer, and how that is said.
import type { EChartsCoreOption } from "echarts/core";
import type { Filter, InsightAnswer, InsightGrouping, InsightNumbers, InsightQuestion, InsightValue, LayersView, PropertyView, SegmentView } from "../api/types";
import type { TagView } from "../api/tags";
import { axes, base, escapeHtml, legend, type Words } from "./chart_options";
import { inLayer } from "./layers";
import type { ChartTheme } from "./palette";

export const mostSegments = 4;
export const significant = 0.05;

// Persons that can be chosen: "everyone", "segment:ID", "layer:SCHEME:NAME", "tag:ID:VALUE".
export interface Choice { value: string; label: string; filter: Filter }
export const everyone = "everyone";
export function choicesOf(segments: readonly SegmentView[], schemes: readonly LayersView[], tags: readonly TagView[]): Choice[] {
  return [
    ...segments.map((one) => ({ value: `segment:${one.id}`, label: one.name, filter: { in_segment: one.id } })),
    ...schemes.flatMap((scheme) => scheme.layers.map((one) => ({ value: `layer:${scheme.id}:${one.name}`, label: `${scheme.name} · ${one.name}`, filter: inLayer(scheme.id, one.name) }))),
    ...tags.flatMap((tag) => tag.values.map(({ value }) => ({ value: `tag:${tag.id}:${value}`, label: `${tag.name} · ${value}`, filter: { has_tag: { tag: tag.id, value } } }))),
  ];
}

export interface Grouping extends InsightGrouping { label: string }
const mostGroupings = 150;
const mostValues = 200; // of one tag
// Every trait there is, every layer scheme and every tag with values.
export function groupingsOf(properties: readonly PropertyView[], schemes: readonly LayersView[], tags: readonly TagView[]): Grouping[] {
  const traits = properties.filter((one) => one.ref.startsWith("person.")).map((one) => one.ref.replace(/^person\./, ""));
  return [
    ...schemes.filter((one) => one.layers.length > 0).map((one) => ({ kind: "layers" as const, id: one.id, values: one.layers.map((layer) => layer.name), label: one.name })),
    ...tags.filter((one) => one.values.length > 0).map((one) => ({ kind: "tag" as const, id: one.id, values: one.values.slice(0, mostValues).map(({ value }) => value), label: one.name })),
    ...[...new Set(traits)].map((name) => ({ kind: "trait" as const, id: name, values: [], label: name })),
  ].slice(0, mostGroupings);
}

export interface InsightSetting { of: "everyone" | "known"; min_persons: number; top: number }
export const firstSetting: InsightSetting = { of: "everyone", min_persons: 10, top: 20 };
export function questionOf(segment: Filter, baseline: Filter, groupings: readonly Grouping[], setting: InsightSetting, cross?: { a: number; b: number }): InsightQuestion {
  return { segment, baseline, by: groupings.map(({ kind, id, values }) => ({ kind, id, values })), ...setting, ...(cross ? { cross } : {}) };
}

// ---- what stands out -------------------------------------------------------------------------------------------

export interface Ranked extends InsightValue { by: number; label: string }
const distance = (tgi: number | null | undefined) => (tgi === null || tgi === undefined ? Infinity : tgi === 0 ? Infinity : Math.abs(Math.log(tgi / 100)));
export const isSignificant = (one: { p?: number | null }) => one.p !== null && one.p !== undefined && one.p < significant;

// Those that are surely different first, each by how far its TGI is from 100; equals by how many persons they are of.
export function ranked(answer: InsightAnswer, groupings: readonly Grouping[], only = false): Ranked[] {
  const all = answer.groups.flatMap((group, by) => group.values.map((value) => ({ ...value, by, label: groupings[by]?.label ?? "" })));
  const sure = (one: Ranked) => (isSignificant(one) ? 0 : 1);
  return all.filter((one) => !only || isSignificant(one))
    .sort((a, b) => sure(a) - sure(b) || distance(b.tgi) - distance(a.tgi) || b.segment + b.baseline - a.segment - a.baseline);
}

export interface NumberRow { by: number; label: string; numbers: InsightNumbers }
export const numberRows = (answer: InsightAnswer, groupings: readonly Grouping[]): NumberRow[] =>
  answer.groups.flatMap((group, by) => (group.numbers && group.numbers.segment.persons > 0 ? [{ by, label: groupings[by]?.label ?? "", numbers: group.numbers }] : []));

// The same values of several answers beside each other, those that differ most among the answers first.
export interface SideRow { by: number; label: string; value: string; cells: (Ranked | undefined)[] }
export function sideBySide(answers: readonly InsightAnswer[], groupings: readonly Grouping[]): SideRow[] {
  const rows = new Map<string, SideRow>();
  answers.forEach((answer, at) => ranked(answer, groupings).forEach((one) => {
    const key = JSON.stringify([one.by, one.value]);
    const row = rows.get(key) ?? { by: one.by, label: one.label, value: one.value, cells: answers.map(() => undefined) };
    row.cells[at] = one;
    rows.set(key, row);
  }));
  const spread = (row: SideRow) => {
    const shares = row.cells.map((one) => one?.segment_share ?? 0);
    return Math.max(...shares) - Math.min(...shares);
  };
  return [...rows.values()].sort((a, b) => spread(b) - spread(a));
}

// ---- in words --------------------------------------------------------------------------------------------------

// Sentences with holes, in one language.
export interface SummaryWords {
  size: string; // {{segment}} {{persons}} {{share}} {{baseline}}
  more: string; // {{list}}
  less: string;
  item: string; // {{trait}} {{value}} {{a}} {{b}} {{tgi}}
  none: string; // {{segment}}
  higher: string; // {{trait}} {{a}} {{b}}
  lower: string;
  join: string;
}
export interface SummaryFigures { segment: string; baseline: string; answer: InsightAnswer; groupings: readonly Grouping[] }
type Say = Pick<Words, "number" | "percent" | "label">;

const fill = (text: string, holes: Record<string, string>) => text.replace(/{{(\w+)}}/g, (_, name: string) => holes[name] ?? "");
const mostSaid = 3;
const notable = 0.1; // of a mean: as large a difference is worth a sentence

// One paragraph out of the figures alone: how many they are, what is more and what is less common, which numbers differ.
export function summary({ segment, baseline, answer, groupings }: SummaryFigures, words: SummaryWords, say: Say): string {
  const share = answer.baseline > 0 ? answer.segment / answer.baseline : null;
  const sentences = [fill(words.size, { segment, persons: say.number(answer.segment), share: say.percent(share), baseline })];
  const sure = ranked(answer, groupings, true);
  const item = (one: Ranked) => fill(words.item, {
    trait: one.label, value: say.label(one.value), a: say.percent(one.segment_share), b: say.percent(one.baseline_share), tgi: one.tgi === null || one.tgi === undefined ? "–" : say.number(Math.round(one.tgi)),
  });
  const list = (rows: Ranked[]) => rows.slice(0, mostSaid).map(item).join(words.join);
  const more = sure.filter((one) => one.segment_share > one.baseline_share);
  const less = sure.filter((one) => one.segment_share < one.baseline_share);
  if (more.length > 0) sentences.push(fill(words.more, { list: list(more) }));
  if (less.length > 0) sentences.push(fill(words.less, { list: list(less) }));
  if (sure.length === 0) sentences.push(fill(words.none, { segment, baseline }));
  for (const { label, numbers } of numberRows(answer, groupings)) {
    const [a, b] = [numbers.segment.mean, numbers.baseline.mean];
    if (a === null || a === undefined || b === null || b === undefined || b === 0 || Math.abs(a / b - 1) < notable) continue;
    sentences.push(fill(a > b ? words.higher : words.lower, { trait: label, a: say.number(a), b: say.number(b) }));
  }
  return sentences.join("");
}

// ---- charts ----------------------------------------------------------------------------------------------------

// Bars to the right of 100 are more common in the segment, to the left less; pale ones may be chance.
export function tgiOption(rows: readonly Ranked[], theme: ChartTheme, words: Words, name: (one: Ranked) => string): EChartsCoreOption {
  const shown = [...rows].reverse();
  const axis = axes(theme, shown.map(name), words.compact, true);
  const tip = (p: { dataIndex: number }) => {
    const one = shown[p.dataIndex]!;
    const line = (label: string, text: string) => `<tr><td>${label}</td><td><b>${text}</b></td></tr>`;
    return `<b>${escapeHtml(name(one))}</b><table class="tip">${line("TGI", words.number(Math.round(one.tgi ?? 0)))}${line("%", `${words.percent(one.segment_share)} / ${words.percent(one.baseline_share)}`)}${line("p", one.p === null || one.p === undefined ? "–" : one.p < 0.001 ? "&lt; 0.001" : one.p.toFixed(3))}</table>`;
  };
  return {
    ...base(theme),
    grid: { left: 4, right: 48, top: 8, bottom: 4, containLabel: true },
    tooltip: { ...base(theme).tooltip, trigger: "item", formatter: tip },
    xAxis: { ...axis.yAxis, min: -100, axisLabel: { ...axis.yAxis.axisLabel, formatter: (v: number) => String(v + 100) } },
    yAxis: { ...axis.xAxis, axisLabel: { ...axis.xAxis.axisLabel, width: 220, overflow: "truncate", hideOverlap: false, interval: 0 } },
    series: [{
      type: "bar", barMaxWidth: 18,
      data: shown.map((one) => ({ value: (one.tgi ?? 100) - 100, itemStyle: { color: theme.colors[(one.tgi ?? 100) >= 100 ? 0 : 1], opacity: isSignificant(one) ? 1 : 0.35, borderRadius: 2 } })),
      label: { show: true, position: "right", color: theme.muted, formatter: (p: { dataIndex: number }) => words.number(Math.round(shown[p.dataIndex]!.tgi ?? 0)) },
      markLine: { silent: true, symbol: "none", lineStyle: { color: theme.muted, type: "solid", width: 1 }, label: { show: false }, data: [{ xAxis: 0 }] },
    }],
  };
}

export const binName = (bin: { from?: number | null; to?: number | null }, say: (n: number) => string) => `${bin.from === null || bin.from === undefined ? "…" : say(bin.from)} – ${bin.to === null || bin.to === undefined ? "…" : say(bin.to)}`;
// Two histograms as shares of those who have a number, so that a small segment can be seen beside a large baseline.
export function histogramOption(numbers: InsightNumbers, names: [string, string], theme: ChartTheme, words: Words): EChartsCoreOption {
  const axis = axes(theme, numbers.bins.map((bin) => binName(bin, (n) => words.compact(n))), (v) => words.percent(v), true);
  const shares = (side: "segment" | "baseline") => numbers.bins.map((bin) => (numbers[side].persons > 0 ? bin[side] / numbers[side].persons : 0));
  return {
    ...base(theme),
    grid: { left: 4, right: 8, top: 34, bottom: 4, containLabel: true },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, axisPointer: { type: "shadow" }, valueFormatter: (v: unknown) => words.percent(v as number | null) },
    ...axis,
    series: (["segment", "baseline"] as const).map((side, i) => ({ name: names[i], type: "bar", barMaxWidth: 26, itemStyle: { borderRadius: [3, 3, 0, 0], color: i === 0 ? theme.colors[0] : theme.muted, opacity: i === 0 ? 1 : 0.5 }, data: shares(side) })),
  };
}
