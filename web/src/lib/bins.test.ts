import { describe, expect, it } from "vitest";
import { durationsFromText, numbersFromText, sayBin } from "./bins";

describe("bins as text", () => {
  it("are numbers that rise, split by whatever people type", () => {
    expect(numbersFromText("1, 5，10 20")).toEqual([1, 5, 10, 20]);
    expect(numbersFromText(" ")).toEqual([]);
    expect([numbersFromText("1, x"), numbersFromText("5, 1"), numbersFromText("1, 1")]).toEqual([undefined, undefined, undefined]);
  });
  it("are durations that rise", () => {
    expect(durationsFromText("30m, 1h, 2d")).toEqual(["30m", "1h", "2d"]);
    expect([durationsFromText("1h, 30m"), durationsFromText("5"), durationsFromText("0m")]).toEqual([undefined, undefined, undefined]);
  });
});

describe("a bin in words", () => {
  const say = (from: number | undefined, to: number | undefined, whole: boolean) => sayBin({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }, whole, String);
  it("names the whole numbers in it", () => expect([say(1, 2, true), say(4, 10, true)]).toEqual(["1", "4 – 9"]));
  it("names both ends of measured ones", () => expect([say(4, 10, false), say(0.5, 1, true)]).toEqual(["4 – 10", "0.5 – 1"]));
  it("may be open", () => expect([say(undefined, 3, true), say(10, undefined, true), say(undefined, undefined, true)]).toEqual(["< 3", "≥ 10", "–"]));
});
