import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { Filter } from "../api/types";
import { en } from "../i18n/en";
import { sayFilter, type FilterNames } from "./say_filter";

const names: FilterNames = { event: (name) => name, segment: () => "Regulars", tag: () => "Grade", layers: () => "RFM" };
let t: TFunction;
beforeAll(async () => {
  t = await i18next.createInstance().init({ lng: "en", resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
});
const say = (filter: Filter) => sayFilter(filter, names, t);

describe("a filter in words", () => {
  it("says what somebody did, how often and when", () => {
    expect(say({ did: { event: "Buy", count: { op: ">=", value: 3 }, within: { last: 30, unit: "day" } } })).toMatch(/^Did “Buy” ≥ 3 times \(.*30.*\)$/);
    expect(say({ did: { events: ["A", "B"], sum: { property: "total", op: ">", value: 100 } } })).toBe("Did “A” or “B” sum of total > 100");
    expect(say({ did_not: { event: "Buy", where: { event: "price", op: ">", value: 3 } } })).toBe("Did not do “Buy” (price > 3)");
    expect(say({ did: {} })).toBe("Did anything");
  });
  it("keeps groups apart", () => {
    const leaf = (person: string): Filter => ({ person, op: "is_set" });
    expect(say({ all: [leaf("a"), { any: [leaf("b"), leaf("c")] }] })).toBe("a has a value and (b has a value or c has a value)");
    expect(say({ not: { any: [leaf("a")] } })).toBe("not (a has a value)");
    expect(say({ all: [] })).toBe("Everyone");
  });
  it("calls segments, tags and layers by their names", () => {
    expect(say({ all: [{ in_segment: "x" }, { has_tag: { tag: "g", value: "A" } }, { in_layer: { scheme: "r", layer: "top" } }] })).toBe("In segment “Regulars” and Has tag “Grade” “A” and In layer “RFM · top”");
    expect(say({ sequence: { steps: [{ event: "A" }, { event: "B" }], within: "7d" } })).toBe("Did in order “A” → “B”");
    expect(say({ person: "plan", op: "in", value: ["pro", "team"] })).toBe("plan is one of “pro”, “team”");
  });
});
