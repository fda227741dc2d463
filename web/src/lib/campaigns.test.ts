import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { CampaignView, Rehearsal, SendCount } from "../api/engage";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { actsOf, bodyOf, clockOf, lackOf, mayEdit, minuteOf, newCampaign, partsOf, phaseColors, progressOf, rehearsalParts, sayCap, sayPart, sayQuiet, sayReason, sayRehearsal, sayTiming, sentByVariant, shareOf, topicId, withRhythm, withVariant } from "./campaigns";

let english: TFunction, chinese: TFunction;
beforeAll(async () => {
  await i18next.init({ lng: "en", resources: { en: { translation: en }, "zh-CN": { translation: zh } }, interpolation: { escapeValue: false } });
  english = i18next.getFixedT("en");
  chinese = i18next.getFixedT("zh-CN");
});
const number = (n: number) => n.toLocaleString("en");

const rehearsal: Rehearsal = {
  audience: 14_450, sent: [{ variant: "A", persons: 6000 }, { variant: "B", persons: 6310 }], held_out: 1204, waiting: 0, refused: [{ reason: "capped", persons: 840 }, { reason: "no_consent", persons: 96 }], missing: [], problem: "",
};

describe("a rehearsal", () => {
  it("puts everybody in one part", () => {
    const parts = rehearsalParts(rehearsal);
    expect(parts.map((one) => [one.key, one.count])).toEqual([["sent", 12_310], ["held_out", 1204], ["refused capped", 840], ["refused no_consent", 96]]);
    expect(parts.reduce((sum, one) => sum + one.count, 0)).toBe(rehearsal.audience);
  });
  it("says who would get it even where nobody would", () => expect(rehearsalParts({ ...rehearsal, sent: [], held_out: 0, refused: [] })).toHaveLength(1));
  it("is a sentence", () => {
    expect(sayRehearsal(rehearsal, english, number)).toBe("12,310 would get it now, 1,204 held out to compare, 840 not: got enough messages already, 96 not: no consent.");
    expect(sayRehearsal(rehearsal, chinese, number)).toBe("12,310 人现在会收到，1,204 人留作对照，840 人不会收到：已达频次上限，96 人不会收到：未授权接收。");
  });
});

const counts: SendCount[] = [
  { state: "sent", reason: "", variant: "A", count: 10 }, { state: "sent", reason: "", variant: "B", count: 20 }, { state: "dropped", reason: "capped", variant: "A", count: 1 }, { state: "dropped", reason: "capped", variant: "B", count: 2 },
  { state: "queued", reason: "quiet_hours", variant: "A", count: 4 }, { state: "queued", reason: "", variant: "A", count: 3 }, { state: "held_out", reason: "", variant: "", count: 5 }, { state: "refused", reason: "550 no such user", variant: "A", count: 1 },
];
describe("the counts of a run", () => {
  it("are one part for each state and reason", () => {
    expect(partsOf(counts).map((one) => [one.key.trim(), one.count, one.tone])).toEqual([
      ["sent", 30, "sent"], ["held_out", 5, "held"], ["queued quiet_hours", 4, "wait"], ["queued", 3, "wait"], ["refused 550 no such user", 1, "bad"], ["dropped capped", 3, "no"],
    ]);
  });
  it("say how far it is, and what each content was sent to", () => {
    expect(progressOf(counts)).toEqual({ all: 46, done: 39 });
    expect(sentByVariant(counts)).toEqual([["A", 10], ["B", 20]]);
  });
  it("are said in words; what a server answered as it is", () => {
    expect(partsOf(counts).map((one) => sayPart(one, english))).toEqual(["sent", "held out to compare", "waiting: quiet hours", "waiting", "refused: 550 no such user", "got enough messages already"]);
    expect(sayReason("no_address", chinese)).toBe("没有地址");
  });
});

describe("phases", () => {
  const phases = Object.keys(phaseColors) as (keyof typeof phaseColors)[];
  it("have words for themselves and all that can be done in them, in both languages", () => {
    for (const t of [english, chinese]) {
      for (const phase of phases) {
        expect(t(`campaigns.phase.${phase}`)).not.toContain("campaigns.");
        for (const act of actsOf(phase)) for (const kind of ["act", "done"]) expect(t(`campaigns.${kind}.${act}`)).not.toContain("campaigns.");
      }
    }
  });
  it("let nobody change what is being sent", () => expect(phases.filter(mayEdit)).toEqual(["draft", "paused", "ended"]));
  it("start only what is not started", () => expect(phases.filter((one) => actsOf(one).includes("start"))).toEqual(["draft", "ended"]));
});

describe("a campaign's form", () => {
  const good = { ...newCampaign(), name: "x", variants: [{ name: "A", message: "m", weight: 100 }] };
  it("says what is missing", () => {
    expect(lackOf(newCampaign(), true)).toBe("name");
    expect(lackOf(good, false)).toBe("audience");
    expect(lackOf({ ...good, variants: withVariant(good.variants) }, true)).toBe("template");
    expect(lackOf({ ...good, timing: { ...good.timing, rhythm: "once" } }, true)).toBe("at");
    expect(lackOf({ ...good, goal: { event: {}, window: "7d", revenue: "" } }, true)).toBe("goal");
    expect(lackOf({ ...good, ...withRhythm(good, "event") }, true)).toBe("trigger");
    expect(lackOf(good, true)).toBe("");
  });
  it("names contents by letters that are free, and says their shares", () => {
    const three = withVariant(withVariant(good.variants));
    expect(three.map((one) => one.name)).toEqual(["A", "B", "C"]);
    expect(withVariant([three[0]!, three[2]!]).map((one) => one.name)).toEqual(["A", "C", "B"]);
    expect(shareOf(three[0]!, three)).toBeCloseTo(1 / 3);
  });
  it("has a trigger with the rhythm that needs one, and keeps it", () => {
    const trigger = { event: { event: "Cart" }, delay: "1h", again: "7d" };
    expect(withRhythm({ ...good, trigger }, "event").trigger).toEqual(trigger);
    expect(withRhythm({ ...good, trigger }, "daily")).toEqual({ timing: { ...good.timing, rhythm: "daily" } });
    expect(bodyOf({ ...good, trigger } as CampaignView).trigger).toEqual(trigger);
  });
  it("says when", () => {
    const say = (timing: object) => sayTiming({ ...good.timing, ...timing }, english, (iso) => iso ?? "–");
    expect(say({})).toBe("At once, when it is started");
    expect(say({ rhythm: "weekly", weekday: "friday", minute: 615, person_zone: true })).toBe("Every week, Friday at 10:15, by each person's clock");
    expect(say({ rhythm: "monthly", day: 31, until: "2027" })).toBe("Every month on day 31 at 10:00, until 2027");
  });
});

describe("rules of sending", () => {
  it("are sentences", () => {
    expect(sayCap({ channel: "", messages: 2, unit: "week", hours: 24 }, english)).toBe("At most 2 per calendar week, all channels.");
    expect(sayCap({ channel: "email", messages: 1, unit: "hour", hours: 48 }, chinese)).toBe("任意 48 小时内最多 1 条，邮件。");
    expect(sayQuiet({ from: 22 * 60, to: 8 * 60 }, english)).toBe("Nothing is sent from 22:00 to 08:00 the next day.");
    expect(sayQuiet({ from: 60, to: 60 }, english)).toBe("No quiet hours.");
  });
  it("read and write the clock", () => expect([0, 615, 1439].map((minute) => minuteOf(clockOf(minute)))).toEqual([0, 615, 1439]));
  it("give topics ids that are free", () => {
    expect(topicId("Weekly News!", [])).toBe("weekly_news");
    expect(topicId("Weekly News", ["weekly_news"])).toBe("weekly_news_2");
    expect(topicId("新品", ["a"])).toBe("topic_2");
  });
});
