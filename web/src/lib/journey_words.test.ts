import i18next from "i18next";
import { describe, expect, it } from "vitest";
import type { JourneyEntry, Step, StepKind, Wait } from "../api/journeys";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { sayAgain, sayEnd, sayEntry, sayPort, sayStep, sayVisit, stepTitle, type JourneyNames } from "./journey_words";
import { newEntry, newStep, segmentEvent, withWay } from "./journeys";

const language = async (lng: string, translation: object) => {
  const made = i18next.createInstance();
  await made.init({ lng, showSupportNotice: false, resources: { [lng]: { translation } }, interpolation: { escapeValue: false } });
  return made.t;
};
const english = await language("en", en);
const chinese = await language("zh-CN", zh);
const names: JourneyNames = { match: (match) => `“${match.event}”`, rule: (filter) => `<${Object.keys(filter)[0]}>`, template: (id) => `mail ${id}`, tag: () => "Tier", segment: () => "Loyal", instant: () => "then" };
const step = (kind: StepKind, part: Partial<Step> = {}): Step => ({ ...newStep([], kind, "1"), ...part });
const wait = (part: Partial<Wait>) => step("wait", { wait: { ...newStep([], "wait").wait!, ...part } });
const goal = step("message", { id: "m", name: "Hello" });

const cases: [Step, string, string][] = [
  [wait({ time: "2d" }), "For 2 days", "等待 2 天"],
  [wait({ kind: "clock" }), "Until 10:00, by the person's clock", "等到 10:00，按此人当地时间"],
  [wait({ kind: "clock", weekdays: ["monday", "friday"], minute: 65, person_zone: false }), "Until 01:05 on Monday or Friday, by the project's clock", "等到周一或周五 01:05，按项目时间"],
  [wait({ kind: "date", trait: "birthday", days: -3, yearly: true }), "Until 3 days before birthday at 10:00, the next time in a year, by the person's clock", "等到 birthday 之前 3 天 10:00，每年最近的一次，按此人当地时间"],
  [wait({ kind: "best_time" }), "Until the hour in which the person responds most", "等到此人响应最多的那个小时"],
  [wait({ kind: "date", trait: "due" }), "Until the day of due at 10:00, by the person's clock", "等到 due 当天 10:00，按此人当地时间"],
  [wait({ kind: "date", trait: "due", days: 1 }), "Until 1 day after due at 10:00, by the person's clock", "等到 due 之后 1 天 10:00，按此人当地时间"],
  [step("wait_for", { wait_for: { event: { event: "Buy" }, timeout: "1h", otherwise: "" } }), "Until “Buy”; at most 1 hour", "等到做了 “Buy”；最多 1 小时"],
  [step("wait_for", { wait_for: { filter: { in_segment: "1" }, timeout: "1d", otherwise: "" } }), "Until it holds: <in_segment>; at most 1 day", "等到满足：<in_segment>；最多 1 天"],
  [step("wait_for"), "Choose what to wait for; at most 1 day", "请选择等待什么；最多 1 天"],
  [step("branch", { branch: [{ name: "", filter: { did: {} }, next: "" }, { name: "", filter: { any: [] }, next: "" }] }), "<did> Else: <any>", "<did> 否则：<any>"],
  [step("channel"), "By E-mail or SMS: whichever the person responds to most", "邮件或短信：取此人响应最多的一个"],
  [step("split", { split: [{ name: "A", weight: 1, next: "" }, { name: "", weight: 3, next: "" }] }), "A 25 % · B 75 %", "A 25 % · B 75 %"],
  [step("message"), "E-mail · mail 1", "邮件 · mail 1"],
  [step("message", newStep([], "message")), "E-mail · Choose a template", "邮件 · 请选择模板"],
  [newStep([], "webhook", "2"), "Webhook · mail 2", "Webhook · mail 2"],
  [step("trait", { trait: { trait: "plan", value: "gold" } }), "plan becomes “gold”", "plan 设为「gold」"],
  [step("trait", { trait: { trait: "plan", value: 5 } }), "plan becomes “5”", "plan 设为「5」"],
  [step("trait", { trait: { trait: "plan", value: null } }), "Takes plan away", "去掉 plan"],
  [step("tag", { tag: { tag: "1", value: "gold" } }), "Tier becomes “gold”", "Tier 设为「gold」"],
  [step("tag", { tag: { tag: "1", value: "" } }), "Takes Tier away", "去掉 Tier"],
  [step("reward", { reward: { reward: "points", amount: 50 } }), "50 × points", "50 × points"],
  [step("go_to", { next: "m" }), "On to “Hello”", "跳到「Hello」"],
  [step("go_to"), "Choose the step", "请选择步骤"],
  [step("exit"), "Whoever comes here leaves", "到这里的人离开旅程"],
];

describe("a step", () => {
  it.each(cases)("%# is said in both languages", (one, inEnglish, inChinese) => expect([sayStep(one, [one, goal], english, names), sayStep(one, [one, goal], chinese, names)]).toEqual([inEnglish, inChinese]));
  it("is called by its name, or by its kind and number", () => {
    const steps = [step("wait", { id: "a" }), step("wait", { id: "b" }), goal, step("exit", { id: "x" })];
    expect(steps.map((one) => stepTitle(steps, one.id, english))).toEqual(["Wait 1", "Wait 2", "Hello", "Exit"]);
    expect(stepTitle(steps, "gone", english)).toBe("gone");
  });
});

describe("ways", () => {
  it("out of a step have names where there are several", () => {
    const branch = step("branch", { branch: [{ name: "loyal", filter: {}, next: "" }, { name: "", filter: {}, next: "" }] });
    const say = (one: Step, ...outcomes: string[]) => outcomes.map((outcome) => sayPort(one, outcome, english));
    expect(say(branch, "1", "2", "otherwise")).toEqual(["loyal", "way 2", "else"]);
    expect(say(step("wait_for"), "met", "timeout")).toEqual(["did it", "not in 1 day"]);
    expect(say(step("split"), "1", "2")).toEqual(["A", "B"]);
    expect(say(step("channel"), "2", "otherwise")).toEqual(["SMS", "reached by none"]);
    expect(say(goal, "done")).toEqual([""]);
  });
  it("of a person are said one by one", () => {
    const steps = [goal, step("wait_for", { id: "w" })];
    const say = (of: string, outcome: string) => sayVisit({ step: of, outcome }, steps, english);
    expect([say("", "entered"), say("m", "done"), say("w", "timeout"), say("", "goal"), say("gone", "1")]).toEqual(["Entered", "Hello", "Wait for: not in 1 day", "Reached the goal", "gone: 1"]);
  });
  it("end for a reason", () => expect([sayEnd("too_long", chinese), sayEnd("odd", english)]).toEqual(["步数过多", "odd"]));
});

describe("who enters", () => {
  const say = (entry: JourneyEntry) => [sayEntry(entry, english, names), sayEntry(entry, chinese, names)];
  it("is said in both languages", () => {
    expect(say({ ...newEntry(), event: { event: "Sign" } })).toEqual(["Whoever does “Sign”", "做了 “Sign” 的人"]);
    expect(say({ ...newEntry(), event: segmentEvent("segment_entered", "1") })).toEqual(["Whoever enters the segment “Loyal”", "进入分群「Loyal」的人"]);
    expect(say(withWay(newEntry(), "schedule"))).toEqual(["Every week, Monday at 10:00", "每周一 10:00"]);
    expect(say(newEntry())).toEqual(["Choose who enters", "请选择谁进入"]);
  });
  it("and how often", () => {
    expect(sayAgain({ ...newEntry(), again_after: "7d", most: 100 }, english)).toBe("Again when they are out, at the earliest after 7 days; 100 persons altogether");
    expect(sayAgain({ ...newEntry(), again: "never", again_after: "7d" }, chinese)).toBe("只进入一次");
  });
});
