import type { calendarEn } from "./calendar_en";

export const calendarZh: typeof calendarEn = {
  calendar: {
    thenBy: "再按", addBreakdown: "继续细分", groupsOf: "分组方式", by: { text: "取值", bins: "数值区间" },
  },
};
