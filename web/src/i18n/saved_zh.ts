import type { savedEn } from "./saved_en";

export const savedZh: typeof savedEn = {
  save: {
    save: "保存", toBoard: "添加到看板", more: "更多", annotate: "添加标注", goal: "设为目标", alert: "设置预警", picture: "图片（PNG）", csv: "表格（CSV）", json: "表格（JSON）", parquet: "表格（Parquet）", answer: "完整答案（JSON）", title: "保存此查询", name: "名称", board: "看板", noBoard: "不加入看板",
    newBoard: "新建看板", boardName: "看板名称", update: "保存修改", asNew: "另存为新报表", saved: "已保存", added: "已添加到 {{board}}", openBoard: "打开看板", needName: "请填写名称", deleted: "已删除", confirmDelete: "确定删除“{{name}}”？", oneNumber: "目标和预警需要单一数值：一个不分组的指标，或一个公式。",
  },
  reports: {
    title: "报表", search: "搜索报表", empty: "还没有报表。", emptyHint: "报表是保存下来的查询。在任意分析页面提出问题并点击“保存”：报表保存问题本身，答案始终是最新的。", analysis: "分析", owner: "创建者", updated: "更新时间",
    rename: "重命名", confirmDelete: "确定删除“{{name}}”？引用它的看板会提示报表已删除。", first: "提出第一个问题", saved: "报表：{{name}}",
  },
  boards: {
    title: "看板", new: "新建看板", empty: "还没有看板。", emptyHint: "看板把多个报表并排展示，共用一个时间范围和一个筛选条件。", untitled: "未命名看板", tiles_one: "{{count}} 个卡片", tiles_other: "{{count}} 个卡片", edit: "编辑布局", done: "完成", addTile: "添加卡片", addReport: "报表", addGoal: "目标",
    addText: "文字", text: "文字", ownRange: "各报表自己的范围", range: "时间范围", filter: "筛选", filterTitle: "整个看板的筛选条件", filterHint: "只有满足这些条件的事件才计入每个卡片，并叠加在报表自己的条件之上。分群只接受用户条件。", refresh: "刷新", byHand: "手动",
    every_m: "每 {{count}} 分钟", fullScreen: "全屏", gone: "该报表已删除。", goneGoal: "该目标已删除。", nothing: "看板是空的。", nothingHint: "添加已保存的报表、目标，或一段说明文字。", noReports: "还没有报表：请先保存一个查询。", save: "保存看板", changed: "有改动，尚未保存", leave: "放弃改动",
    openReport: "在分析中打开", removeTile: "移除卡片", template: "起点", blank: "空白看板", health: "产品健康度", healthHint: "最近 30 天的活跃用户、生命周期、留存和会话", refreshed: "截至 {{time}}", confirmDelete: "确定删除看板“{{name}}”？其中的报表会保留。", back: "全部看板", everyone: "占全体 {{share}}",
    activity: "活跃用户", events: "事件数", lifecycle: "生命周期", retention: "留存", sessions: "会话", moveHint: "拖动标题移动卡片，拖动右下角调整大小。",
  },
  annotations: {
    title: "标注", new: "新建标注", empty: "还没有标注。", emptyHint: "发版、活动、节假日：在这里标注的内容会显示在所有时间图表上。", at: "时间", day: "日期", text: "发生了什么", color: "颜色", colors: { blue: "蓝", orange: "橙", green: "绿", red: "红", violet: "紫" }, details: "详情", time: "时刻（选填）",
  },
  goals: {
    title: "目标", new: "新建目标", empty: "还没有目标。", emptyHint: "目标是某个数值要在某天之前达到的水平。你可以看到当前进度、此刻应有的进度，以及预计的结果。", metric: "指标", target: "目标值", from: "起始值", start: "开始", due: "截止", direction: "该数值应当", at_least: "不低于目标值", at_most: "不高于目标值",
    states: { waiting: "未开始", on_track: "进展顺利", behind: "落后", reached: "已达成", missed: "未达成" }, value: "当前", expected: "此刻应达到", projected: "预计到期", pace: "进度比", progress: "完成度", actual: "实际", line: "匀速参考线", daysLeft_one: "还剩 {{count}} 天", daysLeft_other: "还剩 {{count}} 天", ended: "已结束",
    rule: "应达到：从起点到目标的直线。预计：按目前速度推算；平均值、分位数和公式保持现值。", needDates: "请选择起止日期", need: "请选择指标和目标值",
  },
  alerts: {
    title: "预警", new: "新建预警", empty: "还没有预警。", emptyHint: "每当一小时、一天、一周或一个月结束，预警会检查该数值；数值异常时触发。", rule: "触发条件", threshold: "超过阈值", change: "与同星期几相比变化", anomaly: "对同星期几而言异常", collapse: "任一事件骤减", collapsePercent: "下降百分比（至少）", sayCollapse: "任一事件比最近 4 个同星期几的均值下降 {{bound}} % 以上", fallen: "{{name}}：{{value}} 次，平时 {{expected}} 次", side: "方向",
    says: { above: "高于", below: "低于", either: "偏离" }, above: "高于", below: "低于", either: "任一方向", bound: "阈值", percent: "超过（%）", deviations: "超过（倍偏差）", states: { ok: "正常", firing: "触发中", no_data: "数据不足", failed: "失败" }, never: "尚未检查", last: "上次检查", value: "数值", expected: "对比值", difference: "差异", bucket: "周期", history: "历史", look: "立即检查", enabled: "开启",
    disabled: "已关闭", recipients: "邮件通知", recipientsHint: "开始或停止触发时通知的邮箱", metric: "指标", often: "检查周期", per: "按{{unit}}", sayThreshold: "{{side}} {{bound}}", sayChange: "{{side}}最近 4 个同星期几的均值超过 {{bound}} %", sayAnomaly: "{{side}}最近 8 个同星期几的中位数超过 {{bound}} 倍稳健偏差",
    rules: {
      threshold: "在每小时、每天、每周、每月或每季度结束后检查。",
      change: "在周期结束后检查：小时和天与最近 4 个同星期几的均值相比，其他与紧邻的前 4 期相比。",
      anomaly: "在周期结束后检查：与最近 8 个同星期几中位数的残差，以 1.4826 × MAD 为单位，至少需要 4 个。周和月与紧邻的前几期相比。",
      collapse: "逐一检查每种事件的数量，与其最近 4 个同星期几的均值相比。均值不足 20 次的事件不作判断。",
    },
    noHistory: "尚未检查。", mailed: "邮件已发送", notMailed_one: "邮件未发出，已尝试 {{count}} 次：{{why}}", notMailed_other: "邮件未发出，已尝试 {{count}} 次：{{why}}",
  },
  subscriptions: {
    title: "邮件订阅", open: "邮件发送", new: "新建订阅", empty: "还没有人通过邮件接收此看板。", emptyHint: "订阅会按设定的时间发送看板：每个报表附图和最近的数值。", rhythm: "频率", daily: "每天", weekly: "每周", monthly: "每月", day: "每月几号",
    weekday: "星期", hour: "时刻", recipients: "收件人", recipientsHint: "邮箱地址", says: { daily: "每天 {{hour}}:00", weekly: "每{{weekday}} {{hour}}:00", monthly: "每月 {{day}} 日 {{hour}}:00" }, next: "下次 {{time}}", off: "已暂停", on: "开启", paused: "暂停", sendNow: "立即发送", sent: "已发送", lastSent: "已于 {{time}} 发送", lastFailed: "发送失败：{{why}}",
    rule: "时刻按项目时区计算。发送失败的邮件每小时重试一次，共六次。",
  },
};
