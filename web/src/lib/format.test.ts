import { describe, expect, it } from "vitest";
import { bucketName, compact, dayKey, number, percent, readablePath, span, valueText } from "./format";
import { snippets } from "./snippets";
import { groupByDay } from "./timeline";
import type { EventView } from "../api/types";

describe("numbers", () => {
  it("are localised", () => {
    expect(number("en", 1234567.891)).toBe("1,234,567.89");
    expect(compact("zh-CN", 123456)).toBe("12.3万");
    expect(compact("en", 123456)).toBe("123.5K");
  });
  it("show a dash for what has no value", () => {
    expect(number("en", null)).toBe("–");
    expect(percent("en", Number.NaN)).toBe("–");
    expect(span("en", undefined)).toBe("–");
  });
  it("keep one decimal in shares, so that columns align", () => {
    expect(percent("en", 0.24)).toBe("24.0%");
    expect(percent("en", 1)).toBe("100%");
  });
  it("say spans in the unit that suits", () => {
    expect(span("en", 30_000)).toBe("30 sec");
    expect(span("en", 90 * 60_000)).toBe("1.5 hr");
    expect(span("en", 36 * 3_600_000)).toBe("1.5 days");
  });
});

describe("times", () => {
  it("are of the project's zone", () => {
    expect(dayKey("Asia/Shanghai", "2026-01-01T16:30:00Z")).toBe("2026-01-02");
    expect(bucketName("en", "Asia/Shanghai", "2026-03-31T16:00:00Z", "quarter")).toBe("2026 Q2");
    expect(bucketName("en", "Asia/Shanghai", "2025-12-31T16:00:00Z", "month")).toBe("Jan 2026");
    expect(bucketName("en", "UTC", "2026-01-05T00:00:00Z", "day")).toBe("1/5");
  });
});

it("shows texts as they are and other values as JSON", () => {
  expect([valueText("a"), valueText(3), valueText(["x"]), valueText(null)]).toEqual(["a", "3", '["x"]', "null"]);
});

it("decodes paths, and leaves what does not decode", () => {
  expect(readablePath("/p/%E4%BA%BA")).toBe("/p/人");
  expect(readablePath("/p/%E4%")).toBe("/p/%E4%");
});

it("puts the key and the host into the snippets", () => {
  const texts = snippets("https://t.example:8710", "KEY");
  expect(texts.curl).toContain("curl https://t.example:8710/v1/track -u 'KEY:'");
  expect(texts.browser).toContain('apiHost: "t.example:8710/v1", protocol: "https"');
});

it("groups a person's events by day, then by visit", () => {
  const event = (number: number, time: string, session: string) => ({ number, time, session }) as EventView;
  const days = groupByDay([event(4, "2026-01-02T02:00", "b"), event(3, "2026-01-02T01:00", "a"), event(2, "2026-01-01T09:00", "a"), event(1, "2026-01-01T08:00", "a")], (iso) => iso.slice(0, 10));
  expect(days.map((d) => [d.key, d.visits.map((v) => v.events.map((e) => e.number))])).toEqual([["2026-01-02", [[4], [3]]], ["2026-01-01", [[2, 1]]]]);
});
