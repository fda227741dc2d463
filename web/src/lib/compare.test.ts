import { describe, expect, it } from "vitest";
import type { CampaignGoal } from "../api/engage";
import type { EffectGroup } from "../api/types";
import { bestOf, compareFrom, compareOption, compareQuestion, compareTo, distinctNames, figuresOf, goalFor, goalsDiffer, mostCompared, spanOf, unpricedOf, valueOf, wasSent, type CompareAddress, type Side } from "./compare";
import { chartThemes } from "./palette";

const goal = (event: string, revenue = ""): CampaignGoal => ({ event: { event }, window: "7d", revenue });
const nobody: EffectGroup = {
  label: "", sent: 0, messages: 0, delivered: 0, bounced: 0, opened: 0, machine_opened: 0, clicked: 0, unsubscribed: 0, complained: 0, converted: 0, window_open: 0, mixed: 0, held_out: 0, held_out_converted: 0,
};
function side(name: string, group: Partial<EffectGroup>, { cost = 0, unpriced = [] as string[], hasGoal = true } = {}): Side {
  const of = { id: name, name, kind: "campaign" as const };
  return { of, name, goal: hasGoal ? goal("Order") : undefined, question: compareQuestion(of, undefined, "ever"), outcome: { group: { ...nobody, ...group }, spent: { cost, unpriced }, hasGoal } };
}
const spring = side("spring", { sent: 100, messages: 120, opened: 40, unsubscribed: 2, converted: 10, held_out: 20, held_out_converted: 1, revenue_per_person: 3, uplift: { difference: 0.05, low: -0.02, high: 0.12, conversions: 5, revenue: 300, revenue_low: 100, revenue_high: 500 } }, { cost: 100 });
const autumn = side("autumn", { sent: 50, messages: 50, opened: 30, unsubscribed: 2, converted: 5, held_out: 10 }, { unpriced: ["sms"] });
const never = side("never", {});
const broken: Side = { of: never.of, name: "broken", goal: undefined, question: never.question, problem: "no such thing" };

describe("the address of a comparison", () => {
  const plain: CompareAddress = { ids: ["a", "b"], metric: "opened", goal: "", range: "ever" };
  it("says only what differs from the default", () => {
    expect(compareTo(plain)).toEqual({ ids: "a,b" });
    expect(compareTo({ ids: [], metric: "roi", goal: "a", range: { last: 7, unit: "day" } })).toEqual({ metric: "roi", range: '{"last":7,"unit":"day"}' });
  });
  it.each<CompareAddress>([plain, { ids: ["a", "b", "c"], metric: "uplift", goal: "c", range: { between: ["2026-01-01", "2026-02-01"] } }])("comes back from there: %j", (address) => expect(compareFrom(new URLSearchParams(compareTo(address)))).toEqual(address));
  it.each([["ids=a,,a,b", { ids: ["a", "b"] }], ["metric=height", { metric: "opened" }], ["ids=a&goal=b", { goal: "" }], ["range=nonsense", { range: "ever" }], ["range=7", { range: "ever" }], ["", { ids: [] }]])("%s is taken as far as it makes sense", (text, wanted) => expect(compareFrom(new URLSearchParams(text))).toMatchObject(wanted));
  it("has no more than fit", () => expect(compareFrom(new URLSearchParams({ ids: Array.from({ length: 12 }, (_, i) => `c${i}`).join(",") })).ids).toHaveLength(mostCompared));
});

describe("what is asked", () => {
  const all = [{ id: "a", goal: goal("Order", "price") }, { id: "b", goal: goal("Sign up") }, { id: "c" }];
  it("is each one's own goal, or that of one for all", () => {
    expect(all.map((one) => goalFor(one, all, "")?.event.event)).toEqual(["Order", "Sign up", undefined]);
    expect(all.map((one) => goalFor(one, all, "a")?.revenue)).toEqual(["price", "price", "price"]);
  });
  it("is told apart by channel, and of what has no goal too", () => {
    expect(compareQuestion(all[0]!, all[0]!.goal, { last: 7, unit: "day" })).toMatchObject({ campaigns: ["a"], by: "channel", goal: { event: "Order" }, revenue: "price", range: { last: 7, unit: "day" } });
    expect(compareQuestion(all[2]!, undefined, "ever")).toMatchObject({ campaigns: ["c"], goal: {}, revenue: "" });
  });
  it("may differ between those that have a goal", () => {
    expect(goalsDiffer(all)).toBe(true);
    expect(goalsDiffer([all[0]!, all[2]!, { id: "d", goal: goal("Order", "price") }])).toBe(false);
  });
});

describe("a figure", () => {
  it("is a share of those who got it, or of those held out", () => {
    expect([valueOf("sent", spring), valueOf("opened", spring), valueOf("held_out_converted", spring)]).toEqual([100, 0.4, 0.05]);
  });
  it("of money is what came back for what was spent", () => {
    expect([valueOf("cost", spring), valueOf("more_revenue", spring), valueOf("roi", spring)]).toEqual([100, 300, 2]);
    expect(spanOf("roi", spring)).toEqual({ low: 0, high: 4 });
  });
  it("is nothing where it cannot be said", () => {
    expect([valueOf("cost", autumn), valueOf("roi", autumn), valueOf("uplift", autumn), valueOf("delivered", spring)]).toEqual([undefined, undefined, undefined, undefined]);
    expect([valueOf("sent", never), valueOf("opened", broken), wasSent(never), wasSent(broken)]).toEqual([undefined, undefined, false, false]);
    const aimless = side("aimless", { sent: 10, opened: 5, converted: 9 }, { hasGoal: false });
    expect([valueOf("opened", aimless), valueOf("converted", aimless)]).toEqual([0.5, undefined]);
  });
  it("has an interval only where the answer gives one", () => {
    expect(spanOf("uplift", spring)).toEqual({ low: -0.02, high: 0.12 });
    expect([spanOf("opened", spring), spanOf("uplift", autumn), spanOf("roi", autumn)]).toEqual([undefined, undefined, undefined]);
  });
  it("is a row where somebody has it", () => {
    expect(figuresOf([spring, autumn])).toEqual(["sent", "opened", "clicked", "converted", "held_out_converted", "uplift", "revenue_per_person", "more_revenue", "cost", "roi", "unsubscribed", "complained"]);
    expect(figuresOf([autumn, side("told", { sent: 10, delivered: 9, window_open: 2 })])).toEqual(expect.arrayContaining(["delivered", "window_open"]));
  });
  it("names the channels without a price once", () => expect(unpricedOf([autumn, spring, autumn, broken])).toEqual(["sms"]));
});

describe("the best of a row", () => {
  const names = (key: Parameters<typeof bestOf>[0], sides: Side[]) => [...bestOf(key, sides)].map((one) => one.name);
  it("is the most of what is good, the least of what is not", () => {
    expect(names("opened", [spring, autumn, never])).toEqual(["autumn"]);
    expect(names("unsubscribed", [spring, autumn])).toEqual(["spring"]);
  });
  it("is nobody where there is no choice", () => {
    expect(names("converted", [spring, autumn])).toEqual([]); // the same share
    expect(names("uplift", [spring, autumn])).toEqual([]); // one alone has it
    expect(names("sent", [spring, autumn])).toEqual([]); // more of it is not better
  });
  it("is each of those that share it", () => expect(names("opened", [autumn, spring, { ...autumn, name: "again" }])).toEqual(["autumn", "again"]));
});

describe("the chart of a comparison", () => {
  it("is a bar for each, and a whisker where there is an interval", () => {
    const option = compareOption("uplift", [spring, autumn], chartThemes.light, { value: (value) => `${value}`, to: (low, high) => `${low} to ${high}` }) as { series: { data: unknown[] }[]; yAxis: { data: string[] }; tooltip: { formatter: (p: { dataIndex: number }) => string } };
    expect(option.series.map((one) => one.data)).toEqual([[0.05, null], [[-0.02, 0.05, 0.05, 0.05, 0.12], []]]);
    expect(option.yAxis.data).toEqual(["spring\n0.05", "autumn\n–"]);
    expect([option.tooltip.formatter({ dataIndex: 0 }), option.tooltip.formatter({ dataIndex: 1 })]).toEqual(["spring<br/><b>0.05</b> (-0.02 to 0.12)", "autumn<br/><b>–</b>"]);
  });
  it("has names that tell one from another", () => expect(distinctNames(["Spring", "Autumn", "Spring"])).toEqual(["Spring", "Autumn", "Spring (2)"]));
});
