import type { compareEn } from "./compare_en";

export const compareZh: typeof compareEn = {
  compare: {
    title: "计划对比", do: "对比", few: "勾选 2 到 8 个计划即可对比。", tick: "对比 {{name}}", choose: "选择计划和旅程",
    empty: "请选择 2 到 8 个", emptyHint: "选定后并排展示：多少人打开、点击、达成目标，与对照组相比消息带来了什么变化，花的钱换回了多少。",
    gone_one: "其中 1 个已不存在。", gone_other: "其中 {{count}} 个已不存在。", nothing: "这段时间内都没有发送", nothingHint: "选择更长的时间，或启动其中一个：消息发出后，这里就会有数字。",
    unsent: "这段时间内尚未发送：{{names}}。发出第一批消息后即有数字。", range: "发送时间", noGoal: "没有目标", money: "金额：{{property}}",
    one: "按同一目标对比", whose: "用谁的目标", differ: "各自按自己的目标计算，而目标并不相同：不同目标的转化、提升和收入不能说明谁更好。", oneGoal: "全部按此目标计算：{{goal}}",
    chart: "图表", metric: { opened: "打开率", clicked: "点击率", converted: "转化率", uplift: "提升（百分点）", revenue_per_person: "人均收入", more_revenue: "增量收入", roi: "ROI" },
    table: "指标", figure: "指标", best: "本行最佳",
    none: "它们都没有这项指标。", noneWhy: { opened: "这段时间内没有人收到它们的消息。", clicked: "这段时间内没有人收到它们的消息。", converted: "需要设定目标。", uplift: "需要设定目标，并留出对照组。", revenue_per_person: "需要设定计算金额的目标。", more_revenue: "需要设定计算金额的目标，并留出对照组。", roi: "需要消息单价、计算金额的目标以及对照组。" },
    rule: "星号标出每行的最佳，但仍可能只是偶然。各计划的受众不同，比率高低可能来自受众本身；提升则是同一受众中收到消息的人与对照组的比较。",
  },
};
