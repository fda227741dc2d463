import type { operatingEn } from "./operating_en";

export const operatingZh: typeof operatingEn = {
  operating: {
    title: "运营模型", aarrr: "AARRR", cspdd: "CSPDD", roles: "事件映射", lead: { aarrr: "从陌生人到带来新人：同一时间范围的五个阶段，并与上一周期对比。", cspdd: "人从哪里来、进入什么场景、看了什么、下了什么决定、是否成交：一个漏斗，按渠道和场景拆分。" },
    guessed: "这些数字所用的事件是根据名称猜测的。", check: "检查并确认", previous: "上期：{{value}}", open: "在分析中打开", none: "该时间范围内还没有人",
    missing: "尚未映射", map: "映射事件", viewerMap: "分析师可以在“事件映射”中设置。",
    stage: { acquisition: "获取", activation: "激活", retention: "留存", revenue: "收入", referral: "推荐", channel: "渠道", scene: "场景", product: "商品", decision: "决策", done: "成交" },
    teach: {
      activation: "哪个事件说明新人不再只是访客？例如注册、创建第一个项目、第一次上传。", revenue: "哪个事件表示付款成功，它的哪个属性是金额？", referral: "哪个事件是邀请，哪个事件是接受邀请？",
      cspdd: "请至少选择一个到访之后的事件：浏览商品、下单或支付。",
    },
    figure: {
      new: "新增人数", activated: "激活人数", share: "激活率", median: "中位用时", dn: "第 {{n}} 日", revenue: "收入", payers: "付费人数", paying: "付费率", arpu: "ARPU", arppu: "ARPPU", invites: "邀请次数", inviters: "邀请人数", accepted: "接受次数", per_person: "人均邀请", acceptance: "接受率", k: "K 因子", cac: "CAC", ltv: "LTV30", active: "活跃人数", overall: "总转化率", arrivals: "到访人数", done: "成交人数",
    },
    hint: { cac: "成本 / 新增人数", ltv: "30 天内人均收入", arpu: "收入 / 活跃人数", arppu: "收入 / 付费人数", paying: "付费人数 / 活跃人数", per_person: "邀请次数 / 活跃人数", acceptance: "接受次数 / 邀请次数", k: "人均邀请 × 接受率", retention: "n 天前的新增人群" },
    rule: {
      acquisition: "首次活跃落在时间范围内的人，按首次活跃的渠道", activation: "新增人群中，首次活跃后 {{days}} 天内发生激活事件的人", retention: "对范围内的每一天，n 天前新增的人中当天活跃的比例；只计已结束的日子", revenue: "时间范围内的付款", referral: "时间范围内的邀请与接受；K = 人均邀请 × 接受率",
      cspdd: "到访后 {{days}} 天内，逐步发生；按人计算",
    },
    revenueFigures: "收入指标", board: { aarrr: "按当前事件映射，把获取、激活、留存、收入、推荐做成自己的看板", cspdd: "从渠道到成交的漏斗，按渠道和场景" },
    paidBy: "{{n}} 天内付费的人", byChannel: "按渠道", byScene: "按场景", overTime: "新增人群的激活率", returned: "{{n}} 天后再次活跃", conversion: "相对上一步的转化率", group: { channel: "渠道", scene: "场景" }, fromPrevious: "占{{stage}}", day: "{{n}} 天后",
  },
  roles: {
    title: "哪些事件扮演哪些角色", lead: "所有现成看板共用这一页映射。留空的角色不会出现在看板中。", confirm: "确认", save: "保存", again: "重新猜测", saved: "已保存", guess: "猜测", confirmedBy: "由 {{who}} 于 {{when}} 确认", notYet: "根据事件名称猜测，尚未确认", none: "没有这样的事件", noProperty: "没有属性", days: "天",
    channel: "渠道", channelHint: "访问来自哪里；带有该属性的活动即为一次到访。", activation: "激活", activationHint: "使新人不再只是访客的事件", within: "期限", scene: "场景", sceneHint: "列表、分类、活动页、直播间。没有场景事件时，场景即为落地页。", sceneProperty: "名称取自", product: "浏览商品", productHint: "查看某一件商品", order: "下单", orderHint: "付款之前的决策", paid: "支付", paidHint: "款项到账", revenue: "金额",
    invite: "邀请", inviteHint: "一个人邀请别人", accepted: "接受邀请", acceptedHint: "有人因邀请而来", journey: "旅程", journeyHint: "从到访到支付的最长时间", parts: { who: "谁来了", journey: "做了什么", money: "带来收入", friends: "带来朋友" },
  },
};
