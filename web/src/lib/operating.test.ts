import { describe, expect, it } from "vitest";
import type { FunnelGroup, LtvAnswer, OperatingQuestions, Roles, RolesView } from "../api/types";
import { addressFrom, addressTo, conversions, costsOf, named, over, retentionLines, rolesOf, sharePoints, withRole, type Cohorts } from "./operating";
import { operatingParts } from "./templates";

const parameters = (text: string) => new URLSearchParams(text);

describe("the page's address", () => {
  it("holds what differs from the default, and gives it back", () => {
    expect(addressTo(addressFrom(parameters("")))).toEqual({});
    const address = { tab: "cspdd", by: "scene", range: { last: 7, unit: "day" } } as const;
    expect(addressFrom(new URLSearchParams(addressTo(address)))).toEqual(address);
    expect(addressFrom(new URLSearchParams(addressTo({ ...address, range: "ever" }))).range).toBe("ever");
  });
  it("takes the default for what makes no sense", () => {
    expect(addressFrom(parameters("model=bcg&by=age&range=soon"))).toEqual({ tab: "aarrr", by: "channel", range: { last: 30, unit: "day" } });
    expect(addressFrom(parameters("range=7")).range).toEqual({ last: 30, unit: "day" });
  });
});

describe("shares", () => {
  const step = (count: number) => ({ count, persons: count });
  it("are of the stage before, and none of nobody", () => {
    const group = { label: "", points: [], steps: [step(8), step(4), step(0), step(0)] } as FunnelGroup;
    expect(conversions(group)).toEqual([0.5, 0, null]);
    expect(sharePoints([{ entered: 4, converted: 1 }, { entered: 0, converted: 0 }])).toEqual([0.25, null]);
  });
});

describe("buckets of those who enter", () => {
  it("are over but for the last of a range that runs", () => {
    const now = Date.parse("2026-03-10T12:00:00Z");
    expect(over(["a", "b"], { last: 2, unit: "day" }, now)).toEqual([true, false]);
    expect(over(["a", "b"], { between: ["2026-03-08", "2026-03-10"] }, now)).toEqual([true, true]);
    expect(over(["a", "b"], { between: ["2026-03-09", "2026-03-11"] }, now)).toEqual([true, false]);
  });
});

describe("what new persons cost", () => {
  it("is known of some channels", () => {
    const answer = { series: [{ label: "email", cac: 2.5 }, { label: "direct" }] } as unknown as LtvAnswer;
    expect([...costsOf(answer)]).toEqual([["email", 2.5]]);
    expect(costsOf(undefined).size).toBe(0);
  });
});

describe("retention lines", () => {
  const row = (start: string, persons: number, returned: number[], complete: boolean[]) => ({ start, persons, returned, complete });
  it("stand over the day of the return, without days that are not over or have no cohort", () => {
    const d1: Cohorts = { cohorts: [row("2026-03-01T00:00:00Z", 4, [4, 1], [true, true]), row("2026-03-02T00:00:00Z", 0, [0, 0], [true, true]), row("2026-03-03T00:00:00Z", 2, [2, 1], [true, false])] };
    const { days, lines } = retentionLines(new Map([[1, d1]]));
    expect(days.map((day) => day.slice(0, 10))).toEqual(["2026-03-02", "2026-03-03", "2026-03-04"]);
    expect(lines).toEqual([{ n: 1, values: [0.25, null, null] }]);
  });
  it("are none without answers", () => expect(retentionLines(new Map())).toEqual({ days: [], lines: [] }));
});

describe("a trend that goes to its page", () => {
  it("is called as on this page", () => {
    const question = { series: [{ name: "payers", match: {} }], formulas: [{ name: "arpu", expression: "A" }], bucket: "day" };
    expect(named(question, (name) => name.toUpperCase())).toEqual({ series: [{ name: "PAYERS", match: {} }], formulas: [{ name: "ARPU", expression: "A" }], bucket: "day" });
    expect(named({ steps: [] }, String)).toEqual({ steps: [] });
  });
});

describe("a board of one's own", () => {
  const trend = { analysis: "trend", question: { series: [{ name: "payers" }, { name: "active" }, { name: "revenue" }], formulas: [{ name: "arpu", expression: "C / B" }], range: { last: 30, unit: "day" }, bucket: "day" } } as const;
  const parts = (questions: unknown[]) => operatingParts({ questions, stages: [], bucket: "day" } as unknown as OperatingQuestions, (part) => part, (figure) => figure.toUpperCase());
  it("has what can be asked, called as on the page", () => {
    const made = parts([{ key: "revenue", now: trend }, { key: "retention_30", now: { analysis: "retention", question: { range: { between: ["2026-01-01", "2026-02-01"] } } } }]);
    expect(made.map((part) => part.name)).toEqual(["retention", "revenue", "revenueFigures"]);
    expect(made[0]!.question).toMatchObject({ range: { last: 60, unit: "day" }, buckets: 30 });
    expect(made[1]!.question).toMatchObject({ series: [{ name: "REVENUE" }], formulas: [] });
    expect(made[2]!.question).toMatchObject({ bucket: "total", compare: "previous_period", formulas: [{ name: "ARPU" }] });
  });
  it("has nothing that overlaps", () => {
    const keys = ["acquisition", "activation", "retention_30", "revenue", "referral"];
    const made = parts(keys.map((key) => ({ key, now: trend })));
    for (const a of made) for (const b of made) if (a !== b) expect(a.at.x + a.at.w <= b.at.x || b.at.x + b.at.w <= a.at.x || a.at.y + a.at.h <= b.at.y || b.at.y + b.at.h <= a.at.y, `${a.name} ${b.name}`).toBe(true);
  });
});

describe("roles", () => {
  const roles = { channel: "event.$channel", scene_property: "event.$page", activation_days: 7, journey_days: 7, revenue: "" } as Roles;
  it("without an event are none", () => {
    expect(withRole(roles, "paid", { event: "Paid" })).toEqual({ ...roles, paid: { event: "Paid" } });
    expect(withRole({ ...roles, paid: { event: "Paid" } }, "paid", {})).toEqual(roles);
    expect(withRole(roles, "paid", { events: [] })).toEqual(roles);
  });
  it("are sent without who said them", () => {
    expect(rolesOf({ ...roles, confirmed: true, by: "a@b", at: "2026-01-01T00:00:00Z" } as RolesView)).toEqual(roles);
  });
});
