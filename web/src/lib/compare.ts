// Campaigns and journeys side by side: what is asked of each, the figures of the answers, and which of them is best.
import type { EChartsCoreOption } from "echarts/core";
import type { CampaignGoal, Channel } from "../api/engage";
import type { EffectGroup, EffectOf, EffectQuestion, Window } from "../api/types";
import { axes, base, escapeHtml } from "./chart_options";
import { effectQuestion, outOf, rate, type EffectSubject } from "./effect";
import { returnOf, type Spent } from "./effect_return";
import type { ChartTheme } from "./palette";
import { windowFromText } from "./window";

export const leastCompared = 2;
export const mostCompared = 8;

export interface Compared extends EffectSubject { name: string; kind: "campaign" | "journey"; channel?: Channel }

// ---- the address ----

export const metrics = ["opened", "clicked", "converted", "uplift", "revenue_per_person", "more_revenue", "roi"] as const;
export type CompareMetric = (typeof metrics)[number];
// `goal`: of which of them all are asked for; "": of each its own.
export interface CompareAddress { ids: string[]; metric: CompareMetric; goal: string; range: Window }

export function compareFrom(parameters: URLSearchParams): CompareAddress {
  const ids = [...new Set((parameters.get("ids") ?? "").split(","))].filter((id) => id !== "").slice(0, mostCompared);
  const goal = parameters.get("goal") ?? "";
  return { ids, metric: metrics.find((one) => one === parameters.get("metric")) ?? "opened", goal: ids.includes(goal) ? goal : "", range: windowFromText(parameters.get("range"), "ever") };
}
export function compareTo({ ids, metric, goal, range }: CompareAddress): Record<string, string> {
  return {
    ...(ids.length > 0 ? { ids: ids.join(",") } : {}), ...(metric === "opened" ? {} : { metric }),
    ...(ids.includes(goal) ? { goal } : {}), ...(range === "ever" ? {} : { range: JSON.stringify(range) }),
  };
}

// ---- questions ----

export function goalFor(one: EffectSubject, all: readonly EffectSubject[], goal: string): CampaignGoal | undefined {
  return goal === "" ? one.goal : all.find(({ id }) => id === goal)?.goal;
}
// By channel, for what was spent. Without a goal anything counts as one, and what is of the goal is not shown.
export function compareQuestion(one: EffectSubject, goal: CampaignGoal | undefined, range: Window): EffectQuestion {
  return effectQuestion({ id: one.id, goal: goal ?? { event: {}, window: "7d", revenue: "" } }, "channel", range)!;
}
export const goalsDiffer = (all: readonly EffectSubject[]): boolean => new Set(all.flatMap(({ goal }) => (goal ? [JSON.stringify(goal)] : []))).size > 1;

// One of them with what was asked and what came back; without `outcome` the question failed.
export interface Outcome { group: EffectGroup; spent: Spent; hasGoal: boolean }
export interface Side { of: Compared; name: string; goal: CampaignGoal | undefined; question: EffectQuestion; outcome?: Outcome; problem?: string }
export const wasSent = ({ outcome }: Side): boolean => outcome !== undefined && outcome.group.sent + outcome.group.held_out > 0;

// Names that tell one from another in a chart and in a file.
export function distinctNames(names: readonly string[]): string[] {
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((one) => one === name).length;
    return before > 0 ? `${name} (${before + 1})` : name;
  });
}

// ---- figures ----

const personFigures = ["sent", "delivered", "opened", "clicked", "unsubscribed", "complained", "converted", "held_out_converted", "window_open"] as const satisfies readonly EffectOf[];
const otherFigures = ["uplift", "revenue_per_person", "more_revenue", "cost", "roi"] as const;
export type FigureKey = (typeof personFigures)[number] | (typeof otherFigures)[number];
export type PersonFigure = (typeof personFigures)[number];
export const isPersonFigure = (key: FigureKey): key is PersonFigure => (personFigures as readonly string[]).includes(key);

// Which is better, more or less of it; the others are neither: who was sent more, or cost more, did not do better by that.
const better: Partial<Record<FigureKey, 1 | -1>> = { delivered: 1, opened: 1, clicked: 1, unsubscribed: -1, complained: -1, converted: 1, uplift: 1, revenue_per_person: 1, more_revenue: 1, roi: 1 };
const ofGoal: readonly FigureKey[] = ["converted", "held_out_converted", "window_open", "uplift", "revenue_per_person", "more_revenue", "roi"];

const order: readonly FigureKey[] = ["sent", "delivered", "opened", "clicked", "converted", "held_out_converted", "window_open", "uplift", "revenue_per_person", "more_revenue", "cost", "roi", "unsubscribed", "complained"];
// What only some channels tell of, or only some goals have, is no row where none of them has it.
const onlyWhereKnown: readonly FigureKey[] = ["delivered", "window_open", "revenue_per_person", "more_revenue"];
export const figuresOf = (sides: readonly Side[]): FigureKey[] => order.filter((key) => !onlyWhereKnown.includes(key) || sides.some((side) => (valueOf(key, side) ?? 0) !== 0));

// What is compared, the share where it is of persons; undefined: it cannot be said.
export function valueOf(key: FigureKey, side: Side): number | undefined {
  const { outcome } = side;
  if (!outcome || !wasSent(side) || (ofGoal.includes(key) && !outcome.hasGoal)) return undefined;
  const { group, spent } = outcome;
  if (key === "sent") return group.sent;
  if (key === "delivered" && group.delivered === 0) return undefined; // nobody tells
  if (isPersonFigure(key)) return rate(group[key], outOf(group, key)) ?? undefined;
  switch (key) {
    case "uplift": return group.uplift?.difference;
    case "revenue_per_person": return group.revenue_per_person;
    case "more_revenue": return group.uplift?.revenue;
    case "cost": return group.messages > 0 && spent.unpriced.length === 0 ? spent.cost : undefined;
    case "roi": return returnOf(group.uplift, spent)?.roi;
  }
}

export interface Span { low: number; high: number }
const span = (low: number | undefined, high: number | undefined): Span | undefined => (low === undefined || high === undefined ? undefined : { low, high });
// Of 95 %, of the figures that the answer gives one of.
export function spanOf(key: FigureKey, side: Side): Span | undefined {
  if (valueOf(key, side) === undefined) return undefined;
  const { uplift } = side.outcome!.group;
  const found = returnOf(uplift, side.outcome!.spent);
  switch (key) {
    case "uplift": return uplift ? { low: uplift.low, high: uplift.high } : undefined;
    case "more_revenue": return span(uplift?.revenue_low, uplift?.revenue_high);
    case "roi": return span(found?.low, found?.high);
    default: return undefined;
  }
}

// Of which sides the figure is the best of all; of none where fewer than two have one, or all have the same.
export function bestOf(key: FigureKey, sides: readonly Side[]): ReadonlySet<Side> {
  const sign = better[key];
  const known = sides.flatMap((side) => {
    const value = valueOf(key, side);
    return value === undefined ? [] : [{ side, value }];
  });
  if (!sign || new Set(known.map(({ value }) => value)).size < 2) return new Set();
  const most = Math.max(...known.map(({ value }) => value * sign));
  return new Set(known.filter(({ value }) => value * sign === most).map(({ side }) => side));
}

// The channels that some of them used and nobody said a price of.
export const unpricedOf = (sides: readonly Side[]): string[] => [...new Set(sides.flatMap(({ outcome }) => outcome?.spent.unpriced ?? []))];

// ---- the chart ----

// A bar for each, its value under its name; whiskers where there is an interval.
export function compareOption(metric: CompareMetric, sides: readonly Side[], theme: ChartTheme, words: { value: (value: number) => string; to: (low: string, high: string) => string }): EChartsCoreOption {
  const values = sides.map((side) => valueOf(metric, side));
  const spans = sides.map((side) => spanOf(metric, side));
  const said = values.map((value) => (value === undefined ? "–" : words.value(value)));
  const axis = axes(theme, sides.map((side, i) => `${side.name}\n${said[i]}`), words.value, true);
  const tip = ({ dataIndex: i }: { dataIndex: number }) => `${escapeHtml(sides[i]!.name)}<br/><b>${said[i]}</b>${spans[i] ? ` (${words.to(words.value(spans[i].low), words.value(spans[i].high))})` : ""}`;
  return {
    ...base(theme), grid: { left: 4, right: 24, top: 8, bottom: 4, containLabel: true },
    tooltip: { ...base(theme).tooltip, trigger: "item" as const, formatter: tip },
    xAxis: axis.yAxis,
    yAxis: { ...axis.xAxis, inverse: true, axisLabel: { ...axis.xAxis.axisLabel, interval: 0, width: 130, overflow: "truncate", lineHeight: 16, color: theme.text } },
    series: [
      { type: "bar" as const, barMaxWidth: 26, itemStyle: { color: theme.colors[0], borderRadius: 3 }, data: values.map((value) => value ?? null) },
      // A box without height is a whisker from end to end.
      { type: "boxplot" as const, silent: true, boxWidth: [10, 10], itemStyle: { color: theme.text, borderColor: theme.text, borderWidth: 1.5 }, data: spans.map((one, i) => (one ? [one.low, values[i]!, values[i]!, values[i]!, one.high] : [])) },
    ],
  };
}
