import { describe, expect, it } from "vitest";
import type { CampaignView, RunView, Timing } from "../api/engage";
import { newTiming } from "./campaigns";
import { daysAround, monthAfter, monthGrid, occasionsOf, type Occasion } from "./send_calendar";

const at = (wall: string): Occasion => ({ campaign: "c", name: "C", at: wall, kind: "past", more: 0 });

describe("the grid of a month", () => {
  it("is whole weeks from the project's first day on", () => {
    const monday = monthGrid("2026-03", daysAround("2026-03", "monday"), []);
    expect(monday.map((week) => week[0]!.day)).toEqual(["2026-02-23", "2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]);
    const sunday = monthGrid("2026-03", daysAround("2026-03", "sunday"), []);
    expect(sunday[0]![0]).toEqual({ day: "2026-03-01", inMonth: true, occasions: [] });
    expect(sunday.at(-1)![6]!.day).toBe("2026-04-04");
  });
  it("has no week that only the month beside has", () => {
    for (let n = 0; n < 48; ++n) {
      const month = monthAfter("2025-01", n);
      const weeks = monthGrid(month, daysAround(month, "monday"), []);
      const days = weeks.flat().filter((one) => one.inMonth);
      expect(days.length, month).toBe(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate());
      expect(weeks.every((week) => week.length === 7 && week.some((one) => one.inMonth)), month).toBe(true);
    }
  });
  it("puts occasions on their days, in their order", () => {
    const weeks = monthGrid("2026-03", daysAround("2026-03", "monday"), [at("2026-03-04T12:00"), at("2026-03-04T08:00"), at("2026-04-01T08:00")]);
    expect(weeks[1]![2]!.occasions.map((one) => one.at)).toEqual(["2026-03-04T08:00", "2026-03-04T12:00"]);
    expect(weeks.flat().find((one) => one.day === "2026-04-01")!.occasions).toHaveLength(1);
  });
});

describe("occasions", () => {
  const campaign = (id: string, phase: string, timing: Partial<Timing> = {}) => ({ id, name: id, phase, next: "2026-03-09T01:00:00Z", timing: { ...newTiming, ...timing } }) as CampaignView;
  const none = new Map<string, RunView[]>();
  const days = daysAround("2026-03", "monday");
  // After the next, on the clock of Shanghai, where the next is on the 9th at 9.
  const later = (timing: Partial<Timing>, of = days) => occasionsOf([campaign("a", "active", { minute: 540, ...timing })], none, of, "Asia/Shanghai").filter((one) => one.kind === "later").map((one) => one.at.slice(5) + (one.more > 0 ? ` +${one.more}` : ""));

  it("are what was sent, and of active ones what comes next", () => {
    const run = { occasion: "2026-03-02T00:00:00Z" } as RunView;
    const found = occasionsOf([campaign("a", "active"), campaign("b", "paused")], new Map([["a", [run, run]], ["b", [run]]]), days, "Asia/Shanghai");
    expect(found.map((one) => [one.campaign, one.kind, one.at, one.more])).toEqual([["a", "past", "2026-03-02T08:00", 1], ["a", "next", "2026-03-09T09:00", 0], ["b", "past", "2026-03-02T08:00", 0]]);
  });
  it.each<[string, Partial<Timing>, string[]]>([
    ["daily, and not after its end", { rhythm: "daily", until: "2026-03-11T02:00:00Z" }, ["03-10T09:00", "03-11T09:00"]],
    ["on each day, whose it may be", { rhythm: "date", date_trait: "birthday", until: "2026-03-11T00:59:00Z" }, ["03-10T09:00"]],
    ["weekly", { rhythm: "weekly", weekday: "monday" }, ["03-16T09:00", "03-23T09:00", "03-30T09:00"]],
    ["monthly, on the last day of a month that is shorter", { rhythm: "monthly", day: 31 }, ["03-31T09:00"]],
    ["by a crontab line, once a day with how many more", { rhythm: "cron", cron: "0,30 9-10 * * mon", until: "2026-03-17T00:00:00Z" }, ["03-09T09:30 +2", "03-16T09:00 +3"]],
    ["by a line that is none: not", { rhythm: "cron", cron: "nonsense" }, []],
    ["on an event, once or at once: not again", { rhythm: "once" }, []],
  ])("to come are %s", (_, timing, wanted) => expect(later(timing)).toEqual(wanted));
  it("of a shorter month are on its last day", () => expect(later({ rhythm: "monthly", day: 31 }, daysAround("2026-04", "wednesday"))).toEqual(["04-30T09:00"]));
  it("are none before the next", () => expect(later({ rhythm: "daily" }, daysAround("2026-02", "sunday"))).toEqual([]));
});

describe("months", () => {
  it("follow each other over the year's end", () => expect([monthAfter("2026-12", 1), monthAfter("2026-01", -1)]).toEqual(["2027-01", "2025-12"]));
});
