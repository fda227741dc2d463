import { describe, expect, it } from "vitest";
import type { TagView } from "../api/tags";
import type { Filter } from "../api/types";
import { addPart, byCategory, driftLevel, exampleKeys, exampleTag, filterOfRule, flawsOf, formFromTag, givesNumbers, lackOf, moved, newRule, newTag, removePart, splitIsWhole, tagFromForm } from "./tags";

const word = (key: string) => key;

describe("a tag's form", () => {
  it("keeps what a tag says, and back", () => {
    for (const key of exampleKeys) {
      const body = tagFromForm(exampleTag(key, word));
      expect(tagFromForm(formFromTag(body))).toEqual(body);
      expect(lackOf(exampleTag(key, word)), key).toBeUndefined();
    }
  });
  it("sends nothing that its kind does not use", () => {
    const form = { ...exampleTag("stage", word), sql: "SELECT 1", split: { by: "value" as const, cuts: [1], names: ["a", "b"] }, countNone: true };
    const body = tagFromForm(form);
    expect([body.sql, body.split, body.count_none, body.statistic]).toEqual(["", undefined, false, undefined]);
    expect(tagFromForm({ ...form, kind: "manual" }).schedule.refresh).toBe("manual");
    expect(tagFromForm({ ...form, kind: "manual" }).rules).toEqual([]);
  });
  it("says what is still to fill in", () => {
    const form = newTag();
    expect(lackOf(form)).toBe("value");
    expect(lackOf({ ...form, rules: [{ ...newRule(), value: "a" }, { ...newRule(), value: "a " }] })).toBe("sameValue");
    expect(lackOf({ ...form, kind: "statistic", statistic: { ...form.statistic, measure: "sum" } })).toBe("property");
    expect(lackOf({ ...form, kind: "statistic", split: { by: "value", cuts: [2, 1], names: ["a", "b", "c"] } })).toBe("split");
    expect(lackOf({ ...form, kind: "statistic", statistic: { ...form.statistic, measure: "most_frequent", property: "x" }, split: { by: "value", cuts: [2, 1], names: ["a", "b", "c"] } })).toBeUndefined();
    expect(lackOf({ ...form, kind: "sql" })).toBe("sql");
    expect(lackOf({ ...form, kind: "manual" })).toBeUndefined();
  });
});

describe("rules and parts", () => {
  it("leave out whoever an earlier rule took", () => {
    const rules: { filter: Filter }[] = [{ filter: { a: 1 } }, { filter: { b: 1 } }, { filter: { c: 1 } }];
    expect(filterOfRule(rules, 0)).toEqual({ a: 1 });
    expect(filterOfRule(rules, 2)).toEqual({ all: [{ c: 1 }, { not: { any: [{ a: 1 }, { b: 1 }] } }] });
  });
  it("are moved", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  });
  it("have one name more than cuts", () => {
    const split = { by: "percent" as const, cuts: [50], names: ["low", "high"] };
    expect(addPart(split, "top")).toEqual({ by: "percent", cuts: [50, 75], names: ["low", "high", "top"] });
    expect(removePart(addPart(split, "top"), 0)).toEqual({ by: "percent", cuts: [75], names: ["high", "top"] });
    expect(removePart(addPart(split, "top"), 2)).toEqual(split);
    expect(splitIsWhole({ ...split, cuts: [100] })).toBe(false);
    expect(splitIsWhole({ ...split, names: ["a", "a"] })).toBe(false);
  });
  it("are of numbers only", () => {
    expect(givesNumbers({ measure: "last", property: "" })).toBe(true);
    expect(givesNumbers({ measure: "last", property: "page" })).toBe(false);
    expect(givesNumbers({ measure: "most_frequent", property: "page" })).toBe(false);
  });
});

describe("a list of tags", () => {
  const tag = (part: Partial<TagView>) => ({ category: "", problem: "", stale: false, used_by: [], computed: "2027-01-01T00:00:00.000Z", ...part }) as unknown as TagView;
  it("says what is wrong with each", () => {
    expect(flawsOf(tag({}))).toEqual(["unused"]);
    expect(flawsOf(tag({ problem: "x", stale: true }))).toEqual(["failed", "unused"]);
    expect(flawsOf(tag({ stale: true, used_by: [{ kind: "report", id: "1", name: "r" }] }))).toEqual(["stale"]);
    const never = tag({});
    delete never.computed;
    expect(flawsOf(never)).toEqual(["never", "unused"]);
  });
  it("is by category, those without last", () => {
    expect(byCategory([tag({}), tag({ category: "b" }), tag({ category: "a" }), tag({ category: "b" })]).map(([name, list]) => [name, list.length])).toEqual([["a", 1], ["b", 2], ["", 1]]);
  });
  it("reads the stability index as the field does", () => {
    expect([0, 0.0999, 0.1, 0.249, 0.25].map(driftLevel)).toEqual(["steady", "steady", "some", "some", "much"]);
  });
});
