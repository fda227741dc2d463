import { describe, expect, it } from "vitest";
import type { SourceHour, SourceView } from "../api/sources";
import { barStarts, daysFrom, heardRows, hoursSince, lastHeard, nameProblem, newRows, perBar, rowsOf, settingsOf, statusOf, switched, totalOf, withName, withoutName } from "./sources";

const hour = 3_600_000;
const now = Date.parse("2026-03-10T10:20:00Z");
const at = (hoursAgo: number) => new Date(Math.floor(now / hour) * hour - hoursAgo * hour).toISOString();
const heard = (hoursAgo: number, counts: Partial<SourceHour> = {}): SourceHour => ({ hour: at(hoursAgo), accepted: 0, quarantined: 0, refused: 0, ...counts });

function view(source: string, hours: SourceHour[] = [], more: Partial<SourceView> = {}): SourceView {
  const counts = { requests: hours.length, accepted: 0, duplicates: 0, late: 0, quarantined: 0, refused: 0 };
  for (const one of hours) for (const of of ["accepted", "quarantined", "refused"] as const) counts[of] += one[of];
  const last = hours.at(-1)?.hour;
  return { source, off: false, names: [], counts, hours, ...(last ? { last_heard: last } : {}), ...more };
}

describe("days shown", () => {
  it("are those of the address, or seven", () => expect(["30", "90", "2", "x", null].map(daysFrom)).toEqual([30, 90, 7, 7, 7]));
});

describe("bars", () => {
  const iso = (starts: number[]) => [starts[0]!, starts.at(-1)!].map((one) => new Date(one).toISOString());
  it("of a day are its hours, the running one last", () => {
    const starts = barStarts(1, now, "Asia/Shanghai");
    expect(starts).toHaveLength(24);
    expect(iso(starts)).toEqual(["2026-03-09T11:00:00.000Z", "2026-03-10T10:00:00.000Z"]);
  });
  it("of a quarter are days of the zone", () => {
    const starts = barStarts(90, now, "Asia/Shanghai");
    expect(iso(starts)).toEqual(["2025-12-09T16:00:00.000Z", "2026-03-09T16:00:00.000Z"]);
    expect(starts).toHaveLength(91);
  });
  it("of a month are six hours long, also where the zone is half an hour off", () => {
    expect(iso(barStarts(30, now, "Asia/Kolkata"))[1]).toBe("2026-03-10T07:00:00.000Z");
    expect(barStarts(30, now, "UTC").map((one) => (one / hour) % 6).every((rest) => rest === 0)).toBe(true);
  });
  it("sum what came in them", () => {
    const starts = barStarts(30, now, "UTC");
    const sums = perBar([heard(30 * 24, { accepted: 1 }), heard(5, { accepted: 3 }), heard(4, { accepted: 2, refused: 9 }), heard(0, { accepted: 4 })], starts, "accepted");
    expect(sums.slice(-2)).toEqual([3, 6]);
    expect(sums.reduce((a, b) => a + b)).toBe(10);
  });
  it("lose what is too old, and keep what is ahead of the clock", () => {
    const sums = perBar([heard(25, { accepted: 1 }), heard(-1, { accepted: 5 })], barStarts(1, now, "UTC"), "accepted");
    expect(sums.at(-1)).toBe(5);
    expect(sums.slice(0, -1).every((one) => one === 0)).toBe(true);
  });
});

describe("the status of a source", () => {
  const of = (hours: SourceHour[], more: Partial<SourceView> = {}, source = "posthog") => statusOf(view(source, hours, more), hours.at(-1)?.hour, now);
  it.each([
    ["never heard", [], "never"],
    ["in this hour", [heard(0, { accepted: 3 })], "hearing"],
    ["in the hour before", [heard(1, { accepted: 3 })], "hearing"],
    ["two hours ago", [heard(2, { accepted: 3 })], "quiet"],
    ["a day ago", [heard(24, { accepted: 3 })], "quiet"],
    ["longer ago", [heard(25, { accepted: 3 })], "silent"],
    ["a twentieth kept aside", [heard(3, { accepted: 19, quarantined: 1 })], "problems"],
    ["less than that", [heard(0, { accepted: 20, quarantined: 1 })], "hearing"],
    ["all refused", [heard(0, { refused: 1 })], "problems"],
    ["bad days ago, well now", [heard(60, { refused: 99 }), heard(0, { accepted: 1 })], "hearing"],
  ] as const)("%s", (_, hours, status) => expect(of([...hours])).toBe(status));
  it("is off first of all", () => expect(of([heard(0, { refused: 5 })], { off: true })).toBe("off"));
  it("is never silent for imports", () => expect(of([heard(70, { accepted: 5 })], {}, "import")).toBe("quiet"));
  it("counts whole hours", () => expect([at(0), at(3), at(-2)].map((one) => hoursSince(one, now))).toEqual([0, 3, 0]));
});

describe("rows", () => {
  const views = [view("segment"), view("posthog", [heard(0, { accepted: 2 })]), view("matomo")];
  it("keep their order; who was heard before the days shown is no newcomer", () => {
    const rows = rowsOf(views, new Map([["segment", at(40)]]), now);
    expect(heardRows(rows).map((row) => [row.view.source, row.status, row.place])).toEqual([["segment", "silent", 0], ["posthog", "hearing", 1]]);
    expect(newRows(rows).map((row) => row.view.source)).toEqual(["matomo"]);
  });
  it("say when each was heard last, and sum up", () => {
    expect([...lastHeard(views)]).toEqual([["posthog", at(0)]]);
    expect(totalOf(views, "accepted")).toBe(2);
  });
});

describe("settings", () => {
  const settings = settingsOf([view("segment", [], { off: true }), view("matomo", [], { names: ["1", "2"] }), view("import")]);
  it("are read from all sources but imports", () =>
    expect(settings).toEqual({ off: ["segment"], names: [{ protocol: "matomo", name: "1" }, { protocol: "matomo", name: "2" }] }));
  it("switch one and leave the others", () => {
    expect(switched(settings, "matomo", false).off).toEqual(["segment", "matomo"]);
    expect(switched(switched(settings, "segment", false), "segment", true)).toEqual({ ...settings, off: [] });
  });
  it("take a name once, and away", () => {
    const named = withName(settings, "posthog", "1");
    expect(named.names).toHaveLength(3);
    expect(withName(named, "posthog", "1")).toEqual(named);
    expect(withoutName(named, "matomo", "1").names).toEqual([{ protocol: "matomo", name: "2" }, { protocol: "posthog", name: "1" }]);
  });
  it("say what is wrong with a name", () => {
    expect([nameProblem(settings, "matomo", "1"), nameProblem(settings, "posthog", "1"), nameProblem(settings, "matomo", "站".repeat(67))]).toEqual(["taken", undefined, "long"]);
    const full = { off: [], names: Array.from({ length: 200 }, (_, i) => ({ protocol: "matomo" as const, name: String(i) })) };
    expect(nameProblem(full, "posthog", "new")).toBe("many");
  });
});
