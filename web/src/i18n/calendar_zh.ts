import type { calendarEn } from "./calendar_en";

export const calendarZh: typeof calendarEn = {
  calendar: {
    thenBy: "再按", addBreakdown: "继续细分", groupsOf: "分组方式", by: { text: "取值", bins: "数值区间" },
    zone: "时区", week: "一周始于", project: "项目设置（{{text}}）", hours: "一周各小时",
    short: { sunday: "周日", monday: "周一", tuesday: "周二", wednesday: "周三", thursday: "周四", friday: "周五", saturday: "周六" },
  },
};
