import { expect, test } from "vitest";
import { retryAfterMs } from "./transport.js";
import { backoffMs, verdictOf } from "./verdict.js";

test.each([
  [200, "taken"], [204, "taken"], [400, "refused"], [404, "refused"], [401, "unauthorized"], [403, "unauthorized"], [413, "too_large"],
  [408, "later"], [429, "later"], [500, "later"], [503, "later"], [0, "later"], [302, "later"],
])("%i means %s", (status, verdict) => expect(verdictOf(status)).toBe(verdict));

test("waiting doubles to its limit, and half of it is chance", () => {
  const waits = (random: number) => [1, 2, 3, 10, 1000].map((tries) => backoffMs(tries, 1000, 60_000, () => random));
  expect(waits(1)).toEqual([1000, 2000, 4000, 60_000, 60_000]);
  expect(waits(0)).toEqual([500, 1000, 2000, 30_000, 30_000]);
});

test("Retry-After is seconds or a date, at most an hour", () => {
  const now = Date.parse("2026-11-28T08:00:00Z");
  expect(retryAfterMs(null, now)).toBe(0);
  expect(retryAfterMs("7", now)).toBe(7000);
  expect(retryAfterMs("Sat, 28 Nov 2026 08:00:30 GMT", now)).toBe(30_000);
  expect(retryAfterMs("Sat, 28 Nov 2026 07:00:00 GMT", now)).toBe(0);
  expect(retryAfterMs("86400", now)).toBe(3_600_000);
  expect(retryAfterMs("soon", now)).toBe(0);
});
