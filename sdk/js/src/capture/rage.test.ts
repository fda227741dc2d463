import { expect, test } from "vitest";
import { createRageDetector } from "./rage.js";

const told = (clicks: [at: number, x: number][]) => {
  const detect = createRageDetector();
  return clicks.map(([at, x]) => detect({ at, x, y: 0 }));
};

test("the third click within a second and 30 px tells, the fourth does not again", () => {
  expect(told([[0, 0], [200, 5], [400, 10], [600, 10]])).toEqual([false, false, true, false]);
});
test("another burst tells again", () => {
  expect(told([[0, 0], [100, 0], [200, 0], [5000, 0], [5100, 0], [5200, 0]])).toEqual([false, false, true, false, false, true]);
});
test("slow clicks and clicks far from each other are no rage", () => {
  expect(told([[0, 0], [600, 0], [1200, 0], [1800, 0]])).toEqual([false, false, false, false]);
  expect(told([[0, 0], [100, 40], [200, 80], [300, 0]])).toEqual([false, false, false, false]);
});
