import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { CampaignBody, Rehearsal, SendCount } from "../api/engage";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { changed, lackOf, newCampaign, rehearsalParts, sayRehearsalPart, withVariant } from "./campaigns";
import { firstWinner, isGoodWait, sayWinner, waitForWinner } from "./winner";

let english: TFunction, chinese: TFunction;
beforeAll(async () => {
  await i18next.init({ lng: "en", resources: { en: { translation: en }, "zh-CN": { translation: zh } }, interpolation: { escapeValue: false } });
  english = i18next.getFixedT("en");
  chinese = i18next.getFixedT("zh-CN");
});

const goal = { event: { event: "Order" }, window: "7d", revenue: "" };
const two = { ...newCampaign(), variants: withVariant(newCampaign().variants), goal, winner: { ...firstWinner, by: "converted" } } as CampaignBody;

describe("the content that wins", () => {
  it("is said as what will happen", () => {
    expect(sayWinner(firstWinner, two.variants, english)).toBe("20 % of the audience get A or B at once; 4 hours later everybody else gets the one that was clicked most.");
    expect(sayWinner({ ...firstWinner, by: "opened", after: "30m" }, two.variants, chinese)).toBe("人群的 20% 立即收到 A 或 B；30 分钟后，其余所有人收到打开最多的那个。");
  });
  it("stays when something else changes", () => expect(changed(two, { name: "x" }).winner).toEqual(two.winner));
  it("goes with the second content, and with the wait that events do not allow", () => {
    expect(changed(two, { variants: two.variants.slice(0, 1) })).not.toHaveProperty("winner");
    expect(changed(two, { timing: { ...two.timing, rhythm: "event" } })).not.toHaveProperty("winner");
    expect(changed(two, { winner: undefined } as unknown as Partial<CampaignBody>)).not.toHaveProperty("winner");
  });
  it("is chosen by clicks where the goal is taken away", () => expect(changed(two, { goal: undefined } as unknown as Partial<CampaignBody>).winner?.by).toBe("clicked"));
  it.each([["9m", false], ["10m", true], ["7d", true], ["8d", false], ["1w", true], ["", false]])("may be waited for %s: %s", (after, good) => expect(isGoodWait(after)).toBe(good));
  it("must be chosen in time before the campaign is saved", () => {
    const named = { ...two, name: "x", variants: two.variants.map((one) => ({ ...one, message: "m" })) };
    expect([lackOf(named, true), lackOf({ ...named, winner: { ...firstWinner, after: "8d" } }, true)]).toEqual(["", "winner"]);
  });
});

describe("who waits for it", () => {
  it("is a part of its own in a rehearsal", () => {
    const rehearsal: Rehearsal = { audience: 100, sent: [{ variant: "", persons: 70 }, { variant: "A", persons: 9 }, { variant: "B", persons: 11 }], held_out: 10, waiting: 0, refused: [], missing: [], problem: "" };
    const parts = rehearsalParts(rehearsal);
    expect(parts.map((one) => [one.key, one.count])).toEqual([["sent", 20], ["undecided", 70], ["held_out", 10]]);
    expect(sayRehearsalPart(parts[1]!, english, String)).toBe("70 get the content that wins, later");
  });
  it("is counted in a run until it is chosen", () => {
    const counts: SendCount[] = [{ state: "queued", reason: "", variant: "", count: 70 }, { state: "queued", reason: "quiet_hours", variant: "A", count: 2 }, { state: "held_out", reason: "", variant: "", count: 3 }];
    expect(waitForWinner(counts)).toBe(70);
  });
});
