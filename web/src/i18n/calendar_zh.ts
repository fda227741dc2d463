import type { calendarEn } from "./calendar_en";

export const calendarZh: typeof calendarEn = {
  cron: {
    says: "{{months}}{{days}}{{times}}", everyDay: "每天", day: "{{days}} 日", either: "{{week}}或 {{month}}", both: "{{week}}且为 {{month}}", months: "{{months}} ", range: "{{first}}至{{last}}", comma: "、", at: " {{times}}", past: "{{minutes}}", everyHour: "每小时的 {{past}}", ofHours: " {{hours}} 点的 {{past}}",
    month: { jan: "1 月", feb: "2 月", mar: "3 月", apr: "4 月", may: "5 月", jun: "6 月", jul: "7 月", aug: "8 月", sep: "9 月", oct: "10 月", nov: "11 月", dec: "12 月" },
  },
  calendar: {
    thenBy: "再按", addBreakdown: "继续细分", groupsOf: "分组方式", by: { text: "取值", bins: "数值区间" },
    zone: "时区", week: "一周始于", project: "项目设置（{{text}}）", hours: "一周各小时",
    short: { sunday: "周日", monday: "周一", tuesday: "周二", wednesday: "周三", thursday: "周四", friday: "周五", saturday: "周六" },
  },
};
