import { expect, test } from "vitest";
import { createInteractions } from "./interactions.js";
import { createLayoutShift } from "./layout_shift.js";

test("CLS is the worst window, not the sum", () => {
  const shifts = createLayoutShift();
  shifts.add(100, 0.1);
  shifts.add(900, 0.05);
  shifts.add(3000, 0.12);
  expect(shifts.worst()).toBe(0.15);
});
test("a window of shifts ends after five seconds", () => {
  const shifts = createLayoutShift();
  for (let at = 100; at < 10_000; at += 900) shifts.add(at, 0.1);
  expect(shifts.worst()).toBe(0.6);
});
test("INP is the longest interaction, of many the second", () => {
  const few = createInteractions();
  expect(few.inp()).toBeUndefined();
  few.add(1, 80);
  few.add(1, 120);
  few.add(2, 50);
  expect(few.inp()).toBe(120);
  const many = createInteractions();
  for (let i = 0; i < 60; ++i) many.add(i, 40 + i);
  expect(many.inp()).toBe(98);
});
