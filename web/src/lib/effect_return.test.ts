import { describe, expect, it } from "vitest";
import { returnOf, spentOn } from "./effect_return";

const uplift = { difference: 0.1, low: 0, high: 0.2, conversions: 10, revenue: 300, revenue_low: 50, revenue_high: 550 };
const sent = [{ label: "sms", messages: 1000 }, { label: "email", messages: 4000 }];
const prices = [{ channel: "sms", each: 0.05 }, { channel: "email", each: 0.0125 }];

describe("what messages cost", () => {
  it("is each channel's messages by its price", () => expect(spentOn(sent, prices)).toEqual({ cost: 100, unpriced: [] }));
  it("names the channels without a price, but not those that sent nothing", () => {
    expect(spentOn([...sent, { label: "apns", messages: 0 }], prices.slice(0, 1))).toEqual({ cost: 50, unpriced: ["email"] });
    expect(spentOn([{ label: "email", messages: 3 }], [{ channel: "email", each: 0 }])).toEqual({ cost: 0, unpriced: [] });
  });
});

describe("the return", () => {
  it("is what the messages brought beyond their cost, in parts of it", () => expect(returnOf(uplift, { cost: 100, unpriced: [] })).toEqual({ roi: 2, low: -0.5, high: 4.5 }));
  it("has no interval where the revenue has none", () => {
    const { revenue_low: _, revenue_high: __, ...rest } = uplift;
    expect(returnOf(rest, { cost: 100, unpriced: [] })).toEqual({ roi: 2 });
  });
  it.each([
    ["nobody was held out", undefined, { cost: 100, unpriced: [] }], ["a price is missing", uplift, { cost: 100, unpriced: ["sms"] }], ["it cost nothing", uplift, { cost: 0, unpriced: [] }],
    ["money is not counted", { difference: 0.1, low: 0, high: 0.2, conversions: 10 }, { cost: 100, unpriced: [] }],
  ])("cannot be said where %s", (_, one, spent) => expect(returnOf(one, spent)).toBeUndefined());
});
