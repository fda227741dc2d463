import { describe, expect, it } from "vitest";
import type { Filter } from "../api/types";
import { asGroup, emptyGroup, filterFromForm, formFromFilter, isComplete, matchFromJson, matchToJson, operatorsFor, valueFor, type CompareForm, type GroupForm } from "./filter";

// What the form shows must say the same as what was saved.
const kept: Filter[] = [
  { all: [] },
  { person: "plan", op: "is", value: "pro" },
  { person: "plan", op: "in", value: ["pro", "team"], case_insensitive: true },
  { event: "price", op: "between", value: [3, 9.5] },
  { person: "vip", op: "is_true" },
  { person: "born", op: "before", value: "2000-01-01T00:00:00.000Z" },
  { person: "seen", op: "in_last", value: "7d" },
  { not: { person: "city", op: "is_set" } },
  { not: { any: [{ person: "a", op: "is_set" }, { person: "b", op: "is_set" }] } },
  { all: [{ any: [{ person: "a", op: "is", value: "1" }] }] },
  { any: [{ person: "a", op: "=", value: 1 }, { all: [{ person: "b", op: "is", value: "2" }, { person: "c", op: "is_empty" }] }] },
  { did: { event: "Order Completed" } },
  { did: { event: "Order Completed", count: { op: ">=", value: 3 }, within: { last: 30, unit: "day" } } },
  { did_not: { events: ["A", "B"], where: { event: "price", op: ">", value: 3 }, within: { between: ["2026-01-01", "2026-02-01"] } } },
  { did: { event: "A", sum: { property: "total", op: "between", value: [1, 2] } } },
  { did: { event: "A", where: { all: [{ event: "x", op: "is", value: "1" }, { person: "y", op: "is", value: "2" }] } } },
  { sequence: { steps: [{ event: "A" }, { events: ["B", "C"] }], within: "7d", strict: true } },
  { sequence: { steps: [{ event: "A" }, {}], within: "30m" } },
  { first_time: { event: "A", within: { between: ["2026-01-01", "2026-02-01"] } } },
  { in_segment: "abc" },
  { has_tag: { tag: "vip", value: "gold" } },
  { has_tag: { tag: "vip" } },
  { has_tag: { tag: "vip", value: "" } },
  { in_layer: { scheme: "rfm", layer: "top" } },
];

describe("filter form", () => {
  it.each(kept.map((filter) => [JSON.stringify(filter), filter]))("keeps %s", (_, filter) => {
    expect(filterFromForm(asGroup(formFromFilter(filter as Filter)))).toEqual(filter);
  });

  it("keeps a lone group inside the root when it comes back from JSON", () => {
    const inner: GroupForm = { ...emptyGroup(), join: "any", items: [formFromFilter({ person: "a", op: "is_set" })] };
    const form: GroupForm = { ...emptyGroup(), items: [inner] };
    expect(asGroup(formFromFilter(filterFromForm(form)))).toEqual(form);
  });

  it("writes no count where it means at least once", () => {
    expect(filterFromForm(formFromFilter({ did: { event: "A", count: { op: ">=", value: 1 } } }))).toEqual({ did: { event: "A" } });
  });

  it("drops case_insensitive where the operator does not take it", () => {
    const form = { ...(formFromFilter({ person: "a", op: "is", value: "x", case_insensitive: true }) as CompareForm), op: "=", value: 1 };
    expect(filterFromForm(form)).toEqual({ person: "a", op: "=", value: 1 });
  });
});

describe("event match", () => {
  it("has one form for none, one and several names", () => {
    expect(matchToJson(matchFromJson({}))).toEqual({});
    expect(matchToJson(matchFromJson({ events: ["A"] }))).toEqual({ event: "A" });
    expect(matchToJson(matchFromJson({ events: ["A", "B"] }))).toEqual({ events: ["A", "B"] });
  });
  it("reads nonsense as any event", () => {
    expect(matchFromJson(null)).toEqual({ events: [], where: emptyGroup() });
    expect(matchFromJson([1] as never)).toEqual({ events: [], where: emptyGroup() });
  });
});

describe("isComplete", () => {
  const complete = (filter: Filter) => isComplete(formFromFilter(filter));
  it.each<[string, Filter, boolean]>([
    ["no property", { person: "", op: "is", value: "x" }, false],
    ["empty list", { person: "a", op: "in", value: [] }, false],
    ["empty text is a value", { person: "a", op: "is", value: "" }, true],
    ["no date", { person: "a", op: "before", value: "" }, false],
    ["no value needed", { person: "a", op: "is_set" }, true],
    ["sum without property", { did: { event: "A", sum: { property: "", op: ">", value: 1 } } }, false],
    ["one step", { sequence: { steps: [{ event: "A" }], within: "7d" } }, false],
    ["no segment chosen", { in_segment: "" }, false],
    ["no tag chosen", { has_tag: { tag: "" } }, false],
    ["inside a where", { did: { event: "A", where: { event: "", op: "is", value: "" } } }, false],
    ["nobody excluded", { all: [] }, true],
  ])("%s", (_, filter, wanted) => expect(complete(filter)).toBe(wanted));
});

describe("valueFor", () => {
  it("keeps what still fits and replaces what does not", () => {
    expect(valueFor("in", "pro")).toEqual(["pro"]);
    expect(valueFor("is", ["pro", "team"])).toBe("pro");
    expect(valueFor("=", "5")).toBe(5);
    expect(valueFor("=", "abc")).toBe(0);
    expect(valueFor("between", [1, 2])).toEqual([1, 2]);
    expect(valueFor("between", 5)).toEqual([0, 100]);
    expect(valueFor("in_last", "x")).toBe("7d");
    expect(valueFor("in_last", "2w")).toBe("2w");
    expect(valueFor("before", "abc")).toBe("");
    expect(valueFor("is_set", "x")).toBeNull();
  });
});

it("offers the usual operators of a type first", () => {
  expect(operatorsFor("number")[0]).toBe("=");
  expect(operatorsFor("boolean")[0]).toBe("is_true");
  expect(operatorsFor("list")).not.toContain("is");
});
