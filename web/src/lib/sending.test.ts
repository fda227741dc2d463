import { describe, expect, it } from "vitest";
import { priceOf, reportPipe, unpriced } from "./sending";

describe("prices of messages", () => {
  const costs = [{ channel: "sms", each: 0.05 }, { channel: "email", each: 0 }];
  it("are of each channel; none is not nothing", () => expect([priceOf(costs, "sms"), priceOf(costs, "email"), priceOf(costs, "apns")]).toEqual([0.05, 0, undefined]));
  it("are asked for where there are none", () => {
    expect(unpriced(costs)).not.toContain("sms");
    expect(unpriced(costs)[0]).toBe("web_push");
  });
});

it("a mail server hands a mail over as it is", () => expect(reportPipe("https://x/t/r/k")).toBe("curl --silent --data-binary @- 'https://x/t/r/k'"));
