export const rulesZh = {
  rule: {
    everyone: "全体用户", sentence: "符合条件的用户：{{rule}}。", quoted: "「{{text}}」", anyEvent: "任意事件",
    and: "，且", or: "，或", list: "、", orList: "或", not: "不满足（{{rule}}）", group: "（{{rule}}）",
    eventWith: "{{event}}（{{where}}）", whereAnd: " 且 ", whereOr: " 或 ", whereNot: "不满足（{{where}}）",
    did: "{{window}}做过{{event}}", didTimes: "{{window}}做过{{event}}{{times}}", didNot: "{{window}}没做过{{event}}", didNotTimes: "{{window}}没有做过{{event}}{{times}}",
    didAgg: "{{window}}{{event}}的 {{property}} {{aggregate}}{{compared}}", didNotAgg: "不满足{{window}}{{event}}的 {{property}} {{aggregate}}{{compared}}",
    times: { "=": "恰好 {{n}} 次", "!=": "不是 {{n}} 次", "<": "少于 {{n}} 次", "<=": "至多 {{n}} 次", ">": "超过 {{n}} 次", ">=": "至少 {{n}} 次", between: " {{n}} 至 {{m}} 次" },
    is: { "=": "等于 {{n}}", "!=": "不等于 {{n}}", "<": "低于 {{n}}", "<=": "至多为 {{n}}", ">": "高于 {{n}}", ">=": "至少为 {{n}}", between: "介于 {{n}} 和 {{m}} 之间" },
    agg: { sum: "总和", avg: "平均值", min: "最小值", max: "最大值", distinct: "不同取值的个数" },
    when: { before: "早于 {{value}}", after: "晚于 {{value}}", in_last: "在最近 {{value}}内", not_in_last: "不在最近 {{value}}内" },
    trait: "特征 {{property}} {{compared}}", property: "{{property}} {{compared}}", opValue: "{{op}}{{value}}", ignoringCase: "{{compared}}（不区分大小写）",
    sequence: "在 {{within}}内依次做过{{steps}}", strict: "在 {{within}}内紧接着依次做过{{steps}}", then: "，然后",
    firstTime: "{{window}}首次做{{event}}", segment: "属于分群{{name}}", tag: "有标签{{name}}", tagValue: "标签{{name}}为{{value}}", layer: "属于{{name}}的{{layer}}层",
    json: "满足 {{json}}", unknown: "…",
    window: { this_hour: "本小时", last_hour: "最近 {{n}} 小时", this_day: "今天", last_day: "最近 {{n}} 天", this_week: "本周", last_week: "最近 {{n}} 周", this_month: "本月", last_month: "最近 {{n}} 个月", this_quarter: "本季度", last_quarter: "最近 {{n}} 个季度", between: "{{begin}} 至 {{end}}" },
  },
};
