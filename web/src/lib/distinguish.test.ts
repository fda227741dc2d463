import { describe, expect, it } from "vitest";
import { cellOf, distinguishDefault, distinguishQuestion, intervalAt, optionsFromText, optionsToText } from "./distinguish";
import { funnelDefault } from "./question_url";

describe("what distinguishes", () => {
  it("is read back from the address", () => {
    const options = { properties: ["person.tier"], min_persons: 3 };
    expect(optionsFromText(optionsToText(options))).toEqual(options);
  });
  it.each([null, "", "x", "3", "null", '{"min_persons":0}'])("takes the default for %j", (text) => expect(optionsFromText(text)).toEqual(distinguishDefault));
  it("is asked of persons, without what the funnel shows beside", () => {
    const asked = distinguishQuestion({ ...funnelDefault, count: "totals", breakdown: "person.a" }, distinguishDefault);
    expect(asked.funnel.count).toBe("persons");
    expect("breakdown" in asked.funnel || "times" in asked.funnel || "bucket" in asked.funnel).toBe(false);
  });
  it("opens the persons of an event or of a value", () => {
    const factor = { converted_with: 1, converted_without: 1, others_with: 1, others_without: 1, odds_ratio: 1, low: 0.5, high: 2 };
    expect(cellOf({ ...factor, event: "A" }, true)).toEqual({ event: "A", converted: true, has: true });
    expect(cellOf({ ...factor, property: "event.a", value: "x" }, false)).toEqual({ property: "event.a", value: "x", converted: false, has: true });
  });
  it("stands on a line whose middle is 1", () => expect(intervalAt({ odds_ratio: 1, low: 1 / 32, high: 1000 })).toEqual({ ratio: 50, low: 0, high: 100 }));
});
