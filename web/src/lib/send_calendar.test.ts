import { describe, expect, it } from "vitest";
import type { CampaignView, RunView } from "../api/engage";
import { monthAfter, monthGrid, occasionsOf, type Occasion } from "./send_calendar";

const dayKey = (iso: string) => iso.slice(0, 10);
const at = (iso: string): Occasion => ({ campaign: "c", name: "C", at: iso, kind: "past" });

describe("the grid of a month", () => {
  it("is whole weeks from the project's first day on", () => {
    const monday = monthGrid("2026-03", "monday", [], dayKey);
    expect(monday.map((week) => week[0]!.day)).toEqual(["2026-02-23", "2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]);
    const sunday = monthGrid("2026-03", "sunday", [], dayKey);
    expect(sunday[0]![0]).toEqual({ day: "2026-03-01", inMonth: true, occasions: [] });
    expect(sunday.at(-1)![6]!.day).toBe("2026-04-04");
  });
  it("has no week that only the month beside has", () => {
    for (let n = 0; n < 48; ++n) {
      const month = monthAfter("2025-01", n);
      const weeks = monthGrid(month, "monday", [], dayKey);
      const days = weeks.flat().filter((one) => one.inMonth);
      expect(days.length, month).toBe(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate());
      expect(weeks.every((week) => week.length === 7 && week.some((one) => one.inMonth)), month).toBe(true);
    }
  });
  it("puts occasions on their days, in their order", () => {
    const weeks = monthGrid("2026-03", "monday", [at("2026-03-04T12:00:00Z"), at("2026-03-04T08:00:00Z"), at("2026-04-01T08:00:00Z")], dayKey);
    expect(weeks[1]![2]!.occasions.map((one) => one.at)).toEqual(["2026-03-04T08:00:00Z", "2026-03-04T12:00:00Z"]);
    expect(weeks.flat().find((one) => one.day === "2026-04-01")!.occasions).toHaveLength(1);
  });
});

describe("occasions", () => {
  it("are what was sent, and of active ones what comes next", () => {
    const campaign = (id: string, phase: string) => ({ id, name: id, phase, next: "2026-03-09T00:00:00Z" }) as CampaignView;
    const run = { occasion: "2026-03-02T00:00:00Z" } as RunView;
    const found = occasionsOf([campaign("a", "active"), campaign("b", "paused")], new Map([["a", [run]], ["b", [run]]]));
    expect(found.map((one) => [one.campaign, one.kind])).toEqual([["a", "past"], ["a", "next"], ["b", "past"]]);
  });
});

describe("months", () => {
  it("follow each other over the year's end", () => expect([monthAfter("2026-12", 1), monthAfter("2026-01", -1)]).toEqual(["2027-01", "2025-12"]));
});
