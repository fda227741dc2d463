import { describe, expect, it } from "vitest";
import { hourOfWeek, isZone, zoneCity, zoneOfText, zones } from "./zones";

describe("zones", () => {
  it("are named by their city", () => expect([zoneCity("America/New_York"), zoneCity("UTC")]).toEqual(["New York", "UTC"]));
  it("begin with UTC, once", () => expect([zones()[0], zones().filter((zone) => zone === "UTC").length]).toEqual(["UTC", 1]));
  it("are read from the address where the browser knows them", () =>
    expect([zoneOfText('{"time_zone":"Asia/Tokyo"}'), zoneOfText('{"time_zone":"Mars/X"}'), zoneOfText("{"), zoneOfText(null)]).toEqual(["Asia/Tokyo", undefined, undefined, undefined]));
  it("knows what it can show", () => expect([isZone("Africa/Cairo"), isZone("Nowhere")]).toEqual([true, false]));
});

describe("hours of the week", () => {
  it("begin where the week does", () => {
    expect(hourOfWeek(0, "sunday")).toEqual({ weekday: "sunday", hour: 0 });
    expect(hourOfWeek(24 + 9, "sunday")).toEqual({ weekday: "monday", hour: 9 });
    expect(hourOfWeek(167, "monday")).toEqual({ weekday: "sunday", hour: 23 });
  });
});
