// 漏斗的计数规则，以及转化用户差异因素的计算方法。
export const funnelRuleZh = {
  funnelRule: {
    and: "；",
    count: {
      persons: "每人只计一次，取其所有尝试中到达的最深一步",
      sessions: "每个会话只计一次，取始于该会话的所有尝试中到达的最深一步",
      totals: "每次尝试都计数，上一次结束或超出转化窗口后才能开始下一次",
    },
    start: { first: "时间范围内每次发生第一步都开始一次尝试", any: "时间范围内每次发生任意一步都开始一次尝试" },
    steps: "{{order}}，{{within}}",
    order: { ordered: "各步骤按顺序发生，中间可有其他事件", strict: "下一步必须是紧接着的事件", any: "各步骤不分先后" },
    within: { duration: "在 {{window}}内完成", day: "在同一自然日内完成", session: "在同一会话内完成" },
    firstTime: "第一步只算该用户有史以来的首次发生",
    simultaneous: "同一时刻的事件按步骤顺序排列",
    optional: "深度只看必选步骤",
    hold: "所有步骤中指定属性的值须相同",
    exclusions: "在所设步骤之间发生排除事件，则终止本次尝试或排除该用户",
    distinguish: "在完成第一步的用户中，按各自从尝试开始到结束期间的行为，比较走完全程的人与其余的人。优势比的每个计数加 0.5（Haldane–Anscombe 校正），并给出 95% 区间。",
  },
};
