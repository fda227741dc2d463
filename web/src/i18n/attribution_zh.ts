import type { attributionEn } from "./attribution_en";

export const attributionZh: typeof attributionEn = {
  attribution: {
    title: "归因分析", conversion: "转化事件", value: "转化价值", noValue: "每次计 1", touch: "触点", channel: "渠道", lookback: "回溯期", count: "计入的转化", all: "全部", first: "仅首次",
    models: "归因模型", halfLife: "半衰期", top: "渠道数", direct: "直接访问渠道", more: "更多选项", choose: "请选择转化事件", chooseHint: "归因回答“转化来自哪些渠道”：每次转化按多种模型分摊到此前的各次触点，并排比较。请选择您视为成功的事件，例如完成支付；再选择金额属性，即可同时分摊价值；录入渠道费用后，还能看到每个渠道的单次转化成本。", credited: "归因转化数", creditedValue: "归因价值", grouped: "按渠道", stacked: "按模型",
    byModel: "模型", overTime: "随时间", touches: "触点数", touched: "触达的转化", acquired: "新用户", cost: "花费", cpa: "CPA", roas: "ROAS", cac: "CAC", clicks: "点击", total: "全部渠道", costs: "投放花费", unconverted: "另有 {{count}} 条路径在此时段内没有转化。",
    noCosts: "此时段没有渠道花费数据。", addCosts: "录入花费", none: "无触点", credits: "归因结果", returns: "花费与回报",
    model: { first: "首次触点", last: "末次触点", last_non_direct: "末次非直接", linear: "线性", position: "位置 40/20/40", time_decay: "时间衰减", markov: "马尔可夫", shapley: "Shapley" },
    hint: {
      cpa: "花费 / 归因转化数", roas: "归因价值 / 花费", cac: "花费 / 首个触点为该渠道的新用户", touched: "路径中出现该渠道的转化",
      model: { first: "全部归于首个触点", last: "全部归于最后一个触点", last_non_direct: "全部归于最后一个非直接触点", linear: "所有触点平分", position: "首末各 40%，中间共 20%", time_decay: "距转化每多一个半衰期，权重减半", markov: "移除该渠道后转化下降的幅度", shapley: "路径中每个渠道平分，不论触达几次" },
    },
  },
  ltv: {
    title: "生命周期价值", acquired: "获客事件", revenue: "收入事件", value: "金额", choose: "请选择带来收入的事件", chooseHint: "生命周期价值回答“用户到来之后的各周期累计带来多少收入、何时收回获客成本”。请选择付款事件和它的金额属性；不选获客事件时，群组从每个用户的首次活动算起。", ages: "周期数", curve: "各周期 LTV", projected: "预测", projectedName: "{{name}}（预测）", payback: "回本", cohorts: "获客批次", cohort: "批次", size: "人数", mean: "均值", cost: "花费", cacName: "CAC",
    show: { ltv: "人均", revenue: "收入", payers: "付费人数" }, costs: "与花费对比", incomplete: "尚未结束，仍可能增长", projectedHint: "按较早批次的增长预测", notPaid: "未回本", age: { day: "第 {{n}} 天", week: "第 {{n}} 周", month: "第 {{n}} 月", quarter: "第 {{n}} 季度" }, after: "{{age}}", projectedAfter: "预计 {{age}}", payers: "截至{{age}}付费", everyone: "全部获客", all: "全部",
    note: "虚线与斜体：按较早批次的增长推算，不是实际数据。",
  },
  costs: {
    title: "渠道花费", lead: "各渠道每天的花费，以项目币种计。同一天同一渠道的新行替换旧行。", day: "日期", channel: "渠道", cost: "花费", clicks: "点击", impressions: "展示", upload: "上传 CSV 文件", columns: "列：day、channel、cost，可选 clicks、impressions", empty: "还没有花费数据", emptyHint: "有了花费，归因分析会给出 CPA、ROAS 与 CAC，LTV 会给出回本时间。", set_one: "已写入 {{count}} 行", set_other: "已写入 {{count}} 行", remove: "删除这一行？", sum: "共 {{rows}} 行，合计 {{cost}}", allChannels: "全部渠道", example: "示例",
  },
};
