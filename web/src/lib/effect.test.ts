import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { CampaignView } from "../api/engage";
import type { EffectAnswer, EffectGroup, EffectUplift } from "../api/types";
import { en } from "../i18n/en";
import { chanceOf, effectOption, effectQuestion, fatigueOption, figuresOf, inOrder, sayGroup, sayUplift, sayUpliftShort, verdictOf } from "./effect";
import { chartThemes } from "./palette";

let t: TFunction;
beforeAll(async () => {
  await i18next.init({ lng: "en", resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
  t = i18next.getFixedT("en");
});
const words = { number: (n: number | null | undefined) => String(n), label: (text: string) => text };
const uplift: EffectUplift = { difference: 0.021, low: 0.008, high: 0.034, p: 0.02, conversions: 12 };

describe("what messages changed", () => {
  it("is said in points, with its interval and how likely chance is", () => {
    expect(sayUplift(uplift, t, words)).toBe("+2.1 points (0.8 to 3.4), unlikely to be chance (p = 0.02)");
    expect(sayUplift({ ...uplift, difference: -0.01, low: -0.02, high: 0, p: 0.0004 }, t, words)).toBe("−1 points (-2 to 0), hardly chance (p < 0.001)");
    expect(sayUpliftShort(uplift, t, words)).toBe("+2.1 (0.8 to 3.4)");
    const { p: _, ...without } = uplift;
    expect(sayUplift({ ...without, difference: 0 }, t, words)).toContain("0 points (0.8 to 3.4), too little to judge");
  });
  it("is clear only where the interval leaves out nothing", () => {
    expect(verdictOf(uplift)).toBe("up");
    expect(verdictOf({ ...uplift, low: -0.001 })).toBe("unclear");
    expect(verdictOf({ ...uplift, low: -0.03, high: -0.01 })).toBe("down");
  });
  it.each([[0.005, "hardly"], [0.01, "unlikely"], [0.05, "perhaps"], [0.2, "likely"], [undefined, "none"]] as const)("p %s is %s", (p, wanted) => expect(chanceOf(p)).toBe(wanted));
  it("names groups by what they are", () => {
    expect([sayGroup("hour", "9", t, words), sayGroup("variant", "B", t, words), sayGroup("number", "5+", t, words), sayGroup("none", "", t, words)]).toEqual(["09:00", "B", "message 5+ in 7 days", "All"]);
  });
  it("is asked of the campaign's goal, or not at all", () => {
    const campaign = { id: "c", goal: { event: { event: "Order" }, window: "3d", revenue: "total" } } as CampaignView;
    expect(effectQuestion(campaign, "variant")).toMatchObject({ campaigns: ["c"], goal: { event: "Order" }, window: "3d", revenue: "total", by: "variant" });
    expect(effectQuestion({ id: "c" } as CampaignView, "none")).toBeUndefined();
  });
  it("is drawn as two bars for each group; nobody is no bar", () => {
    const group = (label: string, sent: number, converted: number) => ({ label, sent, converted, held_out: 0, held_out_converted: 0 }) as EffectGroup;
    const groups = inOrder("variant", [group("B", 20, 5), group("A", 10, 1)]);
    const option = effectOption(groups, chartThemes.light, (one) => one.label, { percent: (share) => `${share}`, sent: "got", held: "not" }) as { series: { data: unknown[] }[] };
    expect(option.series.map((one) => one.data)).toEqual([[0.1, 0.25], [null, null]]);
  });
  it("is drawn as the shares that clicked and left, by how many messages somebody got", () => {
    const group = (label: string, sent: number, clicked: number, unsubscribed: number) => ({ label, sent, clicked, unsubscribed }) as EffectGroup;
    const option = fatigueOption([group("1", 100, 20, 1), group("2", 50, 5, 2)], chartThemes.light, (one) => one.label, { percent: (share) => `${share}`, of: (figure) => figure }) as { series: { name: string; data: unknown[] }[] };
    expect(option.series.map((one) => [one.name, one.data])).toEqual([["clicked", [0.2, 0.1]], ["unsubscribed", [0.01, 0.04]]]);
  });
  it("shows deliveries only where somebody tells of them", () => {
    expect(figuresOf({ all: { delivered: 0 } } as EffectAnswer)).not.toContain("delivered");
    expect(figuresOf({ all: { delivered: 3 } } as EffectAnswer)).toContain("delivered");
  });
});
