import { describe, expect, it } from "vitest";
import type { AttributionAnswer, AttributionChannel, AttributionQuestion } from "../api/types";
import { attributionToAsk, cellOfCost, costsOption, creditsOption, lookOf, overTimeOption } from "./attribution";
import { chartThemes } from "./palette";
import { attributionDefault } from "./question_url";

const words = { bucket: String, number: String, compact: String, percent: String, label: (label: string) => label };
const names = { channel: (c: string) => c, model: (m: string) => m.toUpperCase() };
const question: AttributionQuestion = { ...attributionDefault, conversion: { event: "buy" } as never, value: "price", models: ["first", "markov"] };
const row = (channel: string, credits: [number, number][], more: Partial<AttributionChannel> = {}): AttributionChannel => ({
  channel, touches: 1, touch_persons: 1, conversions: 1, persons: 1, acquired: 0, clicks: 0, impressions: 0,
  credits: credits.map(([conversions, value], m) => ({ model: question.models[m]!, conversions, value, persons: 1, buckets: [{ conversions, value, persons: 1 }, { conversions: 0, value: 0, persons: 0 }] })), ...more,
});
const answer: AttributionAnswer = { buckets: ["2026-01-05", "2026-01-06"], end: "2026-01-07", complete: [true, false], total: row("", [[3, 30], [3, 30]]), channels: [row("email", [[1, 10], [2, 20]], { cost: 5 }), row("$none", [[2, 20], [1, 10]])], unconverted: 0 };
type Made = { series: { name: string; data: unknown[] }[]; xAxis: { data: string[] } };

describe("attribution", () => {
  it("is not asked without an event or a model", () => {
    expect(attributionToAsk(attributionDefault)).toBeUndefined();
    expect(attributionToAsk(question)).toBe(question);
    expect(attributionToAsk({ ...question, models: [] })).toBeUndefined();
  });
  it("is drawn as chosen where the question has it", () => {
    expect(lookOf({}, question)).toEqual({ stacked: false, metric: "value", model: "markov" });
    expect(lookOf({ shape: "stacked", metric: "conversions", model: "first" }, question)).toEqual({ stacked: true, metric: "conversions", model: "first" });
    expect(lookOf({ metric: "value", model: "linear" }, { ...question, value: "" })).toMatchObject({ metric: "conversions", model: "markov" });
  });
  it("means the persons a channel brought by its cost, and its conversions by its value", () => {
    const paid = { ...answer, channels: [answer.channels[1]!, answer.channels[0]!] };
    expect(cellOfCost(paid, "markov", 0, 0)).toEqual({ of: "acquired", channel: "email" });
    expect(cellOfCost(paid, "markov", 1, 0)).toEqual({ of: "conversions", channel: "email", model: "markov" });
    expect(cellOfCost(paid, "markov", 0, 1)).toBeUndefined();
  });
  it("has a bar per model and channel, either way round", () => {
    const grouped = creditsOption(answer, question, lookOf({}, question), chartThemes.light, words, names) as unknown as Made;
    expect(grouped.xAxis.data).toEqual(["email", "$none"]);
    expect(grouped.series.map((s) => [s.name, s.data])).toEqual([["FIRST", [10, 20]], ["MARKOV", [20, 10]]]);
    const stacked = creditsOption(answer, question, lookOf({ shape: "stacked", metric: "conversions" }, question), chartThemes.light, words, names) as unknown as Made;
    expect(stacked.xAxis.data).toEqual(["FIRST", "MARKOV"]);
    expect(stacked.series.map((s) => [s.name, s.data])).toEqual([["email", [1, 2]], ["$none", [2, 1]]]);
  });
  it("stands over time, paler where it is not over", () => {
    const made = overTimeOption(answer, 1, "value", chartThemes.light, words, names) as unknown as Made;
    expect(made.xAxis.data).toEqual(["2026-01-05", "2026-01-06"]);
    expect(made.series.map((s) => s.data)).toEqual([[20, { value: 0, itemStyle: { opacity: 0.55 } }], [10, { value: 0, itemStyle: { opacity: 0.55 } }]]);
  });
  it("draws costs of the channels that have some", () => {
    const made = costsOption(answer, 1, chartThemes.dark, words, { ...names, cost: "cost", value: "value", roas: "roas" }) as unknown as Made;
    expect(made.xAxis.data).toEqual(["email"]);
    expect(made.series.map((s) => s.data)).toEqual([[5], [20]]);
  });
});
