import i18next from "i18next";
import { describe, expect, it } from "vitest";
import type { Filter, Language } from "../../api/types";
import { en } from "../../i18n/en";
import { zh } from "../../i18n/zh";
import { formFromFilter, isComplete } from "../filter";
import { circles, flawsOf, portsOf } from "../journey_graph";
import { lackOf } from "../journeys";
import { playbookOf, playbooks } from ".";
import { isCountable, isLink, journeyOf, mailIds, planOf, templateOf, unsaidOf } from "./build";
import { eventLike, missingOf, settingOf, type Project } from "./guess";
import { mailsOf } from "./mails";
import { playbookKeys, stages, type Playbook, type Setting } from "./playbook";

const made = i18next.createInstance();
await made.init({ lng: "en", showSupportNotice: false, resources: { en: { translation: en }, "zh-CN": { translation: zh } }, interpolation: { escapeValue: false } });
const tongue = (language: Language) => made.getFixedT(language);
const t = tongue("en");

const bare: Project = { roles: {}, events: [], traits: [], bought: [] };
const shop: Project = {
  roles: { paid: { event: "Order Completed" }, revenue: "revenue", product: { event: "Product Viewed" }, activation: { event: "Signed Up" } },
  events: ["signed_up", "Product Viewed", "Product Added", "Order Completed", "Review Posted"], traits: ["birthday"], bought: ["revenue", "coupon"], highValue: 870,
};
const link = "https://shop.example.com";
const of = (playbook: Playbook, project = shop, language: Language = "en"): Setting => settingOf(playbook, project, language, link);
const words = (playbook: Playbook, language: Language, setting: Setting) => JSON.stringify([templateOfAll(playbook, setting, language), journeyOf(playbook, setting, { audience: { all: [] }, template: (mail) => mail }, tongue(language))]);
const templateOfAll = (playbook: Playbook, setting: Setting, language: Language) => mailIds(playbook, setting).map((mail) => templateOf(playbook, mail, setting, tongue(language)));

it("there is one of each, and every stage has some", () => {
  expect(playbooks.map((one) => one.key)).toEqual([...playbookKeys]);
  expect([...new Set(playbooks.map((one) => one.stage))].sort()).toEqual([...stages].sort());
  expect([playbookOf("cart")?.key, playbookOf("no")]).toEqual(["cart", undefined]);
});

describe.each(playbooks.map((one) => [one.key, one] as const))("%s", (key, playbook) => {
  it("can be saved and started as it is, also where the project has nothing yet", () => {
    for (const project of [shop, { ...bare, roles: { revenue: "total" } }]) {
      const setting = of(playbook, project);
      const body = journeyOf(playbook, setting, { audience: playbook.segment(setting), template: () => "mail" }, t);
      const ids = body.steps.map((one) => one.id);
      expect([lackOf(body), flawsOf(body.steps).size, circles(body.steps).size]).toEqual([undefined, 0, 0]);
      expect(new Set(ids).size).toBe(ids.length);
      for (const port of body.steps.flatMap(portsOf)) expect(port.next === "" || ids.includes(port.next)).toBe(true);
      expect([body.holdout_percent, body.goal?.event]).toEqual([10, setting.events[playbook.goal]]);
    }
  });
  it.each(["en", "zh-CN"] as const)("has all its words in %s", (language) => {
    const setting = of(playbook, shop, language);
    expect(words(playbook, language, setting)).not.toMatch(/playbooks\.|%offer%/);
    expect(Object.keys(mailsOf(language, key).mails).sort()).toEqual(mailIds(playbook, setting).sort());
    for (const mail of Object.values(mailsOf(language, key).mails)) for (const text of Object.values(mail)) expect(text.trim()).not.toBe("");
    expect(mailsOf(language, key).offer !== "").toBe(playbook.knobs.includes("offer"));
  });
  it("names no step that it does not have", () => {
    const steps = Object.keys(en.playbooks.book[key].step).filter((one) => one !== "came");
    expect(steps.sort()).toEqual(playbook.steps(of(playbook), () => "").map((one) => one.id).sort());
  });
  it("prints no trait without a text for who has none, and can be unsubscribed from", () => {
    for (const { contents } of templateOfAll(playbook, of(playbook), "en")) for (const content of contents) {
      for (const [, printed] of JSON.stringify(content).matchAll(/\{\{([^}]*person\.[^}]*)\}\}/g)) expect(printed).toContain("default:");
      expect(content.html).toContain("{{ unsubscribe_url }}");
      expect(content.html).toContain(link);
    }
  });
  it("has a rule that is complete", () => expect(isComplete(formFromFilter(playbook.segment(of(playbook)) as never))).toBe(true));
});

describe("what it begins with", () => {
  it("is what the project has", () => {
    expect(eventLike(["Signed Up"], ["order", "signed_up"])).toEqual({ event: "signed_up" });
    const { events, amount, revenue, coupon, birthday } = of(playbookOf("best")!);
    expect([events.signup, events.purchase, events.view, amount, revenue, coupon, birthday]).toEqual([{ event: "signed_up" }, { event: "Order Completed" }, { event: "Product Viewed" }, 870, "revenue", "coupon", "birthday"]);
  });
  it("does not take signing up for the key action", () => {
    const same: Project = { ...shop, events: ["Signed Up", "Product Added"] };
    expect(of(playbookOf("activation")!, same).events.activation).toEqual({ event: "Product Added" });
    expect(of(playbookOf("activation")!, { ...same, roles: { activation: { event: "Invited" } } }).events.activation).toEqual({ event: "Invited" });
  });
  it("says what is missing", () => {
    const missing = (key: string, project: Project) => missingOf(playbookOf(key)!, of(playbookOf(key)!, project), project);
    expect([missing("welcome", shop), missing("birthday", { ...shop, traits: [] }), missing("price", { ...shop, bought: [] })]).toEqual([[], ["birthday"], []]);
    expect([missing("best", bare), missing("review", { ...shop, events: ["Order Completed"] })]).toEqual([["purchase", "revenue"], ["review"]]);
  });
  it("counts nobody by half a rule", () => expect(["best", "cart"].map((key) => isCountable(playbookOf(key)!, of(playbookOf(key)!, bare)))).toEqual([false, true]));
  it("says what must still be said", () => {
    const asked = (key: string, part: Partial<Setting>) => unsaidOf(playbookOf(key)!, { ...of(playbookOf(key)!), ...part });
    expect(playbooks.map((one) => unsaidOf(one, of(one)))).toEqual(playbooks.map(() => undefined));
    expect([asked("cart", { link: "" }), asked("best", { amount: 0 }), asked("best", { revenue: "" }), asked("back", { offer: { "zh-CN": "九折", en: " " } }), asked("birthday", { birthday: "" })]).toEqual(["link", "amount", "revenue", "offer", "birthday"]);
    expect(asked("cart", { events: { ...of(playbookOf("cart")!).events, cart: { events: [] } } })).toBe("event");
    expect(["https://a.example", "shop.example.com/x", "https://", "javascript:alert(1)", "/x"].map(isLink)).toEqual([true, true, false, false, false]);
  });
});

describe("rules", () => {
  const rule = (key: string, part: Partial<Setting> = {}): Filter => playbookOf(key)!.segment({ ...of(playbookOf(key)!), ...part });
  it("of the price-sensitive go by coupons where purchases name them", () => {
    expect(JSON.stringify(rule("price"))).toContain("coupon");
    expect(rule("price", { coupon: "" })).toEqual({ all: [{ did: { event: "Product Viewed", count: { op: ">=", value: 3 }, within: { last: 14, unit: "day" } } }, { did_not: { event: "Order Completed" } }] });
  });
  it("keep the conditions that a purchase has already", () => {
    const purchase = { event: "Paid", where: { event: "kind", op: "is", value: "shop" } as Filter };
    expect(JSON.stringify(rule("price", { events: { ...of(playbookOf("price")!).events, purchase } }))).toContain('{"all":[{"event":"kind","op":"is","value":"shop"},');
  });
  it("of the promising end where those of the best begin", () => {
    expect(rule("best")).toEqual({ did: { event: "Order Completed", sum: { property: "revenue", op: ">=", value: 870 }, within: { last: 90, unit: "day" } } });
    expect(JSON.stringify(rule("promising"))).toMatch(/">=","value":435.*"<","value":870/);
  });
  it("of birthdays let in nobody without a date", () => expect(rule("birthday")).toEqual({ person: "birthday", op: "after", value: "1900-01-01" }));
});

it("goes by names in both languages", () => {
  const plan = planOf(playbookOf("cart")!, of(playbookOf("cart")!), [t, tongue("zh-CN")]);
  expect([plan.journey.names, plan.segment.names, plan.templates[0]!.names]).toEqual([["Abandoned cart", "购物车挽回"], ["Left in the cart", "加购未下单"], ["Abandoned cart: Your cart waits", "购物车挽回：购物车在等你"]]);
});
