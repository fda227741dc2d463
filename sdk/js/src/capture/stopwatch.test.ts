import { expect, test } from "vitest";
import { createStopwatch } from "./stopwatch.js";

test("a visible page counts until the visitor has done nothing for a while", () => {
  const watch = createStopwatch(30_000, 0, true);
  expect(watch.totalMs(10_000)).toBe(10_000);
  expect(watch.totalMs(90_000)).toBe(30_000);
  watch.used(100_000);
  expect(watch.totalMs(105_000)).toBe(35_000);
});

test("a hidden page does not count", () => {
  const watch = createStopwatch(30_000, 0, true);
  watch.show(5_000, false);
  watch.show(20_000, true);
  watch.used(20_000);
  expect(watch.totalMs(22_000)).toBe(7_000);
  expect(createStopwatch(30_000, 0, false).totalMs(9_000)).toBe(0);
});

test("another page begins at nothing", () => {
  const watch = createStopwatch(30_000, 0, true);
  watch.totalMs(8_000);
  watch.restart(8_000);
  expect(watch.totalMs(9_500)).toBe(1_500);
});
