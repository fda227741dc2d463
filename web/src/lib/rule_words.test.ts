import i18next from "i18next";
import { describe, expect, it } from "vitest";
import type { Json } from "../api/types";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { formFromFilter } from "./filter";
import { namesLayers, ruleWords, type RuleNames } from "./rule_words";

const names: RuleNames = { event: (name) => name, segment: () => "Loyal", tag: () => "Tier", scheme: () => "RFM" };
const language = async (lng: string, translation: object) => {
  const made = i18next.createInstance();
  await made.init({ lng, showSupportNotice: false, resources: { [lng]: { translation } }, interpolation: { escapeValue: false } });
  return (json: Json) => ruleWords(made.t, names).rule(formFromFilter(json));
};
const english = await language("en", en);
const chinese = await language("zh-CN", zh);
const last = (n: number) => ({ last: n, unit: "day" });

const cases: [Json, string, string][] = [
  [{ all: [] }, "Everyone", "全体用户"],
  [{ did: { event: "Order" } }, "Persons who did “Order”.", "符合条件的用户：做过「Order」。"],
  [{ all: [{ did: { event: "Order", count: { op: ">=", value: 3 }, within: last(30) } }, { did_not: { event: "Refund", within: last(1) } }, { person: "city", op: "is", value: "Shanghai" }] },
    "Persons who did “Order” at least 3 times in the last 30 days, and who did not do “Refund” today, and whose city is “Shanghai”.",
    "符合条件的用户：最近 30 天做过「Order」至少 3 次，且今天没做过「Refund」，且特征 city 等于「Shanghai」。"],
  [{ any: [{ person: "age", op: "between", value: [18, 30] }, { all: [{ in_segment: "1" }, { has_tag: { tag: "2", value: "gold" } }] }] },
    "Persons whose age is between 18 and 30, or (who are in the segment “Loyal”, and whose tag “Tier” is “gold”).",
    "符合条件的用户：特征 age 介于 18 和 30 之间，或（属于分群「Loyal」，且标签「Tier」为「gold」）。"],
  [{ not: { has_tag: { tag: "2" } } }, "Persons of whom it does not hold that they are persons who have the tag “Tier”.", "符合条件的用户：不满足（有标签「Tier」）。"],
  [{ did: { event: "Order", where: { all: [{ event: "price", op: ">", value: 5 }, { event: "city", op: "in", value: ["a", "b"], case_insensitive: true }] } } },
    "Persons who did “Order” with price is above 5 and city is one of “a” or “b” (in upper or lower case).",
    "符合条件的用户：做过「Order」（price 高于 5 且 city 属于「a」或「b」（不区分大小写））。"],
  [{ did: { events: ["A", "B"], distinct: { property: "sku", op: "<=", value: 2 }, within: { between: ["2026-01-01", "2026-02-01"] } } },
    "Persons whose number of different values of sku over “A” or “B” from 2026-01-01 to 2026-01-31 is at most 2.",
    "符合条件的用户：2026-01-01 至 2026-01-31「A」或「B」的 sku 不同取值的个数至多为 2。"],
  [{ sequence: { steps: [{ event: "A" }, { event: "B" }], within: "7d", strict: true } }, "Persons who did “A”, then “B” directly one after the other within 7 days.", "符合条件的用户：在 7 天内紧接着依次做过「A」，然后「B」。"],
  [{ first_time: { event: "A", within: last(7) } }, "Persons who did “A” for the first time in the last 7 days.", "符合条件的用户：最近 7 天首次做「A」。"],
  [{ person: "birthday", op: "in_last", value: "2w" }, "Persons whose birthday lies in the last 2 weeks.", "符合条件的用户：特征 birthday 在最近 2 周内。"],
  [{ person: "plan", op: "is_set" }, "Persons whose plan has a value.", "符合条件的用户：特征 plan 有值。"],
  [{ in_layer: { scheme: "1", layer: "top" } }, "Persons who are in the layer “top” of “RFM”.", "符合条件的用户：属于「RFM」的「top」层。"],
];

describe("a rule in words", () => {
  it.each(cases)("%j", (json, inEnglish, inChinese) => {
    expect(english(json)).toBe(inEnglish);
    expect(chinese(json)).toBe(inChinese);
  });
  it("knows when it names a layer scheme", () => {
    expect(namesLayers(formFromFilter({ all: [{ did: { event: "A", where: { in_layer: { scheme: "1", layer: "x" } } } }] }))).toBe(true);
    expect(namesLayers(formFromFilter({ did: { event: "A" } }))).toBe(false);
  });
});
