import { expect, test } from "vitest";
import { createClock } from "./clock.js";

const ticks = (...times: number[]) => {
  const clock = createClock(() => times.shift()!);
  return Array.from({ length: times.length }, clock);
};

test("no two events have one time", () => expect(ticks(100, 100, 100, 200, 199)).toEqual([100, 101, 102, 200, 201]));
test("a clock that is set back is followed", () => expect(ticks(100_000, 50_000, 50_000)).toEqual([100_000, 50_000, 50_001]));
