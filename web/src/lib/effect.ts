// What the messages of a campaign changed: the question, and its answer in words.
import type { EChartsCoreOption } from "echarts/core";
import type { TFunction } from "i18next";
import type { CampaignGoal } from "../api/engage";
import type { EffectAnswer, EffectGroup, EffectOf, EffectQuestion, EffectUplift, EventMatch, Window } from "../api/types";
import type { PartKind } from "./effect_parts";
import { axes, base, escapeHtml, legend } from "./chart_options";
import type { ChartTheme } from "./palette";
import { sayDuration } from "./window";

export const effectBys = ["none", "variant", "hour", "number"] as const;
export type EffectBy = (typeof effectBys)[number];
export type EffectView = EffectBy | PartKind;
const figures: readonly EffectOf[] = ["sent", "delivered", "opened", "clicked", "unsubscribed", "converted"];
// Mail servers do not tell of a delivery: a column of nothing but 0 would say that none came.
export const figuresOf = (answer: EffectAnswer) => figures.filter((one) => one !== "delivered" || answer.all.delivered > 0);
// Contents by name; hours and numbers come in their order.
export const inOrder = (by: EffectView, groups: readonly EffectGroup[]): EffectGroup[] => (by === "variant" ? [...groups].sort((a, b) => a.label.localeCompare(b.label)) : [...groups]);

// A campaign or a journey.
export interface EffectSubject { id: string; goal?: CampaignGoal }
// Of all that was ever sent, unless it says otherwise; undefined: it has no goal, so nothing can be said.
export function effectQuestion(campaign: EffectSubject, by: EffectQuestion["by"], range: Window = "ever"): EffectQuestion | undefined {
  if (!campaign.goal) return undefined;
  return { campaigns: [campaign.id], where: { all: [] }, range, goal: campaign.goal.event, window: campaign.goal.window, revenue: campaign.goal.revenue, by, top: 20 };
}

// "Order Completed within 7 days"
export const sayGoal = (goal: CampaignGoal | undefined, t: TFunction, nameOf: (match: EventMatch) => string): string =>
  (goal ? t("campaigns.measure.goalSays", { event: nameOf(goal.event), window: sayDuration(goal.window, t) }) : t("campaigns.measure.none"));

export type Verdict = "up" | "down" | "unclear";
export function verdictOf(uplift: EffectUplift): Verdict {
  if (uplift.low > 0) return "up";
  return uplift.high < 0 ? "down" : "unclear";
}

// How a p value is said: one in twenty and one in a hundred are the usual borders.
export type Chance = "none" | "hardly" | "unlikely" | "perhaps" | "likely";
export function chanceOf(p: number | null | undefined): Chance {
  if (p === null || p === undefined) return "none";
  if (p < 0.01) return "hardly";
  if (p < 0.05) return "unlikely";
  return p < 0.2 ? "perhaps" : "likely";
}

const signed = (text: string, value: number) => (value > 0 ? `+${text}` : value < 0 ? `−${text.replace(/^[-−]/, "")}` : text);

export interface EffectWords { number: (value: number | null | undefined, digits?: number) => string; label: (text: string) => string }

const points = (share: number, words: EffectWords) => words.number(Math.round(share * 1000) / 10, 1);
// "+2.1"
export const sayPoints = (share: number, words: EffectWords): string => signed(points(share, words), share);
const interval = (uplift: EffectUplift, words: EffectWords) => ({ points: sayPoints(uplift.difference, words), low: points(uplift.low, words), high: points(uplift.high, words) });

// "+2.1 (0.8 to 3.4)"
export const sayUpliftShort = (uplift: EffectUplift, t: TFunction, words: EffectWords): string => t("effect.upliftShort", interval(uplift, words));

// "+2.1 points (0.8 to 3.4), unlikely to be chance"
export function sayUplift(uplift: EffectUplift, t: TFunction, words: EffectWords): string {
  const chance = chanceOf(uplift.p);
  const p = uplift.p === undefined ? "" : uplift.p < 0.001 ? "< 0.001" : `= ${words.number(uplift.p, 2)}`;
  return t("effect.uplift", { ...interval(uplift, words), chance: t(`effect.chance.${chance}`, { p }) });
}

export function sayGroup(by: EffectView, label: string, t: TFunction, words: EffectWords): string {
  if (label === "" || by === "none") return t("effect.all");
  if (by === "hour") return `${label.padStart(2, "0")}:00`;
  if (by === "number") return t("effect.numberth", { n: label });
  return words.label(label);
}

export const rate = (of: number, all: number) => (all > 0 ? of / all : null);

// Whom a number is a share of: those held out of all who were, all others of those who got it.
export const outOf = (group: EffectGroup, of: EffectOf): number => (of === "held_out_converted" ? group.held_out : group.sent);
// "12 · 40.0%"; of all who got it their number alone.
export function sayPersons(group: EffectGroup, of: EffectOf, words: Pick<EffectWords, "number"> & { percent: (share: number | null) => string }): string {
  return of === "sent" ? words.number(group.sent) : `${words.number(group[of])} · ${words.percent(rate(group[of], outOf(group, of)))}`;
}

// How many clicked and how many left, by how many messages they had got by then: where too many are too many.
export const fatigueFigures = ["clicked", "unsubscribed"] as const;
export function fatigueOption(groups: readonly EffectGroup[], theme: ChartTheme, name: (group: EffectGroup) => string, words: { percent: (share: number | null | undefined) => string; of: (figure: (typeof fatigueFigures)[number]) => string }): EChartsCoreOption {
  const axis = axes(theme, groups.map(name), (v) => words.percent(v), true);
  const colors = [theme.colors[0], theme.colors[1]];
  return {
    ...base(theme), grid: { left: 4, right: 24, top: 44, bottom: 4, containLabel: true }, legend: legend(theme, true), ...axis,
    tooltip: { ...base(theme).tooltip, trigger: "axis" as const, valueFormatter: (value: unknown) => words.percent(value as number | null) },
    series: fatigueFigures.map((figure, i) => ({
      name: words.of(figure), type: "line" as const, symbolSize: 8, color: colors[i], data: groups.map((group) => rate(group[figure], group.sent)),
      label: { show: true, position: "top" as const, color: theme.text, formatter: (p: { value: number | null }) => words.percent(p.value) },
    })),
  };
}

// The share that converted of each group, beside that of those who were held out.
export function effectOption(groups: readonly EffectGroup[], theme: ChartTheme, name: (group: EffectGroup) => string, words: { percent: (share: number | null | undefined) => string; sent: string; held: string }): EChartsCoreOption {
  const axis = axes(theme, groups.map(name), (v) => words.percent(v), true);
  const bars = (title: string, value: (group: EffectGroup) => number | null, color: string) => ({
    name: title, type: "bar" as const, barMaxWidth: 44, itemStyle: { color, borderRadius: [3, 3, 0, 0] }, data: groups.map(value),
    label: { show: groups.length <= 6, position: "top" as const, color: theme.text, formatter: (p: { value: number | null }) => words.percent(p.value) },
  });
  const tip = (p: { seriesName: string; name: string; value: number | null }) => `${escapeHtml(p.name)} · ${escapeHtml(p.seriesName)}<br/><b>${words.percent(p.value)}</b>`;
  return {
    ...base(theme), grid: { left: 4, right: 8, top: 44, bottom: 4, containLabel: true }, legend: legend(theme, true), ...axis,
    tooltip: { ...base(theme).tooltip, trigger: "item" as const, formatter: tip },
    series: [
      bars(words.sent, (group) => rate(group.converted, group.sent), theme.colors[0]!),
      bars(words.held, (group) => rate(group.held_out_converted, group.held_out), `${theme.muted}88`),
    ],
  };
}
