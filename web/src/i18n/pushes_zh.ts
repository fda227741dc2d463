import type { pushesEn } from "./pushes_en";

export const pushesZh: typeof pushesEn = {
  exports: {
    button: "导出", title: "导出人员", go: "下载", format: "格式", formats: { csv: "CSV", jsonl: "JSON 行", parquet: "Parquet" },
    formatHint: { csv: "适合电子表格。一个人的多个标识放在同一格，以“;”分隔。", jsonl: "每行一个对象；标识是列表，属性保留原有类型。", parquet: "适合数据工具：按列压缩，标识是列表。" },
    traits: "附带的用户属性", traitsHint: "取当前的值。文件中总有编号和全部标识。", noTraits: "不附带", value: "取值", allValues: "全部取值",
  },
  pushes: {
    title: "把进入和离开的人推送到网址", add: "添加", new: "推送到网址", nameHint: "CRM", url: "网址", urlHint: "以带签名的 JSON POST 发送，每批最多 500 条。内网地址须先在 config.toml 中允许。", tell: "推送", entered: "进入的人", left: "离开的人", both: "进入和离开的人",
    traits: "附带的用户属性", traitsHint: "取发送时的值。", withTraits: "附带 {{traits}}", enabled: "启用", test: "发送测试", tryNow: "立即重试", reload: "刷新", confirmDelete: "不再推送给“{{name}}”？",
    none: "CRM、邮件工具或您自己的服务器可以在几秒内得知每个人的变化。添加它的网址，保存只显示一次的密钥，并校验收到内容的签名。",
    notLive: "只有实时分群可以推送：把“记录规模”设为实时并保存，之后进入或离开的人就能以带签名的批次推送到网址。",
    secret: "此网址的密钥", secretOnce: "请立即复制：只显示这一次。持有它的人可以以您的名义签名。",
    verify: "接收方如何确认是您发送的", verifyHint: "每个请求都有头 Throng-Signature: t=…,v1=…；v1 是用密钥对“t.正文”计算的 HMAC-SHA256（十六进制）。Throng-Push-Id 是批次编号：重发的批次编号与内容都不变，收过的丢弃即可。收下后回答 2xx；回答 410 会关闭推送。",
    states: { off: "已关闭", stopped: "已放弃", idle: "分群不是实时的", failing: "失败中", waiting: "等待第一条", well: "正常" },
    last_one: "最近推送 {{count}} 条，{{at}}", last_other: "最近推送 {{count}} 条，{{at}}", lastTest: "最近一次为测试，{{at}}", lastTried_one: "最近尝试 {{count}} 条，{{at}}", lastTried_other: "最近尝试 {{count}} 条，{{at}}", stopped: "已放弃：{{why}}。没有丢失；重试后从原处继续。",
    failing_one: "自 {{since}} 起未被接收，将于 {{next}} 重试。", failing_other: "自 {{since}} 起 {{count}} 次未被接收，将于 {{next}} 重试。", idle: "分群不再是实时的，因此不推送。",
    testTaken: "已接收：对方回答 {{status}}", testFailed: "未接收：{{why}}", history: "发送记录", at: "时间", changes: "变化", isTest: "测试", answer: "回答", batch: "编号",
  },
};
