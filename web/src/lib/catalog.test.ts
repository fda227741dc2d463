import { describe, expect, it } from "vitest";
import type { CatalogEvent, CatalogProperty } from "../api/catalog";
import { chosen, countOf, daysFrom, described, entryIn, fill, hasPlan, isPlanned, isUnknown, kindShares, lookFrom, nothingSaid, shows, statusFrom, undecided, unplanned, volume, withSchema } from "./catalog";

const now = Date.parse("2026-03-10T10:00:00Z");
const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();
const event = (name: string, more: Partial<CatalogEvent> = {}): CatalogEvent =>
  ({ name, status: "none", owner: "", description: "", has_schema: false, events: 3, days: [1, 0, 2], warned: 0, quarantined: 0, first_seen: daysAgo(40), last_seen: daysAgo(0.5), ...more });
const property = (more: Partial<CatalogProperty>): CatalogProperty =>
  ({ name: "price", description: "", events: 4, types: { text: 0, number: 0, boolean: 0, instant: 0, list: 0 }, first_seen: daysAgo(1), last_seen: daysAgo(0), examples: [], ...more });
const names = (events: CatalogEvent[]) => events.map((one) => one.name);

describe("an address", () => {
  it("says days, status and look, or nothing that is known", () => {
    expect(["7", "90", "1", null].map(daysFrom)).toEqual([7, 90, 30, 30]);
    expect(["blocked", "gone", null].map(statusFrom)).toEqual(["blocked", undefined, undefined]);
    expect(["silent", "x", null].map(lookFrom)).toEqual(["silent", undefined, undefined]);
  });
});

describe("events", () => {
  it("have the volume of their days", () => expect(volume(event("a"))).toBe(3));
  it("have problems when something was warned of or kept aside", () => {
    expect([event("a"), event("b", { warned: 1 }), event("c", { quarantined: 1 })].map((one) => shows(one, "problems", now))).toEqual([false, true, true]);
  });
  it("are new for seven days, and silent after seven", () => {
    expect([daysAgo(6.9), daysAgo(7.1), undefined].map((first_seen) => shows({ ...event("a"), first_seen } as CatalogEvent, "new", now))).toEqual([true, false, false]);
    expect([daysAgo(6.9), daysAgo(7.1), undefined].map((last_seen) => shows({ ...event("a"), last_seen } as CatalogEvent, "silent", now))).toEqual([false, true, false]);
  });
  const all = [event("Order Paid", { owner: "Shop team" }), event("$pageview"), event("order_old", { status: "unexpected", description: "Until 2025" })];
  const called = (name: string) => (name === "$pageview" ? "Page view" : name);
  const none = { text: "", status: undefined, look: undefined };
  it("are found by name, human name, owner and description", () => {
    expect(["ORDER", "page view", "shop", "2025", " ", "x"].map((text) => names(chosen(all, { ...none, text }, called, now)))).toEqual([["Order Paid", "order_old"], ["$pageview"], ["Order Paid"], ["order_old"], names(all), []]);
  });
  it("are narrowed down by all choices together", () => {
    expect(names(chosen(all, { ...none, text: "order", status: "unexpected" }, called, now))).toEqual(["order_old"]);
    expect(names(chosen(all, { ...none, status: "unexpected", look: "silent" }, called, now))).toEqual([]);
    expect(countOf(all, "none")).toBe(2);
  });
});

describe("a plan", () => {
  it("begins with what came lately and nobody has said anything of, but not with the program's own", () => {
    expect(names(undecided([event("a"), event("b", { status: "blocked" }), event("c", { has_schema: true }), event("$pageview"), event("old", { last_seen: daysAgo(31) })], now))).toEqual(["a"]);
  });
  it("has what is expected or has a schema, and the program's own", () => {
    const cases = [event("a"), event("a", { status: "expected" }), event("a", { has_schema: true }), event("a", { has_schema: true, status: "unexpected" }), event("$pageview")];
    expect(cases.map(isPlanned)).toEqual([false, true, true, false, true]);
  });
  it("lacks what came in the days shown, unless it is blocked anyway", () => {
    expect(names(unplanned([event("a"), event("quiet", { days: [0, 0] }), event("b", { status: "blocked" }), event("c", { status: "expected" })]))).toEqual(["a"]);
  });
  it("is there once something is decided", () => {
    expect([[event("a", { owner: "me" })], [event("a", { status: "blocked" })], [event("a", { has_schema: true })]].map(hasPlan)).toEqual([false, true, true]);
  });
});

describe("what is said of an event", () => {
  const known = { ...nothingSaid("a"), owner: "me", properties: { price: "Gross" }, schema: true };
  it("is nothing where there is no entry", () => {
    expect(entryIn([known], "a")).toBe(known);
    expect(entryIn([known], "b")).toEqual({ name: "b", status: "none", owner: "", description: "", properties: {} });
  });
  it("of a property is changed, added, and taken away", () => {
    expect(described(known, "price", " Net ").properties).toEqual({ price: "Net" });
    expect(described(known, "sku", "Code").properties).toEqual({ price: "Gross", sku: "Code" });
    expect(described(known, "price", " ").properties).toEqual({});
  });
  it("keeps all else when its schema changes or goes", () => {
    expect(withSchema(known, { type: "object" })).toEqual({ ...known, schema: { type: "object" } });
    expect("schema" in withSchema(known, undefined)).toBe(false);
  });
  it("is nothing at all of a name that never came", () => {
    const detail = { event: event("a"), sampled: 3, seen_ever: true, properties: [], findings: [] };
    expect([detail, { ...detail, event: event("a", { events: 0 }), sampled: 0 }].map(isUnknown)).toEqual([false, true]);
  });
});

describe("properties", () => {
  it("have types by share, the most frequent first", () => {
    expect(kindShares(property({ types: { text: 1, number: 3, boolean: 0, instant: 0, list: 0 } }))).toEqual([{ kind: "number", share: 0.75 }, { kind: "text", share: 0.25 }]);
    expect(kindShares(property({ events: 0 }))).toEqual([]);
  });
  it("are filled in a share of the events looked at", () => expect([fill(property({}), 8), fill(property({ events: 0 }), 0)]).toEqual([0.5, 0]));
});
