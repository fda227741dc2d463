// 标签。
import type { tagsEn } from "./tags_en";

export const tagsZh: typeof tagsEn = {
  tags: {
    title: "标签", new: "新建标签", search: "搜索标签", empty: "还没有标签。", emptyHint: "标签给每个用户一个有名字的值：生命阶段、消费水平、偏好。标签值可在任何地方用于筛选，按天保留历史，并在分布漂移时提示。可从示例开始，也可从零新建。",
    uncategorised: "未分类", name: "标签", coverage: "覆盖率", refresh: "更新方式", last: "最近计算", values: "标签值", usedBy: "被使用", show: "显示", all: "全部",
    flaws: { failed: "计算失败", stale: "已逾期", unused: "未使用", never: "尚未计算" }, flawsHint: { failed: "最近一次计算失败。", stale: "本应已更新，但没有更新。", unused: "没有标签、分群基于它，也没有报表、看板、目标或预警用到它。", never: "还没有标签值。" },
    kinds: { rule: "规则", statistic: "统计", manual: "手动", imported: "导入", sql: "SQL", predicted: "预测" },
    kindHints: { rule: "按顺序匹配，第一条满足的规则决定标签值。", statistic: "由行为得出的一个值：次数、金额、最近一次、最常出现。", manual: "按 ID 手动设置用户的标签值。", imported: "来自 CSV 文件，列为 id 和 value。", sql: "给出用户与值的 SELECT。", predicted: "来自模型。" },
    refreshes: { live: "实时", hourly: "每小时", daily: "每天", manual: "手动" }, says: { live: "实时", hourly: "每小时", daily: "每天 {{hour}}:00", manual: "手动" }, hour: "时刻", keep: "版本保留", keepDays: "天",
    refreshHint: "实时：查询时即时得出，并每天保存一个版本。其他方式：以最近一次计算的结果为准。",
    persons: "{{count}} 人", of: "（共 {{count}} 人）", none: "无值", numbers: "数值", more_one: "另有 {{count}} 个值", more_other: "另有 {{count}} 个值",
    changed: "最近修改", back: "全部标签", edit: "编辑", work: "立即计算", working: "计算中…", worked: "已计算", saved: "已保存", deleted: "已删除", confirmDelete: "删除标签“{{name}}”及其历史？", unsaved: "未保存", needName: "请填写标签名称", save: "保存并计算", saveOnly: "保存",
    category: "分类", categoryHint: "例如 价值", kind: "标签值来源", untitled: "新标签", owner: "负责人", created: "创建于",
    lack: { name: "请填写标签名称。", value: "请填写每个标签值的名称。", sameValue: "有两个标签值同名。", filter: "填完所有条件后显示人数。", property: "请选择属性。", sql: "请编写 SELECT。", split: "各档名称不能相同，分界点须递增。", match: "请填完所有条件。" },
    rules: "标签值（按顺序，首个满足者生效）", value: "标签值", valueHint: "标签值名称", addRule: "添加标签值", up: "上移", down: "下移", removeRule: "移除该值", drag: "拖动排序", everyoneElse: "没有条件时，其余所有用户都归入此值。", ruleNumber: "第 {{n}} 个值",
    statistic: "统计", measure: {
      times: "次数", days: "天数", sum: "求和", avg: "平均值", min: "最小值", max: "最大值", first: "首次", last: "最近一次", most_frequent: "最常出现", days_since: "距最近一次的天数", trait: "用户特征", trait_number: "用户特征（数值）",
    },
    event: "事件", during: "时间", property: "属性", instant: "发生时刻", top: "每人保留几个值", topHint: "1：仅保留最常出现的", countNone: "从未做过的用户记为 0，而不是没有值",
    split: "分档", splitNone: "保留数值", splitValue: "按数值分档", splitPercent: "按人数比例分档", part: "档", partName: "档名", from: "从", percentFrom: "高于最低的", addPart: "添加一档", removePart: "移除该档", percentHint: "相等的数值总在同一档，归入较低的一档。", valueHintSplit: "等于分界点的数值归入上一档。",
    partNames: { 2: "低、高", 3: "低、中、高", n: "第 {{n}} 档" }, low: "低", middle: "中", high: "高",
    sql: "SELECT", sqlHint: "两列：用户与值，每人一行。可用视图为 events、persons、ids，与 SQL 页相同。最多 5,000,000 行、两分钟。", sqlExample: "SELECT person, argMax(device, time) FROM events WHERE device != '' GROUP BY person",
    preview: "按当前数据预览", previewWait: "填完缺少的内容后，显示各标签值的人数。", previewPutIn: "请先保存标签，然后在标签页设置标签值。", without: "无标签值", everyone: "全部用户",
    summary: { mean: "平均", least: "最小", p25: "25%", median: "中位数", p75: "75%", greatest: "最大" },
    distribution: "分布", history: "历史", historyHint: "每天的最后一个版本，保留 {{days}} 天。", noHistory: "还没有版本：请立即计算，或等待定时计算。", drift: "漂移", driftHint: "与当时最后一个版本相比的群体稳定性指数（PSI）：小于 0.1 稳定，0.25 及以上说明人群已明显变化。", driftDays: "与 {{days}} 天前相比", driftNone: "没有这么早的版本", driftLevels: { steady: "稳定", some: "略有漂移", much: "明显漂移" },
    validity: "有效性", validityHint: "标签值能否预示谁会转化？选择转化事件和时间。", conversion: "转化事件", within: "在", daysAfter: "天内", ask: "分析", foretells: "{{at}} 时的标签值，之后 {{days}} 天内的转化。", looksBack: "还没有 {{days}} 天前的版本：用当前标签值与最近 {{days}} 天的转化对照，只说明两者相关，不说明标签能预示转化。",
    rate: "转化率", lift: "提升度", interval: "95% 区间", liftHint: "该值用户的转化率 ÷ 全部用户的转化率", converted: "{{of}} 人中 {{hits}} 人转化，{{rate}}",
    uses: "被使用于", builds: "依赖", nobody: "暂无。", buildsNothing: "不依赖其他对象，只读取事件与特征。", userKinds: { tag: "标签", segment: "分群", layers: "分层", report: "报表", board: "看板", goal: "目标", alert: "预警" },
    put: "设置标签值", putHint: "用户 ID 或设备 ID，每行一个。", ids: "ID", setValue: "设置", clearValue: "清除", putDone: "{{rows}} 行中匹配 {{matched}} 行；现在 {{persons}} 人有标签值。", unmatched_one: "没有用户拥有此 ID：", unmatched_other: "没有用户拥有这 {{count}} 个 ID：", upload: "导入 CSV", replace: "替换：文件中没有的用户不再有标签值", csvHint: "首行为 id,value；值为空表示清除。",
    problem: "最近一次计算失败：{{why}}", overdue: "已逾期：最近一次计算于 {{at}}。",
    examples: "从示例开始", scratch: "从零新建",
    example: {
      stage: { name: "生命阶段", description: "按下单情况判断客户所处阶段", category: "生命周期", new: "新客", active: "活跃", risk: "流失风险", lost: "已流失", visitor: "访客" },
      spending: { name: "消费力", description: "近 90 天消费金额：后 50%、中间 30%、前 20%", category: "价值", low: "低", middle: "中", high: "高" },
      favourite: { name: "偏好品类", description: "近 90 天浏览最多的品类", category: "兴趣" },
      quiet: { name: "距上次下单", description: "距最近一次下单的天数", category: "生命周期", week: "一周内", month: "一个月内", quarter: "90 天内", longer: "更久" },
    },
  },
};
