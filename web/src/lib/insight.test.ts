import { describe, expect, it } from "vitest";
import type { TagView } from "../api/tags";
import type { InsightAnswer, InsightGroup, InsightValue, LayersView, PropertyView, SegmentView } from "../api/types";
import { insightEn } from "../i18n/insight_en";
import { insightZh } from "../i18n/insight_zh";
import { choicesOf, groupingsOf, numberRows, questionOf, ranked, sideBySide, firstSetting, summary, type Grouping } from "./insight";

const value = (name: string, segment: number, baseline: number, p: number | null): InsightValue =>
  ({ value: name, segment, baseline, segment_share: segment / 100, baseline_share: baseline / 1000, tgi: baseline > 0 ? (1000 * segment) / baseline : null, z: 1, p }) as InsightValue;
const group = (values: InsightValue[], numbers?: InsightGroup["numbers"]): InsightGroup =>
  ({ segment_known: 100, baseline_known: 1000, values, folded: { values: 0, segment: 0, baseline: 0 }, ...(numbers ? { numbers } : {}) });
const groupings: Grouping[] = [{ kind: "trait", id: "plan", values: [], label: "plan" }, { kind: "trait", id: "age", values: [], label: "age" }];
const figures = (persons: number, mean: number) => ({ persons, mean, median: mean });
const answer: InsightAnswer = {
  segment: 100, baseline: 1000,
  groups: [group([value("pro", 60, 200, 0.0001), value("free", 20, 700, 0.001), value("team", 20, 100, 0.3)]), group([], { segment: figures(90, 40), baseline: figures(900, 30), bins: [] })],
};
const say = { number: (n: number | null) => String(n), percent: (n: number | null) => `${Math.round(100 * (n ?? 0))} %`, label: (text: string) => text };

describe("insight", () => {
  it("ranks the sure ones first, by how far they are from 100", () => {
    expect(ranked(answer, groupings).map((one) => one.value)).toEqual(["free", "pro", "team"]);
    expect(ranked(answer, groupings, true).map((one) => one.value)).toEqual(["free", "pro"]);
  });
  it("says the figures in a paragraph of each language", () => {
    const of = { segment: "VIP", baseline: "everyone", answer, groupings };
    expect(summary(of, insightEn.insight.summary, say)).toBe(
      "“VIP” has 100 persons, 10 % of everyone. More common are plan = pro (60 % instead of 20 %, TGI 300). Less common are plan = free (20 % instead of 70 %, TGI 29). Its mean of age is higher: 40 instead of 30. ");
    expect(summary({ ...of, baseline: "所有人" }, insightZh.insight.summary, say)).toBe(
      "「VIP」共 100 人，是所有人的 10 %。明显更多的是：plan = pro（60 %，对比 20 %，TGI 300）。明显更少的是：plan = free（20 %，对比 70 %，TGI 29）。age 的均值更高：40，对比 30。");
  });
  it("says so when nothing stands out", () => {
    const same = { ...answer, groups: [group([value("team", 20, 100, 0.3)])] };
    expect(summary({ segment: "VIP", baseline: "everyone", answer: same, groupings }, insightEn.insight.summary, say)).toContain("Nothing distinguishes it from everyone beyond chance.");
  });
  it("puts the values of several segments beside each other, the most different first", () => {
    const other = { ...answer, groups: [group([value("pro", 10, 200, 0.5)])] };
    const rows = sideBySide([answer, other], groupings);
    expect(rows[0]).toMatchObject({ value: "pro", by: 0 });
    expect(rows[0]!.cells.map((one) => one?.segment)).toEqual([60, 10]);
    expect(rows.find((row) => row.value === "team")!.cells[1]).toBeUndefined();
  });
  it("lists numbers where somebody has one", () => expect(numberRows(answer, groupings).map((row) => row.label)).toEqual(["age"]));
  it("asks by all traits, tags and layers of chosen persons", () => {
    const scheme = { id: "s1", name: "Value", layers: [{ name: "high", persons: 1 }] } as LayersView;
    const tags = [{ id: "t1", name: "Tier", values: [{ value: "gold" }] }, { id: "t2", name: "Days", values: [] }] as unknown as TagView[];
    expect(choicesOf([{ id: "a", name: "A" } as SegmentView], [scheme], tags).map((one) => [one.value, JSON.stringify(one.filter)])).toEqual([
      ["segment:a", '{"in_segment":"a"}'], ["layer:s1:high", '{"in_layer":{"scheme":"s1","layer":"high"}}'], ["tag:t1:gold", '{"has_tag":{"tag":"t1","value":"gold"}}']]);
    const by = groupingsOf([{ ref: "person.plan" }, { ref: "event.price" }] as PropertyView[], [scheme], tags);
    expect(by.map((one) => `${one.kind} ${one.id}`)).toEqual(["layers s1", "tag t1", "trait plan"]);
    expect(questionOf({ in_segment: "a" }, { all: [] }, by, firstSetting).by[0]).toEqual({ kind: "layers", id: "s1", values: ["high"] });
  });
});
