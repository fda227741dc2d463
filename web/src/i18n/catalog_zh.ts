import type { catalogEn } from "./catalog_en";

export const catalogZh: typeof catalogEn = {
  catalog: {
    title: "事件目录", search: "搜索名称、负责人、说明", all: "全部", days: { 7: "7 天", 30: "30 天", 90: "90 天" }, refresh: "刷新", none: "没有符合条件的事件。", clear: "显示全部事件",
    empty: "还没有收到任何事件", emptyHint: "收到的每个事件都会列在这里：带有哪些属性、是否符合埋点方案。请先在“数据来源”中接入数据。",
    column: { event: "事件", curve: "趋势", volume: "事件数", ever: "累计", first: "首次出现", last: "最近出现", status: "状态", owner: "负责人", schema: "属性规则", warned: "不符", quarantined: "隔离" },
    hint: {
      volume: "所选天数内发生的事件数。", ever: "已存储的全部事件数。", schema: "是否为其属性设定了规则。",
      warned: "所选天数内：不符合方案、但仍然接收的次数。同一事件有多处不符时，每处各计一次。", quarantined: "所选天数内：仍在隔离区等待处理的事件，不论原因。",
    },
    look: { problems: "有问题", new: "本周新增", silent: "已沉寂" }, lookHint: { problems: "有不符合方案的情况，或有事件被隔离。", new: "最近 7 天内首次出现。", silent: "以前出现过，但最近 7 天没有。" },
    status: { expected: "预期内", unexpected: "预期外", blocked: "已屏蔽", none: "未决定" },
    statusHint: {
      expected: "属于埋点方案。如设有属性规则，会检查其属性。", none: "还没有人确认。如果没有属性规则，则视为方案外：{{action}}。",
      unexpected: "确认有误：旧名称、拼写错误等。视为方案外：{{action}}。", blocked: "从现在起一律隔离，不受规则影响，不参与任何统计。已存储的数据不变。",
    },
    becomes: { take: "照常接收", warn: "接收并记录", quarantine: "隔离" },
    hasSchema: "已设属性规则", picked_one: "已选 {{count}} 个事件", picked_other: "已选 {{count}} 个事件", mark: "标记为", marked_one: "已将 {{count}} 个事件标记为“{{status}}”。", marked_other: "已将 {{count}} 个事件标记为“{{status}}”。",
    followed: "五秒内生效。", onlyAnalyst: "仅分析师和所有者可以修改。",
    blockTitle_one: "屏蔽 {{name}}？", blockTitle_other: "屏蔽 {{count}} 个事件？", block: "屏蔽", blockText: "五秒之内起，新到的这类事件都会进入隔离区：不参与任何统计，营销活动和旅程也不会触发。可以随时撤销，并将已隔离的事件重新读入。",
    open: "打开 {{name}}", see: "查看趋势", alert: "骤降时预警", alertName: "{{name}} 骤降", decide: "状态", about: "基本信息", ownerHint: "由谁负责：人员、团队或邮箱", descriptionHint: "何时发送、代表什么", saved: "已保存。",
    unknown: "没有收到过这个名称的事件，也没有任何说明。", perDay: "每柱为一天",
    properties: "属性", sampled_one: "根据最新的 1 个事件得出。", sampled_other: "根据最新的 {{number}} 个事件得出。", noProperties: "该事件没有属性。", property: "属性", types: "类型", fill: "填充率", fillHint: "所查看的事件中有值的比例。", examples: "示例", never: "未出现过", describe: "添加说明",
    sampleTimes: "事件太多，无法及时全部查看：首次和最近出现时间只涵盖最新的一部分事件。", type: { text: "文本", number: "数字", boolean: "是/否", instant: "时间", list: "列表" },
    findings: "不符合方案之处", findingsLead: "所选天数内仍然接收的部分。被隔离的请到隔离区查看。", noFindings: "全部符合方案。", whole: "事件本身", times_one: "{{count}} 次", times_other: "{{number}} 次",
    schemaTitle: "属性规则", schemaLead: "以 JSON Schema 描述。不符合的事件将{{action}}。", schemaActions: { take: "暂不检查", warn: "被接收，并记录在上方", quarantine: "被隔离" }, schemaNone: "还没有规则，不会检查属性。可以先根据已有数据生成草稿，再放宽或收紧。",
    suggest: "根据已有数据生成", suggested: "这是草稿：请检查，修改不合适之处，然后保存。", schemaSave: "保存规则", schemaRemoved: "规则已移除。", notJson: "不是有效的 JSON：{{problem}}", at: "{{place}}（第 {{line}} 行）：{{problem}}", atPlace: "{{place}}：{{problem}}", undo: "放弃修改",
    schemaKnows: "支持：type、enum、const、required、properties、additionalProperties、minimum、maximum、multipleOf、minLength、maxLength、pattern、format、items、minItems、maxItems、allOf、anyOf、oneOf、not，以及指向 $defs 的 $ref。",
  },
  plan: {
    title: "埋点方案", summary: "{{expected}} 个预期内 · {{schemas}} 个设有属性规则 · {{blocked}} 个已屏蔽", off_one: "这段时间有 {{count}} 个事件不在方案中", off_other: "这段时间有 {{count}} 个事件不在方案中", onlyOwner: "仅所有者可以修改。",
    mismatch: "属性不符合规则时", unplanned: "事件不在方案中时", action: { take: "接收", warn: "接收并记录", quarantine: "隔离" },
    says: {
      mismatch: { take: "不检查属性规则。", warn: "照常参与统计，问题会记录在该事件下。", quarantine: "不参与统计，直到有人将其重新读入。" },
      unplanned: { take: "无论是否在方案中，都参与统计。", warn: "照常参与统计，并记录为方案外。", quarantine: "不参与统计，直到加入方案并重新读入。系统自带的事件始终放行。" },
    },
    strictTitle: "从现在起隔离？", strict: { mismatch_one: "{{count}} 个事件设有属性规则，不符合的将从现在起被隔离。", mismatch_other: "{{count}} 个事件设有属性规则，不符合的将从现在起被隔离。", unplanned_one: "这段时间有 {{count}} 个事件不在方案中，将从现在起被隔离。", unplanned_other: "这段时间有 {{count}} 个事件不在方案中，将从现在起被隔离。" }, strictGo: "隔离",
    changed: "规则已修改，五秒内生效。", upload: "将方案文件拖到这里，或点击选择", uploadHint: "支持本系统的格式、Segment 的格式，或每个事件一个属性的 JSON Schema。方案之外已有的信息会保留。", uploaded: "新增 {{added}} 个，修改 {{changed}} 个，未变 {{unchanged}} 个", refused: "方案未被接受", download: "下载 JSON",
    teachTitle: "还没有埋点方案", teachText: "埋点方案说明您期待哪些事件、各自的含义、由谁负责，以及属性应该是什么样。有了它，拼写错误或某次发版漏掉的属性当天就能发现，而不是等到下个月看报表时。任何数据都不会被丢弃：规则只决定这些事件是接收、记录还是隔离。",
    make_one: "根据已有数据生成（{{count}} 个事件）", make_other: "根据已有数据生成（{{count}} 个事件）", makeHint: "将最近 30 天出现过的事件标记为“预期内”。以 $ 开头的是系统事件，无需纳入方案。", nothingSeen: "最近 30 天没有可用来生成方案的事件。", made_one: "已将 {{count}} 个事件标记为预期内。", made_other: "已将 {{count}} 个事件标记为预期内。",
  },
};
