import { describe, expect, it } from "vitest";
import type { AskManyResult, EffectAnswer, EffectQuestion } from "../api/types";
import { answerOfParts, firstChosen, kindsOf, partQuestion, partsBy, type Partings } from "./effect_parts";

const partings = {
  segments: [{ id: "s1", name: "New" }, { id: "s2", name: "Loyal" }],
  schemes: [{ id: "l0", name: "Empty", layers: [] }, { id: "l1", name: "RFM", layers: [{ name: "high" }, { name: "low" }] }],
  tags: [{ id: "t1", name: "Rank", values: [{ value: "gold" }] }],
} as unknown as Partings;
const question: EffectQuestion = { campaigns: ["c"], where: { all: [] }, range: "ever", goal: { event: "Order" }, window: "7d", revenue: "", by: "none", top: 20 };

describe("parts of persons", () => {
  it("are offered where there are some", () => {
    expect(kindsOf(partings)).toEqual(["layers", "tag", "segments"]);
    expect(kindsOf({ segments: [], schemes: [partings.schemes[0]!], tags: [] })).toEqual([]);
    expect([firstChosen("layers", partings), firstChosen("segments", partings)]).toEqual([["l1"], ["s1", "s2"]]);
  });
  it("leave nobody out by layers and tags", () => {
    const high = { in_layer: { scheme: "l1", layer: "high" } }, low = { in_layer: { scheme: "l1", layer: "low" } };
    expect(partsBy("layers", ["l1"], partings)).toEqual([{ label: "high", filter: high }, { label: "low", filter: low }, { label: "$other", filter: { not: { any: [high, low] } } }]);
    expect(partsBy("tag", ["t1"], partings).map((one) => one.label)).toEqual(["gold", "$other"]);
  });
  it("are the chosen segments as they are chosen", () => expect(partsBy("segments", ["s2", "gone", "s1"], partings)).toEqual([{ label: "Loyal", filter: { in_segment: "s2" } }, { label: "New", filter: { in_segment: "s1" } }]));
  it("are none where the choice is gone", () => expect(partsBy("layers", ["gone"], partings)).toEqual([]));
  it("are asked as the whole is, of these persons alone", () => {
    expect(partQuestion({ ...question, by: "variant" }, { label: "New", filter: { in_segment: "s1" } })).toEqual({ ...question, where: { all: [{ all: [] }, { in_segment: "s1" }] } });
  });
});

describe("their answer", () => {
  const result = (sent: number): AskManyResult => ({ question: {}, answer: { answer: { all: { label: "", sent, held_out: 0 }, groups: [] } as unknown as EffectAnswer } }) as unknown as AskManyResult;
  const parts = partsBy("layers", ["l1"], partings);
  const labels = (rest: number) => answerOfParts(parts, [result(10 + rest), result(7), result(3), result(rest)]).groups.map((one) => [one.label, one.sent]);
  it("has each part as a group, beside all", () => expect(answerOfParts(parts, [result(12), result(7), result(3), result(2)]).all.sent).toBe(12));
  it("shows the rest only where somebody is in it", () => {
    expect(labels(2)).toEqual([["high", 7], ["low", 3], ["$other", 2]]);
    expect(labels(0)).toEqual([["high", 7], ["low", 3]]);
  });
});
