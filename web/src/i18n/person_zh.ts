// 用户详情页的用词。
import type { personEn } from "./person_en";

export const personZh: typeof personEn = {
  person: {
    sessions: "会话数", activeDays: "活跃天数", purchases: "购买次数", revenue: "累计收入", lastPurchase: "最近一次 {{when}}", noPurchase: "尚未购买", noRole: "去指定哪个事件是购买", noRevenueRole: "去指定哪个属性是金额", activities: "事件数",
    history: "曾有过的每个值", historyOf: "{{trait}} 的历史", from: "起始", said: "上报 {{count}} 次，最近 {{when}}", unset: "已移除", by: "来自 {{id}}", via: "渠道 {{channel}}", eventId: "事件", older: "另有 {{count}} 个更早的值未列出", more: "只查看了最近的 identify 事件。", changes: "共有过 {{count}} 个值",
    belongs: "所属分群与分层", segments: "分群", layers: "分层", since: "自 {{when}}", orBefore: "自 {{when}} 或更早", noDay: "上次计算之后进入", noLayers: "还没有分层方案。", makeLayers: "去创建",
    notes: "备注", addNote: "添加备注", noteHint: "下一位同事应该知道什么？一次通话、一个承诺、一次投诉。", noNotes: "还没有人写过备注。", edited: "修改于 {{when}}", confirmDeleteNote: "删除这条备注？", ofNumber: "写给用户 {{n}}，现已与此人合并", noteSaved: "已添加",
    consent: "授权", consentHint: "以最近的决定为准：对全部消息的，或对某一主题类别的。", allMessages: "全部消息", decided: "{{when}} 决定，{{by}}", undecided: "没有决定：可以发送", undecidedOptIn: "没有决定：此类别需要明确同意", allowed: "可以", refused: "不可以", allow: "允许", refuse: "拒绝", decisions: "历次决定",
    sender: "来自", messages: "消息", noMessages: "还没有给此人的消息", noMessagesHint: "触达计划发给此人的消息会列在这里，也包括没有发送的及其原因。",
    why: {
      show: "原因", rule: "{{value}}：第 {{n}} 条规则（共 {{of}} 条）最先成立：{{words}}", ruleGone: "{{value}}：对应的规则已不存在", manual: "手动设置。", imported: "由文件导入或手动设置。", sql: "由 SQL 语句得出。", statistic: "由统计得出。", predicted: "由预测得出。",
      live: "截至现在。", asOf: "截至 {{when}}。",
    },
    pages_one: "{{count}} 个页面", pages_other: "{{count}} 个页面", visitEvents_one: "{{count}} 个事件", visitEvents_other: "{{count}} 个事件", moment: "片刻",
  },
};
