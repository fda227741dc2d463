import type { insightEn } from "./insight_en";

export const insightZh: typeof insightEn = {
  insight: {
    title: "人群洞察", lead: "这群人与其他人有什么不同：一次看遍所有特征、标签与分层。", segments: "人群", choose: "选择分群、某一层或标签值", baseline: "对比", everyone: "所有人", of: "占比基于", ofAll: "全部人", ofKnown: "有值的人", min: "合并少于", min_persons: "人的值", only: "只看显著的",
    empty: "想了解谁？", emptyHint: "最多选四个分群、层或标签值。可以看到哪些特征值在他们当中更多或更少、把握有多大，以及数值有什么差别。", noneYet: "还没有可选的分群或分层。", make: "新建分群", noTraits: "还没有用户特征", noTraitsHint: "特征来自 identify 调用：套餐、城市、年龄。有了就能在这里对比。",
    ranking: "最突出的差异", rankingHint: "TGI = 这里的占比 ÷ 对比的占比 × 100。浅色：可能只是偶然（Holm 校正后 p ≥ 0.05，两比例 z 检验，与对比人群中不属于该分群的人相比）。", value: "值", here: "这里", there: "对比", shareHere: "这里的占比", shareThere: "对比的占比", p: "p", table: "全部值", folded: "{{count}} 个人数很少的值已合并",
    numbers: "数值对比", mean: "均值", median: "中位数", known: "有值", side: "并排对比", sideHint: "各人群中拥有该值的占比及其 TGI。", heat: "两个维度", heatHint: "同时拥有两个值的人数；颜色深浅是占人群的比例，小字是 TGI。", print: "打印或 PDF", picture: "PNG", nothing: "这里没有可比的内容。", summaryTitle: "一段话", nothingSure: "没有显著的差异。可以看更多的人，或看全部值。",
    summary: {
      size: "「{{segment}}」共 {{persons}} 人，是{{baseline}}的 {{share}}。", more: "明显更多的是：{{list}}。", less: "明显更少的是：{{list}}。", item: "{{trait}} = {{value}}（{{a}}，对比 {{b}}，TGI {{tgi}}）", none: "与{{baseline}}相比没有显著的差异。",
      higher: "{{trait}} 的均值更高：{{a}}，对比 {{b}}。", lower: "{{trait}} 的均值更低：{{a}}，对比 {{b}}。", join: "、",
    },
  },
};
