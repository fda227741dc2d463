import { describe, expect, it } from "vitest";
import type { EventView } from "../api/types";
import { factsOf, groupByDay } from "./timeline";

const event = (time: string, part: Partial<EventView> = {}): EventView => ({
  number: 1, id: "i", person: 1, name: "See", time, received: time, anonymous_id: "a", user_id: "", session: "s", channel: "", device: "", os: "", browser: "", page: "", properties: {}, ...part,
});

describe("visits", () => {
  it("tell their start, length, pages and how somebody came", () => {
    const events = [event("2026-01-02T10:10:00Z", { page: "/b", browser: "Edge" }), event("2026-01-02T10:05:00Z", { page: "/a", device: "phone", channel: "direct" }), event("2026-01-02T10:00:00Z", { page: "/a", channel: "email" })];
    expect(factsOf({ events })).toEqual({ start: "2026-01-02T10:00:00Z", ms: 600_000, events: 3, pages: 2, about: ["email", "phone", "Edge"] });
  });
  it("end where the session or the day does", () => {
    const events = [event("2026-01-02T01:00:00Z", { session: "b" }), event("2026-01-02T00:10:00Z"), event("2026-01-01T23:50:00Z")];
    const days = groupByDay(events, (iso) => iso.slice(0, 10));
    expect(days.map((day) => day.visits.map((visit) => visit.events.length))).toEqual([[1, 1], [1]]);
  });
  it("end after half an hour without an event where nothing else says so", () => {
    const at = (time: string, session = "") => event(`2026-01-02T${time}:00Z`, { session });
    const sizes = (events: EventView[]) => groupByDay(events, (iso) => iso.slice(0, 10)).flatMap((day) => day.visits.map((visit) => visit.events.length));
    expect(sizes([at("12:01"), at("11:30"), at("11:00")])).toEqual([1, 2]);
    expect(sizes([at("15:00", "a"), at("11:05"), at("11:00", "a")])).toEqual([3]);
    expect(sizes([at("11:06", "b"), at("11:05"), at("11:00", "a")])).toEqual([1, 2]);
  });
});
