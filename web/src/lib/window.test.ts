import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { dayAfter, durationMs, lastDayOf, parseDuration, sayDuration, sayWindow } from "./window";

beforeAll(() => i18next.init({ lng: "en", showSupportNotice: false, resources: { en: { translation: en }, "zh-CN": { translation: zh } }, interpolation: { escapeValue: false } }));

describe("windows in words", () => {
  const both = (say: (t: typeof i18next.t) => string) => [say(i18next.getFixedT("en")), say(i18next.getFixedT("zh-CN"))];
  it("says the last units, and one unit as the running one", () => {
    expect(both((t) => sayWindow({ last: 30, unit: "day" }, t))).toEqual(["Last 30 days", "最近 30 天"]);
    expect(sayWindow({ last: 1, unit: "week" }, i18next.getFixedT("en"))).toBe("This week");
  });
  it("names the last day that is in, though the API excludes its end", () => {
    expect(both((t) => sayWindow({ between: ["2026-01-01", "2026-03-01"] }, t))).toEqual(["2026-01-01 to 2026-02-28", "2026-01-01 至 2026-02-28"]);
  });
  it("says ever", () => expect(both((t) => sayWindow("ever", t))).toEqual(["All time", "全部时间"]));
  it("says durations", () => expect(both((t) => sayDuration("90m", t))).toEqual(["90 minutes", "90 分钟"]));
});

describe("days", () => {
  it("steps over month, year and leap day", () => {
    expect(dayAfter("2026-12-31")).toBe("2027-01-01");
    expect(dayAfter("2024-02-28")).toBe("2024-02-29");
    expect(lastDayOf("2024-03-01")).toBe("2024-02-29");
  });
  it("leaves instants alone", () => expect(lastDayOf("2026-02-01T12:00:00Z")).toBe("2026-02-01T12:00:00Z"));
});

it("reads durations", () => {
  expect(parseDuration("7d")).toEqual({ count: 7, unit: "d" });
  expect(parseDuration("1500ms")).toEqual({ count: 1500, unit: "ms" });
  expect(parseDuration("7 days")).toBeUndefined();
  expect(durationMs("2w")).toBe(14 * 86_400_000);
});
