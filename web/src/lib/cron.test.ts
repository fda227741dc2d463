import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { cronPresets, isUsable, nextTimes, parseCron, sayCron } from "./cron";

const language = async (lng: string, translation: object) => {
  const made = i18next.createInstance();
  await made.init({ lng, showSupportNotice: false, resources: { [lng]: { translation } }, interpolation: { escapeValue: false } });
  return made.t;
};
const english = await language("en", en);
const chinese = await language("zh-CN", zh);
// 2026-06-10 is a Wednesday.
const next = (text: string, now = "2026-06-10T09:05", count = 1) => nextTimes(parseCron(text)!, now, count);

describe("a crontab line", () => {
  it.each([
    ["30 8 * * *", "2026-06-11T08:30"], ["*/20 9-10 * * *", "2026-06-10T09:20"], ["5/25 * * * *", "2026-06-10T09:30"], ["0 9 * * MON-Fri", "2026-06-11T09:00"],
    ["0 9 * * 7", "2026-06-14T09:00"], ["0 0 1 jan,JUL *", "2026-07-01T00:00"], ["0 9 13 * fri", "2026-06-12T09:00"], ["0 9 */2 * fri", "2026-06-19T09:00"], ["0 0 29 2 *", "2028-02-29T00:00"],
  ])("%s comes next at %s", (text, at) => expect(next(text)).toEqual([at]));
  it("comes again and again", () => expect(next("0 9,18 * * mon-fri", "2026-06-12T10:00", 3)).toEqual(["2026-06-12T18:00", "2026-06-15T09:00", "2026-06-15T18:00"]));
  it.each(["", "0 9 * *", "60 9 * * *", "0 24 * * *", "0 0 0 * *", "0 0 * 13 *", "0 0 * * 8", "5-3 * * * *", "*/0 * * * *", "a * * * *", "1, * * * *", "1-2-3 * * * *", "1/2/3 * * * *", "@daily"])("%s is none", (text) => expect(parseCron(text)).toBeUndefined());
  it("does not come too often", () => expect(["*/5 * * * *", "* * * * *", "nonsense"].map(isUsable)).toEqual([true, false, false]));
  it("is offered in good ways", () => expect(cronPresets.every(isUsable)).toBe(true));
});

describe("its words", () => {
  it.each([
    ["0 9 * * mon-fri", "Monday to Friday at 09:00", "周一至周五 09:00"], ["0 9,18 * * *", "Every day at 09:00, 18:00", "每天 09:00、18:00"], ["0 10 1,15 * *", "On day 1, 15 at 10:00", "1、15 日 10:00"],
    ["0 10 * * sat,sun", "Saturday, Sunday at 10:00", "周六、周日 10:00"], ["0 10 1 */3 *", "On day 1 at 10:00 in January, April, July, October", "1 月、4 月、7 月、10 月 1 日 10:00"],
    ["*/15 9-18 * * *", "Every day at :00, :15, :30, :45 past the hours 09 to 18", "每天 09至18 点的 :00、:15、:30、:45"], ["30 * * * *", "Every day at :30 past every hour", "每天每小时的 :30"], ["0 9 13 * fri", "Friday or on day 13 at 09:00", "周五或 13 日 09:00"], ["nonsense", "nonsense", "nonsense"],
  ])("of %s", (text, inEnglish, inChinese) => {
    const first = sayCron(text, english);
    expect(text === "nonsense" ? first : first.charAt(0).toUpperCase() + first.slice(1)).toBe(inEnglish);
    expect(sayCron(text, chinese)).toBe(inChinese);
  });
});
