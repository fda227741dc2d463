import { describe, expect, it } from "vitest";
import type { FunnelQuestion, RetentionQuestion, TrendQuestion } from "../api/types";
import { distributionDefault, distributionToAsk, funnelDefault, pathDefault, pathToAsk, needsProperty, newSeries, questionFromText, questionToText, retentionDefault, trendDefault, trendToAsk } from "./question_url";

describe("question in the address", () => {
  it("writes only what differs from the default", () => {
    expect(questionToText(trendDefault, trendDefault)).toBe("{}");
    expect(questionToText({ ...trendDefault, bucket: "week", bins: undefined } as typeof trendDefault, trendDefault)).toBe('{"bucket":"week"}');
  });
  it("reads back what it wrote", () => {
    const trend: TrendQuestion = { ...trendDefault, series: [{ name: "x", match: { event: "订单 & more", where: { event: "price", op: ">", value: 3 } }, measure: "sum", property: "price" }, newSeries], formulas: [{ name: "", expression: "A / B" }], breakdowns: [{ property: "person.plan" }] };
    const funnel: FunnelQuestion = { ...funnelDefault, steps: [{ event: "A" }, { events: ["B", "C"] }, {}], window: "30m" };
    const retention: RetentionQuestion = { ...retentionDefault, cohort: "recurring", range: { between: ["2026-01-01", "2026-02-01"] } };
    expect(questionFromText(questionToText(trend, trendDefault), trendDefault)).toEqual(trend);
    expect(questionFromText(questionToText(funnel, funnelDefault), funnelDefault)).toEqual(funnel);
    expect(questionFromText(questionToText(retention, retentionDefault), retentionDefault)).toEqual(retention);
  });
  it.each([null, "", "not json", "[1]", "3", "null"])("takes the default for %j", (text) => {
    expect(questionFromText(text, trendDefault)).toEqual(trendDefault);
  });
});

describe("a list in the address", () => {
  const read = (text: string) => questionFromText(text, trendDefault);
  it("gets the fields that its items lack", () => expect(read('{"series":[{"measure":"total"},{}]}').series).toEqual([{ ...newSeries, measure: "total" }, newSeries]));
  it("may be empty", () => expect(read('{"series":[]}').series).toEqual([]));
  it.each(['{"series":"A"}', '{"series":[7]}'])("is never broken by %s", (text) => expect(read(text).series).toEqual([newSeries]));
});

describe("trend as asked", () => {
  it("has a property only where the measure takes one", () => {
    expect(needsProperty("total") || needsProperty("persons") || needsProperty("per_person")).toBe(false);
    expect(needsProperty("sum") && needsProperty("p99") && needsProperty("distinct")).toBe(true);
    const one = (part: Partial<typeof newSeries>) => trendToAsk({ ...trendDefault, series: [newSeries, { ...newSeries, ...part }] });
    expect(one({ property: "price" })!.series[1]!.property).toBe("");
    expect(one({ measure: "avg", property: "price" })!.series[1]!.property).toBe("price");
    expect(one({ measure: "avg" })).toBeUndefined();
  });
  it("leaves an empty breakdown out", () => {
    expect(trendToAsk({ ...trendDefault, breakdowns: [{ property: "" }, { property: "event.a" }] })!.breakdowns).toEqual([{ property: "event.a" }]);
  });
});

describe("other questions as asked", () => {
  it("a distribution needs the property of its measure", () => {
    expect(distributionToAsk({ ...distributionDefault, property: "price" })).toMatchObject({ measure: "times", property: "" });
    expect(distributionToAsk({ ...distributionDefault, measure: "sum" })).toBeUndefined();
    expect(distributionToAsk({ ...distributionDefault, measure: "sum", property: "price" })).toMatchObject({ property: "price" });
  });
  it("a path leaves out what is not filled in", () => {
    const asked = pathToAsk({ ...pathDefault, start: "", end: "B", split: [{ event: "A", property: "" }, { event: "A", property: "p" }] });
    expect(asked).toMatchObject({ end: "B", split: [{ event: "A", property: "p" }] });
    expect("start" in asked || "within" in asked).toBe(false);
  });
});
