// Charts and choices of attribution: pure, as in chart_options.ts.
import type { EChartsCoreOption } from "echarts/core";
import type { AttributionAnswer, AttributionCell, AttributionModel, AttributionQuestion } from "../api/types";
import { axes, base, legend, type Words } from "./chart_options";
import { matchFromJson } from "./filter";
import type { ChartTheme } from "./palette";
import type { ChartChoice } from "./reports";

export const attributionModels: readonly AttributionModel[] = ["first", "last", "last_non_direct", "linear", "position", "time_decay", "markov", "shapley"];

// Any activity is no conversion: the event must be chosen, and a model too.
export function attributionToAsk(question: AttributionQuestion): AttributionQuestion | undefined {
  const chosen = matchFromJson(question.conversion as never).events.length > 0;
  return chosen && question.models.length > 0 ? question : undefined;
}

export interface AttributionLook {
  stacked: boolean; // a bar per model of channels, else a group of models per channel
  metric: "conversions" | "value";
  model: AttributionModel; // of CPA and ROAS
}
export function lookOf(choice: ChartChoice, question: AttributionQuestion): AttributionLook {
  const last = question.models[question.models.length - 1] ?? "last";
  const wanted = choice["model"] as AttributionModel;
  return {
    stacked: choice["shape"] === "stacked",
    metric: question.value === "" || choice["metric"] === "conversions" ? "conversions" : "value",
    model: question.models.includes(wanted) ? wanted : last,
  };
}

interface Names { channel: (channel: string) => string; model: (model: AttributionModel) => string }

// What each model credits to each channel, side by side or on top of each other.
export function creditsOption(answer: AttributionAnswer, question: AttributionQuestion, look: AttributionLook, theme: ChartTheme, words: Words, names: Names): EChartsCoreOption {
  const credit = (channel: number, model: number) => answer.channels[channel]?.credits[model]?.[look.metric] ?? 0;
  const channels = answer.channels.map((row) => names.channel(row.channel));
  const models = question.models.map((model) => names.model(model));
  const bars = (stacked: boolean, name: string, data: number[]) => ({
    name, type: "bar", data, emphasis: { focus: "series" as const }, ...(stacked ? { stack: "all", barMaxWidth: 72 } : { barMaxWidth: 22, barGap: "8%", itemStyle: { borderRadius: [3, 3, 0, 0] } }),
  });
  return {
    ...base(theme),
    grid: { left: 4, right: 16, top: 44, bottom: 4, containLabel: true },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, axisPointer: { type: "shadow", shadowStyle: { opacity: 0.15 } }, valueFormatter: (v: unknown) => words.number(v as number | null) },
    ...axes(theme, look.stacked ? models : channels, words.compact, true),
    series: look.stacked
      ? channels.map((name, c) => bars(true, name, models.map((_, m) => credit(c, m))))
      : models.map((name, m) => bars(false, name, channels.map((_, c) => credit(c, m)))),
  };
}

// Whose conversions a bar of that chart credits.
export function cellOfCredit(answer: AttributionAnswer, question: AttributionQuestion, stacked: boolean, series: number, place: number): (AttributionCell & { channel: string; model: AttributionModel }) | undefined {
  const channel = answer.channels[stacked ? series : place]?.channel;
  const model = question.models[stacked ? place : series];
  return channel !== undefined && model ? { of: "conversions", channel, model } : undefined;
}

// What one model credits to each channel, bucket by bucket.
export function overTimeOption(answer: AttributionAnswer, model: number, metric: AttributionLook["metric"], theme: ChartTheme, words: Words, names: Names): EChartsCoreOption {
  return {
    ...base(theme),
    grid: { left: 4, right: 16, top: 44, bottom: 4, containLabel: true },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, axisPointer: { type: "shadow", shadowStyle: { opacity: 0.15 } }, valueFormatter: (v: unknown) => words.number(v as number | null) },
    ...axes(theme, answer.buckets.map(words.bucket), words.compact, true),
    series: answer.channels.map((row) => ({
      name: names.channel(row.channel), type: "bar", stack: "all", barMaxWidth: 36, emphasis: { focus: "series" },
      data: (row.credits[model]?.buckets ?? []).map((point, i) => (answer.complete[i] ? point[metric] : { value: point[metric], itemStyle: { opacity: 0.55 } })),
    })),
  };
}

// Cost beside credited value per channel; above, how often the cost came back.
const withCosts = (answer: AttributionAnswer) => answer.channels.filter((row) => row.cost !== undefined && row.cost !== null);

// Behind what a channel cost are the persons it brought, behind its value those whose conversions are credited to it.
export function cellOfCost(answer: AttributionAnswer, model: AttributionModel, series: number, place: number): (AttributionCell & { channel: string }) | undefined {
  const channel = withCosts(answer)[place]?.channel;
  if (channel === undefined) return undefined;
  return series === 0 ? { of: "acquired", channel } : { of: "conversions", channel, model };
}

export function costsOption(answer: AttributionAnswer, model: number, theme: ChartTheme, words: Words, names: Names & { cost: string; value: string; roas: string }): EChartsCoreOption {
  const rows = withCosts(answer);
  const bar = { type: "bar" as const, barMaxWidth: 34, itemStyle: { borderRadius: [3, 3, 0, 0] } };
  const times = (channel: number) => rows[channel]?.credits[model]?.roas;
  return {
    ...base(theme),
    grid: { left: 4, right: 4, top: 52, bottom: 4, containLabel: true },
    legend: legend(theme, true),
    tooltip: { ...base(theme).tooltip, axisPointer: { type: "shadow", shadowStyle: { opacity: 0.15 } }, valueFormatter: (v: unknown) => words.number(v as number | null) },
    ...axes(theme, rows.map((row) => names.channel(row.channel)), words.compact, true),
    series: [
      { name: names.cost, ...bar, color: theme.colors[9], data: rows.map((row) => row.cost) },
      { name: names.value, ...bar, color: theme.colors[2], data: rows.map((row) => row.credits[model]?.value ?? 0),
        label: { show: true, position: "top", color: theme.muted, fontSize: 12, formatter: (p: { dataIndex: number }) => { const roas = times(p.dataIndex); return roas === null || roas === undefined ? "" : `${names.roas} ${words.compact(roas)}`; } } },
    ],
  };
}
