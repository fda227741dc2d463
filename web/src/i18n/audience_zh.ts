// 作业，以及分群的各种操作。
import type { audienceEn } from "./audience_en";

export const audienceZh: typeof audienceEn = {
  jobs: {
    title: "作业", schedule: "计算计划", recent: "最近的作业", job: "内容", state: "状态", progress: "进度", message: "结果", started: "开始", took: "用时", refresh: "更新方式", last: "上次", next: "下次", rows: "人数", never: "尚未计算", runNow: "立即计算", runAll: "全部计算",
    bySchedule: "按计划", dailyAt: "每天 {{hour}}:00", noJobs: "还没有作业。", memory: "内存中的人群：{{size}}。时间按项目时区。", empty: "还没有需要计算的内容。",
    emptyHint: "标签、分群和分层会按计划重新计算，每天的规模都会保留。先保存一个分群吧。",
    kinds: { recompute: "标签、分群、分层", replay: "隔离区重新读入" }, objects: { tag: "标签", segment: "分群", layers: "分层" }, refreshes: { live: "实时", hourly: "每小时", daily: "每天", manual: "手动" },
    states: { waiting: "等待", running: "运行中", done: "完成", failed: "失败", cancelled: "已取消" },
  },
  members: {
    kind: "类型", kinds: { dynamic: "按条件", fixed: "固定名单" }, kindHint: { dynamic: "满足条件的人都在其中，始终是最新的。", fixed: "只有放进来的人在其中。" }, refresh: "记录规模", liveHint: "随事件实时跟踪：进入和离开都会记为事件。", day: "日期",
    hour: "时间", capped: "限制人数，最多", capOf: "人", capBy: "按", byLot: "随机", byTrait: "属性", highest: "从高到低", lowest: "从低到高", upload: "成员", uploadHint: "粘贴标识，每行一个；或选择 CSV 文件，取第一列。", matchBy: "内容是", anyId: "标识", file: "选择文件",
    change: { add: "加入", remove: "移出", replace: "全部替换" }, check: "检查", matched: "找到 {{matched}} 个，共 {{persons}} 人", unmatched_one: "{{count}} 个未找到", unmatched_other: "{{count}} 个未找到", done: "完成：现有 {{members}} 人", origin: "来源", history: "每日变化", entered: "进入", left: "离开", size: "人数",
    noHistory: "从现在起每天记录规模。", users: "被谁使用", noUsers: "还没有被使用。", asOf: "截至", asOfHint: "在过去某天结束时满足条件的人数", today: "现在", snapshot: "存为分群", snapshotName: "分群名称", snapshotDone: "已存为“{{name}}”", open: "打开",
    userKinds: { segment: "分群", tag: "标签", layers: "分层", report: "报表", board: "看板", goal: "目标", alert: "告警" }, saveFirst: "先保存分群，再放入成员。",
  },
  overlap: {
    title: "分群重叠", choose: "选择二到五个分群", hint: "看看谁同时在几个分群里：点击柱子查看人员，也可以把组合存为新的分群。", regions: "恰好在这些分群里的人", only: "仅 {{names}}", union: "任一", intersection: "全部", difference: "仅第一个", algebra: "组合", saveAs: "存为分群",
    persons: "人数", set: "分群", nobody: "没有人在这些分群里。", name: "{{names}}", names: { union: "{{names}}：任一", intersection: "{{names}}：全部", difference: "{{first}} 除去 {{rest}}" },
  },
};
