import type { Words } from "./en";
import { calendarZh } from "./calendar_zh";
import { catalogZh } from "./catalog_zh";
import { campaignsZh } from "./campaigns_zh";
import { compareZh } from "./compare_zh";
import { heatmapZh } from "./heatmap_zh";
import { eventExportZh } from "./event_export_zh";
import { funnelRuleZh } from "./funnel_rule_zh";
import { channelsZh } from "./channels_zh";
import { journeysZh } from "./journeys_zh";
import { playbooksZh } from "./playbooks_zh";
import { templatesZh } from "./templates_zh";
import { attributionZh } from "./attribution_zh";
import { insightZh } from "./insight_zh";
import { layersZh } from "./layers_zh";
import { operatingZh } from "./operating_zh";
import { personZh } from "./person_zh";
import { retentionZh } from "./retention_zh";
import { audienceZh } from "./audience_zh";
import { rulesZh } from "./rules_zh";
import { quarantineZh } from "./quarantine_zh";
import { pushesZh } from "./pushes_zh";
import { savedZh } from "./saved_zh";
import { sourcesZh } from "./sources_zh";
import { tagsZh } from "./tags_zh";
import { targetingZh } from "./targeting_zh";

export const zh: Words = {
  ...calendarZh,
  ...attributionZh,
  ...campaignsZh,
  ...catalogZh,
  ...channelsZh,
  ...compareZh,
  ...eventExportZh,
  ...funnelRuleZh,
  ...heatmapZh,
  ...journeysZh,
  ...playbooksZh,
  ...templatesZh,
  ...insightZh,
  ...layersZh,
  ...operatingZh,
  ...retentionZh,
  ...savedZh,
  ...audienceZh,
  ...rulesZh,
  ...pushesZh,
  ...quarantineZh,
  ...sourcesZh,
  ...tagsZh,
  ...personZh,
  ...targetingZh,
  app: { name: "人群", tagline: "读懂每一个人。" },
  nav: {
    campaigns: "触达计划", journeys: "旅程", playbooks: "运营剧本", templates: "消息模板", sending: "发送规则", reach: "触达",
    overview: "概览", trend: "事件分析", funnel: "漏斗分析", retention: "留存分析", layers: "用户分层", insight: "人群洞察", targeting: "人群定位", segments: "分群", tags: "标签", persons: "用户", links: "身份关联", data: "数据管理",
    lifecycle: "生命周期", stickiness: "粘性分析", interval: "间隔分析", distribution: "分布分析", session: "会话与页面", path: "路径分析", heatmap: "热力图", attribution: "归因分析", ltv: "LTV 分析", sql: "SQL 查询",
    boards: "看板", reports: "报表", goals: "目标", alerts: "预警", annotations: "标注", saved: "看板与报表", operating: "运营模型", jobs: "作业", overlap: "重叠",
    menu: "菜单", analyse: "分析", audience: "用户", manage: "管理",
  },
  header: {
    search: "搜索用户", theme: "外观", light: "浅色", dark: "深色", system: "跟随系统", language: "语言",
    signOut: "退出登录", shortcuts: "键盘快捷键",
  },
  role: { viewer: "只读", analyst: "分析师", owner: "所有者" },
  shortcuts: { search: "搜索用户", run: "运行查询", help: "显示本页", close: "关闭面板", go: "前往{{page}}", then: "然后" },
  common: {
    example: "看一个示例", cancel: "取消", save: "保存", delete: "删除", edit: "编辑", create: "新建", name: "名称", description: "说明", all: "全部", more: "加载更多",
    retry: "重试", copy: "复制", copied: "已复制", csv: "导出 CSV", of: "共 {{total}}", none: "无", other: "其他", actions: "操作", loading: "加载中",
    yes: "是", no: "否", optional: "选填", remove: "移除", duplicate: "复制一份", share: "复制链接", run: "查询", add: "添加", close: "关闭", everyone: "全体用户",
    notFound: "这个页面不存在。", home: "回到概览", pageBroke: "页面出错了。", reload: "重新加载",
  },
  error: {
    network: "无法连接服务器，请检查网络后重试。", invalid_argument: "填写有误", unauthenticated: "请先登录",
    forbidden: "没有权限进行此操作", not_found: "未找到", conflict: "与现有内容冲突", too_large: "一次的量太大",
    overloaded: "服务器繁忙，请稍后再试", cancelled: "已取消", deadline: "查询时间过长，请缩小范围", corrupt: "存储的数据已损坏",
    io: "服务器磁盘或网络故障", internal: "服务器内部错误", at: "位置：{{field}}",
  },
  sql: {
    title: "SQL 查询", explain: "用 SQL 查询本项目的三个视图：events、persons、ids。只读，不会更改任何数据。", statement: "SQL 语句",
    placeholder: "SELECT event, count() FROM events GROUP BY event", limit: "最多 {{rows}} 行", limitLabel: "最多行数", keys: "Tab 补全名称，Ctrl 或 ⌘ 加 Enter 运行", cancel: "取消", views: "视图", examples: "示例", history: "历史",
    noHistory: "运行过的语句保存在这里，仅限此浏览器。", empty: "尚未运行", emptyHint: "写一条 SELECT，按 Ctrl 或 ⌘ 加 Enter 运行。点击视图的列可插入其名称。",
    meta_one: "{{count}} 行 · {{ms}} 毫秒 · 读取 {{read}} 行", meta_other: "{{count}} 行 · {{ms}} 毫秒 · 读取 {{read}} 行", truncated: "结果不止这些，这里是前 {{rows}} 行。可提高上限，或缩小查询范围。",
    noRows: "没有符合的行。", notYou: "SQL 查询面向分析师", notYouHint: "所有者可在“数据”中授予分析师角色。",
    file: { csv: "CSV", json: "JSON", parquet: "Parquet" },
    example: { daily: "每天的事件数和人数", top: "最常见的事件", property: "按属性分组", newest: "最新的人", gap: "距上一个事件的分钟数", merged: "有多个 ID 的人" },
    about: {
      events: { $: "每个事件一行", person: "人：代表其全部 ID 的编号", time: "发生时间（项目时区）", event: "事件名：Viewed、$pageview、$identify 等", event_id: "事件的唯一编号", anonymous_id: "上报的匿名 ID，可能为空", user_id: "上报的用户 ID，可能为空", session: "客户端会话 ID，可能为空", channel: "来源渠道：direct、organic_search、email 等", device: "设备：desktop、mobile、tablet、bot、server", os: "操作系统", browser: "浏览器", page: "页面路径，可能为空", props: "属性（JSON 文本）；$identify 则为所设的特征", received: "服务器收到的时间" },
      persons: { $: "至少有一个事件的每个人", person: "人，与 events 中相同", first_seen: "第一个事件的时间", last_seen: "最后一个事件的时间", events: "事件数", traits: "当前特征（JSON 文本）" },
      ids: { $: "每个 ID 属于谁", person: "拥有该 ID 的人", kind: "user 或 anonymous", value: "ID 本身", first_seen: "首次出现的时间" },
    },
  },
  signin: {
    title: "登录", email: "邮箱", password: "密码", submit: "登录", wrong: "邮箱或密码不正确。", needEmail: "请输入邮箱",
    needPassword: "请输入密码", line1: "看见数字背后的每一个人。", line2: "采集、打通、洞察、分群——一切都在你自己的机器上。",
  },
  overview: {
    title: "概览", active: "今日活跃用户", new: "今日新用户", events: "今日事件", ever: "累计用户", yesterday: "昨日全天", todayShort: "今日", yesterdayShort: "昨日", behind: { active: "活跃用户", new: "新用户", events: "有事件的用户" },
    eventsEver: "累计事件 {{count}}", daily: "最近 30 天", activeSeries: "活跃用户", newSeries: "新用户", top: "最常发生的事件", times: "累计次数",
    live: "实时事件", lastSeen: "最近出现", quiet: "暂时没有新事件，新事件会在一秒内显示在这里。", pause: "暂停", resume: "继续", filter: "按名称筛选", waiting: "等待事件…", paused: "已暂停", disconnected: "正在重新连接…",
    quarantined_one: "最近 7 天有 {{count}} 条事件被隔离", quarantined_other: "最近 7 天有 {{count}} 条事件被隔离", look: "去看看", today: "今天截至目前",
  },
  teach: {
    title: "发送第一条事件", text: "人群兼容 Segment 协议。用下面任一方式发送事件，它会立即出现在这里。", curl: "在终端", browser: "在网页",
    node: "在 Node.js", key: "写入密钥", host: "地址", noKey: "请向所有者索取写入密钥", waiting: "正在等待第一条事件…",
  },
  builder: {
    event: "事件", anyEvent: "任意事件", where: "且满足", addCondition: "条件", range: "时间范围", bucket: "按", measure: "指标", property: "属性", breakdown: "分组",
    noBreakdown: "不分组", top: "前", run: "查询", step: "第 {{n}} 步", addStep: "添加步骤", within: "转化窗口", start: "起始事件", back: "回访事件", cohort: "起始用户",
    returns: "回访方式", buckets: "列数", chart: "图表", linkCopied: "链接已复制", eventProperties: "事件属性", personTraits: "用户特征", moveUp: "上移", moveDown: "下移",
    typeName: "选择或输入名称", special: "会话", automatic: "自动", group: "分组", filters_one: "{{count}} 个条件", filters_other: "{{count}} 个条件",
  },
  measure: {
    total: "事件次数", persons: "去重人数", per_person: "人均次数", sum: "求和", avg: "平均值", min: "最小值", max: "最大值", median: "中位数",
    p75: "75 分位数", p90: "90 分位数", p95: "95 分位数", p99: "99 分位数", distinct: "去重数",
    dau: "日活跃人数（DAU）", wau: "7 日活跃人数（WAU）", mau: "30 日活跃人数（MAU）", sessions: "会话数",
  },
  unit: { hour: "小时", day: "天", week: "周", month: "月", quarter: "季度", total: "整个范围" },
  units: { hour: "小时", day: "天", week: "周", month: "个月", quarter: "个季度" },
  duration: {
    ms_one: "{{count}} 毫秒", ms_other: "{{count}} 毫秒", s_one: "{{count}} 秒", s_other: "{{count}} 秒", m_one: "{{count}} 分钟", m_other: "{{count}} 分钟",
    h_one: "{{count}} 小时", h_other: "{{count}} 小时", d_one: "{{count}} 天", d_other: "{{count}} 天", w_one: "{{count}} 周", w_other: "{{count}} 周",
    unit_s: "秒", unit_m: "分钟", unit_h: "小时", unit_d: "天", unit_w: "周",
  },
  window: {
    ever: "全部时间", last_hour_one: "本小时", last_hour_other: "最近 {{count}} 小时", last_day_one: "今天", last_day_other: "最近 {{count}} 天", last_week_one: "本周",
    last_week_other: "最近 {{count}} 周", last_month_one: "本月", last_month_other: "最近 {{count}} 个月", last_quarter_one: "本季度", last_quarter_other: "最近 {{count}} 个季度", between: "{{begin}} 至 {{end}}", custom: "指定日期", last: "最近", apply: "应用",
  },
  answer: {
    meta: "{{engine}} · {{ms}} 毫秒 · 快照 {{snapshot}}", timeline: "内存引擎", sql: "SQL 引擎", automatic: "自动", total: "整个范围", bucket: "时间", running: "尚未结束", series: "系列",
    empty: "该范围内没有符合的数据。", emptyHint: "试试更长的时间范围、其他事件，或减少条件。", table: "数据表", clickHint: "点击任意数字，查看背后的用户。",
  },
  trend: {
    title: "事件分析", line: "折线", area: "面积", bar: "柱状", series: "指标 {{letter}}", formula: "公式 {{n}}", name: "名称（选填）", of: "{{property}} {{measure}}", addSeries: "添加指标", addFormula: "添加公式",
    compare: "对比", none: "不对比", previous_period: "上一周期", previous_year: "去年同期", rolling: "移动平均", sums: "累计", cumulative: "逐期累加",
    cumulativeOnly: "只有事件次数、求和与会话数可以累计。", before: "对比时段", earlier: "更早", later: "更晚", needProperty: "请为需要属性的指标选择属性。", needPropertyHint: "求和、均值、分位数与去重数取自事件的某个属性，例如订单金额：请在指标旁选择该属性。",
  },
  lifecycle: {
    title: "生命周期", active: "活跃", new_persons: "新增", returning: "持续", resurrected: "回流", dormant: "沉默",
    rule: "新增：有史以来首次活跃。持续：上一周期也活跃。回流：中断后再次活跃。沉默：上一周期活跃，本周期未活跃。",
  },
  stickiness: {
    title: "粘性分析", exactly: "恰好", atLeast: "至少", day_one: "{{count}} 天", day_other: "{{count}} 天", week_one: "{{count}} 周", week_other: "{{count}} 周", month_one: "{{count}} 个月", month_other: "{{count}} 个月", quarter_one: "{{count}} 个季度", quarter_other: "{{count}} 个季度",
    histogram: "活跃周期数分布", days: "每日活跃用户", dau: "DAU", wau: "WAU", mau: "MAU", ratio: "DAU / MAU", dauLong: "当日活跃", wauLong: "7 日活跃", mauLong: "30 日活跃", share: "占比",
  },
  interval: {
    title: "间隔分析", from: "从", to: "到下一次", limit: "最长间隔", bins: "区间边界", binsHint: "自动，或 1h, 1d", boxes: "按时间", histogram: "间隔分布", pairs: "次数", persons: "人数", min_ms: "最小值", q1_ms: "下四分位",
    median_ms: "中位数", q3_ms: "上四分位", max_ms: "最大值", mean_ms: "平均值", length: "间隔", badBins: "请填写递增的时长，例如 1h, 1d",
  },
  distribution: {
    needPropertyHint: "求和、均值、最小值与最大值取自每个用户事件的某个属性，例如订单金额：请在指标旁选择该属性，或改为统计次数。",
    title: "分布分析", measure: "按", bins: "区间边界", binsHint: "自动，或 1, 5, 10", bin: "区间", persons: "人数", mean: "平均值", median: "中位数", everyone: "全部", badBins: "请填写递增的数字，例如 1, 5, 10",
    of: { times: "次数", days: "天数", hours: "小时数", sum: "求和", avg: "平均值", min: "最小值", max: "最大值" },
  },
  session: {
    title: "会话与页面", sessions: "会话数", persons: "人数", events: "事件数", views: "浏览量", bounces: "跳出数", events_per_session: "每会话事件数", pages_per_session: "每会话页面数", sessions_per_person: "人均会话数", bounce_rate: "跳出率",
    mean_ms: "平均时长", median_ms: "时长中位数", page: "页面", entries: "进入", exits: "退出", mean_dwell_ms: "平均停留", median_dwell_ms: "停留中位数", pages: "页面", groups: "分组", timeout: "无操作多久结束会话", match: "包含事件的会话",
    entryPage: "入口页", exitPage: "出口页", overTime: "趋势", everything: "全部会话", viewed: "浏览 {{page}}", entered: "从 {{page}} 进入", left: "从 {{page}} 离开",
  },
  path: {
    title: "路径分析", split: "按属性拆分", within: "一条路径是", bySession: "一次会话", byTime: "一段时间", start: "起点", end: "终点", anywhere: "不限", levels: "步数", top: "每步节点数", min: "最少路径数", collapse: "重复", collapsed: "连续重复只算一次",
    paths: "路径数", persons: "人数", from: "从", to: "到", level: "步骤", mean: "平均用时", exit: "结束", entry: "开始", step: "第 {{n}} 步", none: "无", exclude: "排除", excludeHint: "例如 $identify 或 Product*", share: "占比", splitHint: "每个事件一个节点", total: "{{paths}} 条路径",
  },
  funnel: {
    title: "漏斗分析", step: "步骤", persons: "人数", fromFirst: "总转化率", fromPrevious: "上一步转化率", dropped: "流失", medianPrevious: "距上一步用时（中位数）",
    medianFirst: "距第一步用时（中位数）", overall: "整体转化率", rule: "计数规则", group: "分组", pick: "先为每一步选择一个事件。", pickHint: "例如：浏览商品、加入购物车、完成支付。图表会显示用户在哪一步流失，点击流失即可查看背后的用户。",
    order: "步骤顺序", orders: { ordered: "按顺序，中间可有其他事件", strict: "严格相邻", any: "任意顺序" }, within: { duration: "自第一步起", day: "同一自然日内", session: "同一会话内" },
    count: "统计口径", counted: { persons: "人数", sessions: "会话数", totals: "次数" }, placeOf: "取值位置", place: { step: "第 {{n}} 步的值", first_seen: "首次出现的值", last_seen: "最后出现的值" }, more: "更多选项", moreSet_one: "更多选项（已设 {{count}} 项）", moreSet_other: "更多选项（已设 {{count}} 项）",
    exclusions: "排除以下事件", addExclusion: "添加排除事件", between: "发生在步骤之间", fromStep: "起始步骤", toStep: "结束步骤", scope: { attempt: "终止本次尝试", person: "排除该用户" }, hold: "各步骤属性值相同", holdHint: "不限", optional: "可选步骤",
    timesBetween: "步骤间用时", firstTime: "第一步仅限首次发生", simultaneous: "同一时刻的事件不分先后", nth: "完成 {{n}} 步", entered: "进入", converted: "转化", overTime: "转化率趋势", histogram: "第 {{from}} 步到第 {{to}} 步用时", noTimes: "没有用户完成这两步。",
    figure: { mean_ms: "平均", p25_ms: "25 分位", median_ms: "中位数", p75_ms: "75 分位", p90_ms: "90 分位" }, meanFirst: "距第一步用时（平均）", p90First: "距第一步用时（90 分位）", significance: "与其余各组合计比较，p 值经 Holm 校正",
  },
  distinguish: {
    title: "转化用户的差异因素", properties: "属性取值", least: "最少人数", factor: "从进入到结束之间", odds: "优势比（95% 区间）", interval: "更不易转化 – 更易转化", ofConverted: "转化用户中", ofOthers: "未转化用户中", others: "未转化",
    did: "事件", has: "属性值", none: "没有哪个因素同时有至少 {{n}} 人具备、{{n}} 人不具备。",
  },
  drawer: {
    title: "数字背后的用户", count_one: "{{count}} 人", count_other: "{{count}} 人", dropped: "在第 {{step}} 步前流失：{{name}}", reached: "到达第 {{step}} 步：{{name}}",
    returned: "{{cohort}} 起始 · {{column}}回访", absent: "{{cohort}} 起始 · {{column}}未回访", cohort: "{{cohort}} 起始用户", notReturned: "未回访的用户", thoseReturned: "回访的用户",
    none: "没有符合的用户。", noneHint: "这个数字是零，背后没有任何用户。",
  },
  segments: {
    title: "分群", new: "新建分群", size: "人数", owner: "创建者", updated: "更新时间", empty: "还没有分群。", emptyHint: "分群是一组满足条件的用户，成员随数据实时变化。",
    first: "创建第一个分群", untitled: "未命名分群", share: "占全体 {{share}}", preview: "成员预览", count: "当前人数", saved: "已保存", deleted: "已删除", confirmDelete: "确定删除“{{name}}”？引用它的地方将失效。",
    visual: "条件", json: "JSON", jsonBad: "不是有效的 JSON：{{why}}", incomplete: "请填完所有条件，再查看符合的人数。", search: "搜索分群", needName: "请填写名称",
    unsaved: "尚未保存", back: "全部分群", cannot: "无法计算", explain: "未添加条件时为全体用户。",
  },
  filter: {
    all: "全部满足", any: "任一满足", notAll: "不全部满足", notAny: "全都不满足", matching: "用户满足", add: "添加", event: "事件属性", person: "用户特征", did: "做过", didNot: "没做过", sequence: "依次做过", firstTime: "首次做",
    layer: "属于分层", chooseLayer: "选择一层", segment: "属于分群", tag: "有标签", chooseTag: "选择标签", anyValue: "任意值", tagValue: "标签值", group: "条件组", raw: "JSON", property: "属性", value: "值", values: "多个值", times: "次", atLeast: "至少", case: "忽略大小写", within: "窗口", in: "时间", strict: "紧接着发生",
    addStep: "步骤", chooseSegment: "选择分群", and: "且", or: "或", remove: "移除条件", date: "日期", kind: "条件类型",
    agg: { count: "次数", sum: "求和", avg: "平均值", min: "最小值", max: "最大值", distinct: "去重数" },
    op: {
      is: "等于", is_not: "不等于", contains: "包含", not_contains: "不包含", starts_with: "开头是", ends_with: "结尾是", matches: "匹配正则", in: "属于", not_in: "不属于",
      "=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", between: "介于", before: "早于", after: "晚于", in_last: "在最近", not_in_last: "不在最近", is_true: "为真", is_false: "为假",
      has: "含有元素", has_any: "含有任一", has_all: "含有全部", is_empty: "为空列表", is_set: "有值", is_not_set: "无值",
    },
  },
  persons: {
    title: "用户", search: "ID 或其开头、姓名、邮箱", person: "用户", userIds: "用户 ID", anonymous: "设备数", firstSeen: "首次出现", lastSeen: "最近出现", events: "事件数", empty: "没有找到用户。",
    emptyHint: "可按用户 ID、匿名 ID（完整或开头）、姓名或邮箱搜索。", ids: "ID", traits: "用户特征", trait: "特征", value: "值", since: "更新于", segments: "所属分群", merges: "合并记录", noTraits: "还没有特征。", tags: "标签", noTags: "没有标签值。", noSegments: "不属于任何已保存的分群。",
    noMerges: "没有合并记录。", merge: "合并其他 ID", mergeTitle: "将两个 ID 合并为同一用户", mergeText: "合并后两者视为同一人，历史事件一并归属。可以撤销。", from: "此 ID", into: "并入",
    why: "原因", undo: "撤销", undone: "已撤销", confirmUndo: "撤销这次合并？两者将重新成为不同用户，历史事件也会分开。", timeline: "行为时间线", session: "访问", kind: { user: "用户", anonymous: "匿名" },
    link: { claim: "识别为", merge: "合并到", undo: "撤销" }, properties: "属性", noEvents: "没有事件。", end: "已经到底了。", merged: "已合并", need: "请填写", showing: "显示 {{shown}} / {{total}}",
    received: "接收于", someone: "用户 {{n}}",
  },
  data: {
    title: "数据管理", quarantine: "隔离区", keys: "密钥", operators: "成员", project: "项目", reason: "原因", at: "时间", source: "来源", message: "问题", body: "事件原文", field: "字段", line: "第 {{n}} 行",
    allReasons: "全部原因", emptyQuarantine: "没有被隔离的事件，一切正常。", keyKind: { write: "写入密钥", secret: "私密密钥" }, kind: "类型", label: "备注", key: "密钥", role: "权限", created: "创建时间",
    newKey: "新建密钥", secretOnce: "密钥只显示这一次，请立即复制保存。", writeHint: "写入密钥只能发送事件，可以放在网页里。", secretHint: "私密密钥可通过 API 读取数据，只应放在服务器上。",
    confirmDeleteKey: "确定删除此密钥？使用它的程序将立即失效。", newOperator: "新建成员", operatorRole: "角色", confirmDeleteOperator: "确定移除 {{name}}？", password: "密码", passwordRule: "至少 8 个字符",
    id: "标识", zone: "时区", weekStart: "每周开始于", currency: "货币", ownersOnly: "仅所有者可见。", you: "你",
  },
  links: {
    title: "身份关联", explain: "为什么多个 ID 被视为同一个人。「识别」来自一条同时带有两个 ID 的消息；「合并」是人工决定。撤销后两者重新成为不同用户，历史事件也会分开。",
    kinds: { claim: "识别", merge: "合并", undo: "撤销" }, why: { claim: "同一条消息中出现", merge: "人工合并" }, undoOf: "撤销了关联 #{{n}}",
    kind: "类型", from: "此 ID", into: "归属于", because: "依据", person: "用户编号", count_one: "{{count}} 条关联", count_other: "{{count}} 条关联",
    empty: "没有身份关联。", emptyHint: "匿名访客被识别，或有人在用户页面合并两个 ID 后，这里会出现记录。", ofPerson: "查看此用户的全部关联",
  },
  account: {
    title: "我的账号", about: "基本信息", password: "密码", current: "当前密码", wanted: "新密码", again: "再次输入新密码", change: "修改密码", changed: "密码已修改。",
    wrong: "当前密码不正确。", differs: "两次输入不一致。", others: "修改后，你在其他浏览器上的登录会失效。", reset: "重置密码", resetOf: "为 {{name}} 设置新密码",
    resetText: "设置一个密码并转告对方，对方可在「我的账号」中修改。对方的所有登录会失效。",
    may: { viewer: "可提问和查看用户", analyst: "还可保存分群、合并用户", owner: "还可管理密钥和成员" },
  },
  weekday: { sunday: "周日", monday: "周一", tuesday: "周二", wednesday: "周三", thursday: "周四", friday: "周五", saturday: "周六" },
  reason: {
    not_json: "不是 JSON 对象", unknown_type: "未知的消息类型", missing_id: "缺少 userId 和 anonymousId", missing_name: "track 缺少事件名", name_too_long: "名称过长", event_too_large: "事件过大",
    too_many_properties: "属性过多", too_deep: "嵌套过深", bad_text: "文本无效", bad_field: "字段类型错误", bad_time: "时间无法识别或不合理", bad_row: "行格式错误",
    blocked_event: "事件已屏蔽", unplanned_event: "不在方案中", off_plan: "属性不符合方案",
  },
  event: {
    $pageview: "浏览页面", $screen: "浏览屏幕", $identify: "身份识别", $group: "加入群组", $alias: "别名", $page_leave: "离开页面", $click: "点击", $rage_click: "愤怒点击",
    $dead_click: "无效点击", $heartbeat: "心跳", $form_start: "开始填表", $form_submit: "提交表单", $form_abandon: "放弃表单", $session_start: "会话开始",
    $session_end: "会话结束", $web_vitals: "网页性能", $exception: "脚本错误", $events_dropped: "SDK 放弃的事件", $segment_entered: "进入分群", $segment_left: "离开分群",
    $message_sent: "消息已发送", $message_held_out: "消息未发送（对照组）", $message_delivered: "消息已送达", $message_bounced: "消息被退回", $message_opened: "消息已打开",
    $message_clicked: "消息已点击", $message_unsubscribed: "退订", $message_complained: "举报为垃圾消息", $journey_entered: "进入旅程", $journey_ended: "旅程结束",
    $reward_granted: "奖励已发放",
  },
  label: { none: "（无值）", other: "（其余全部）" },
};
