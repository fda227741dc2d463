import type { retentionEn } from "./retention_en";

export const retentionZh: typeof retentionEn = {
  retention: {
    title: "留存分析", cohort: "起始日期", size: "人数", mean: "平均", first_ever: "首次发生", first_matching: "范围内首次", recurring: "每次发生", on: "当期回访", on_or_after: "当期或之后回访",
    day: "第 {{n}} 天", week: "第 {{n}} 周", month: "第 {{n}} 月", quarter: "第 {{n}} 季度", curve: "平均留存曲线", incomplete: "该周期尚未结束", triangle: "留存明细", shares: "比例", counts: "人数",
    values: "数值", per_person: "人均", sum: "{{property}} 之和", avg: "{{property}} 均值", periods: "计时方式", calendar: "按自然周期", rolling: "自起始事件起滚动",
    rollingHint: "滚动方式下，自每人的起始事件起，一天为 24 小时，一周为 7 天，一月为 30 天，一季度为 90 天。", atLeast: "至少次数", value: "单元格数值", valueOf: { persons: "仅人数", sum: "求和", avg: "求平均" }, needProperty: "请选择要汇总的属性。", needPropertyHint: "单元格将在回访人数之外显示回访用户带来的数值，例如订单金额。请在选项中选择回访事件的一个数值属性。",
    brackets: "自定义区间止于", bracketsHint: "不设，或 1, 3, 7, 14, 30", badBrackets: "请输入递增的整数，如 1, 3, 7, 14, 30", streaks: "连续回访", askStreaks: "同时统计连续回访", all: "全部分组",
    fit: "拟合曲线", halfLife: "半衰期 {{n}}", noHalfLife: "无半衰期", day_span: "{{n}} 天", week_span: "{{n}} 周", month_span: "{{n}} 个月", quarter_span: "{{n}} 个季度",
    fitHint: "对第 1 列起的平均留存，以 ln(比例) 对 ln(n) 作最小二乘拟合。半衰期是曲线降至 n = 1 时一半的位置。", overTime: "各期起始用户", column: "列", returnedIn: "{{column}}回访",
    longest: "最长", current: "当前", unbroken: "未中断", persons: "按最长连续的人数", unbrokenShare: "未中断比例", streakRule: "自第 1 列起连续回访的列数。最长与当前只看已结束的周期。",
    everyCohort: "所有日期", streakOf: "{{cohort}} 起始 · {{kind}}连续 {{length}}", streakCurve: "连续回访", others: "该批其余用户", those: "该数字对应的用户", more: "更多选项", moreSet: "更多选项（已设 {{count}} 项）",
  },
};
