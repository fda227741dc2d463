import type { layersEn } from "./layers_en";

export const layersZh: typeof layersEn = {
  layers: {
    title: "用户分层", new: "新建分层", layers: "各层", layer: "层", computedAt: "计算于 {{when}}", asOfNow: "截至现在", back: "全部分层", saved: "已保存", preview: "各层会有多少人", persons: "人",
    incomplete: "填完必填项即可看到人数。", everyone: "共 {{persons}} 人，每人恰好属于一层", empty: "还没有分层。", emptyHint: "分层把每个人放进恰好一层。各层可以用在任何筛选里，可以逐日追踪流转，也可以比较各层带来的价值。选一种方式开始吧。",
    confirmDelete: "删除「{{name}}」及其历史？", changes: "改了规则，历史会重新开始。", workOut: "立即计算", window: "统计窗口", days: "天", add: "加一层", rest: "哪层都不属于的人", refresh: "更新", refreshes: { live: "随时", hourly: "每小时", daily: "每天", manual: "手动" }, hour: "几点", keep: "历史保留",
    tab: { sizes: "规模", flow: "流转", kpis: "指标" }, history: "每日规模", day: "日期", noHistory: "从第一次计算起，每天的规模都会保留：到点自动计算，也可以点「立即计算」。", sum: "合计", came: "当时还没有", gone: "已不在",
    kind: { value: "价值分层", activity: "活跃分层", lifecycle: "生命周期", rfm: "RFM", interest: "需求与兴趣", custom: "自定义规则" },
    about: { value: "按一个人带来的价值：收入或任何数值，按阈值或排名。", activity: "按活跃的次数或天数。", lifecycle: "新用户、活跃、流失风险、已流失、召回：看首次与最近一次活跃。", rfm: "最近一次购买、购买频次与金额各打 1 到 5 分，归入经典八组。", interest: "按一个人做得最多的：品类、品牌或话题。", custom: "按顺序的条件，先满足哪条就属于哪层。" },
    measure: { times: "次数", days: "发生天数", sum: "总和", avg: "平均值", min: "最小值", max: "最大值", days_since: "距最近一次的天数", trait_number: "数值特征" },
    number: { measure: "数值", of: "统计事件", layers: "各层，从高到低", percent: "按排名", least: "按阈值", below: "其余更低的", sum: "百分比合计为 {{sum}}，应为 100。" },
    lifecycle: { activity: "活跃的定义", new_days: "新用户期", at_risk_days: "多少天未活跃算有风险", churned_days: "多少天未活跃算流失", win_back_days: "召回期" },
    stageOf: { new_person: "新用户", active: "活跃", win_back: "召回", at_risk: "流失风险", churned: "已流失" },
    interest: { property: "按属性的值", values: "指定的值", top: "最常见的 {{n}} 个", most: "取前几个", others: "其他值" },
    rules: { first: "每个人属于第一条满足条件的层。", up: "上移", down: "下移" },
    rfm: {
      purchase: "购买事件", amount: "金额", frequency: "频次", times: "购买次数", onDays: "购买天数", scores: "打分", rank: "按排名", cuts: "按给定界线", recency: "最近购买", monetary: "金额", score: "分数", groups: "分组", mean: "高于或低于均值", own: "自定义映射",
      rule: { 0: "R↑ F↑ M↑", 1: "R↑ F↓ M↑", 2: "R↓ F↑ M↑", 3: "R↓ F↓ M↑", 4: "R↑ F↑ M↓", 5: "R↑ F↓ M↓", 6: "R↓ F↑ M↓", 7: "R↓ F↓ M↓" },
      paint: "先选一组，再点击属于它的格子。每个方块是一个金额分：越往上最近购买越近，越往右购买越多。", places: "购买者的分布", placesHint: "每个方块是一个金额分：越往上最近购买越近，越往右购买越多。", perScore: "各分数的人数",
    },
    flow: { title: "从 {{from}} 到 {{to}}", matrix: "流转矩阵", hint: "颜色深浅是占该行的比例，总和等于总人数。", stayed: "{{share}} 留在原层，共 {{persons}} 人", from: "起始日", to: "结束日", none: "流转需要两天的数据", noneHint: "各层每天保留一份。有了两天，就能看到谁从哪层去了哪层。" },
    kpi: { active: "活跃人数", revenue: "收入", arpu: "ARPU", retention: "留存", conversion: "转化" },
    kpiRule: { active: "该时段有任何行为的人，按现在所属的层", revenue: "付款金额合计，按付款人现在所属的层", arpu: "收入 ÷ 活跃人数", retention: "该时段活跃的人中，下一时段仍活跃的比例", conversion: "发生该事件的活跃人数 ÷ 活跃人数" },
    noPaid: "收入需要付款事件及其金额。",
    names: {
      high: "高", middle: "中", low: "低", daily: "隔天活跃", often: "每周活跃", seldom: "偶尔活跃", rest: "无", never: "未购买", inactive: "不活跃", others: "其他", rule: "层",
      stages: { new_person: "新用户", active: "活跃", win_back: "召回", at_risk: "流失风险", churned: "已流失" },
      groups: { 0: "重要价值", 1: "重要发展", 2: "重要保持", 3: "重要挽留", 4: "一般价值", 5: "一般发展", 6: "一般保持", 7: "一般挽留" },
    },
  },
};
