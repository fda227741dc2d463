import type { playbooksEn } from "./playbooks_en";

export const playbooksZh: typeof playbooksEn = {
  playbooks: {
    title: "运营剧本", lead: "拿来就能用的旅程，分群、邮件、目标和对照组都已配好。", all: "全部剧本", from: "从运营剧本开始",
    stage: { new: "新客", buying: "临门一脚", bought: "购后", value: "按价值", leaving: "潜在流失" },
    why: "为什么有效：", who: "面向谁", now_one: "目前 {{count}} 人", now_other: "目前 {{count}} 人", counting: "计算中…", uncounted: "无法计算", nobody: "目前没有人", enters: "如何进入：", entersSays: "{{how}}。{{again}}。",
    ready: "可以启用", lacks: "尚未出现：{{what}}", there: "已搭建", measured: "目标：{{window}}内 {{goal}}；每 100 人留 {{control}} 人对照", measure: "如何衡量",
    measureHint: "对照组走同样的路，但什么都收不到。两组在达成目标的比例和收入上的差别，就是旅程带来的改变。",
    needs: "需要的数据", has: "项目里有", hasNot: "还没有出现过：换一个，或者先搭好再等数据", maybe: "选填：没有时，改看浏览三次以上却没买的人",
    event: { signup: "注册", activation: "关键行为", view: "浏览商品", cart: "加入购物车", purchase: "购买", review: "评价" },
    property: { revenue: "购买金额", coupon: "购买用的优惠券", birthday: "生日所在的特征" },
    knobs: "按你的情况调整", knob: { days: "多久没有任何行为", amount: "90 天消费满多少算高价值", offer: "邮件里给的优惠", control: "对照组", link: "按钮链接到" }, daysUnit: "天", delayOf: { welcome: "欢迎信之后停多久", activation: "先等他自己完成", cart: "先等他自己下单", care: "购买之后", review: "购买之后" },
    offerHint: "旅程里有奖励步骤时，会以这个名称通知管理积分和优惠券的系统：请确认真的发得出去。", linkHint: "你的店铺或应用，例如 https://shop.example.com",
    journey: "旅程", mails: "邮件", mailsHint: "中英文都有，每个人收到自己的语言。之后每个字都可以改。",
    setUp: "一键搭建", again: "继续创建其余部分", setUpHint: "创建缺少的部分，并以草稿打开旅程：先读一遍，试走一遍，再启动。在那之前不会发送任何东西。", exists: "这个剧本已经搭建好了。", open: "打开旅程", viewer: "搭建需要分析师权限。",
    kind: { template: "模板", segment: "分群", journey: "旅程" }, parts: "将要创建", willUse: "已存在，直接使用", made: "已创建", notMade: "未创建", failed: "无法创建「{{name}}」",
    unsaid: { event: "请选择事件。", revenue: "请选择购买金额所在的属性。", birthday: "请选择生日所在的特征。", amount: "请填写消费满多少算高价值。", offer: "请用两种语言写明邮件里给的优惠。", link: "请填写按钮链接到哪里。" },
    templateName: "{{playbook}}：{{mail}}", segmentAbout: "由运营剧本「{{playbook}}」创建。",
    book: {
      welcome: { name: "欢迎系列", about: "欢迎新人，等待首次购买，再按是否回来过写下一封信。", why: "头两周决定谁会留下。欢迎信的打开率，高过之后的任何一封。", segment: "未购买的新客", step: { hello: "欢迎", pause: "停一停", bought: "首次购买？", seen: "回来过吗？", came: "回来过", present: "上手建议", absent: "哪里不方便？" } },
      activation: { name: "激活提醒", about: "提醒注册后还没完成关键行为的人。", why: "几天内没做关键行为的人，之后很少会做。时机对的一次提醒，几乎不花成本。", segment: "注册未激活", step: { done: "完成了吗？", nudge: "只差一步", then: "现在呢？", help: "需要帮忙吗？" } },
      cart: { name: "购物车挽回", about: "加入购物车后迟迟没有下单的人，发信提醒。", why: "东西已经选好，离成交最近；多数人只是被别的事打断了。", segment: "加购未下单", step: { bought: "买了吗？", remind: "购物车在等你", then: "现在呢？", last: "有什么想问的？" } },
      price: { name: "价格敏感优惠", about: "给只用券购买、或反复看却不下单的人一个优惠。", why: "挡住他们的就是价格。其他人不必打折。", segment: "价格敏感用户", step: { offer: "给优惠", bought: "买了吗？", last: "再提醒一次" } },
      care: { name: "购后关怀", about: "购买几天后教他用好，过一阵再推荐搭配的东西。", why: "第一单满意，才有第二单。先帮忙，再推荐。", segment: "本周购买", step: { pause: "等到收货", howto: "使用指南", again: "又买了吗？", cross: "搭配推荐" } },
      review: { name: "邀请评价", about: "用过一阵之后请他写评价，只再提醒一次。", why: "评价能打动下一个人。问的时机对，很多人乐意写。", segment: "已购未评价", step: { early: "已经评价？", ask: "感觉怎么样？", wrote: "写了吗？", again: "一分钟就好" } },
      birthday: { name: "生日祝福", about: "每年生日当天早上九点送上祝福和礼物。", why: "这一天收到商家的信，人们是高兴的。很少有邮件打开率比它高。", segment: "已知生日", step: { wait: "等到生日", gift: "礼物", wishes: "生日快乐", bought: "用了吗？", last: "礼物还在" } },
      best: { name: "高价值专属", about: "感谢消费最高的人，送一份别人没有的礼遇。", why: "前五分之一的客户往往带来大半收入。流失一位，抵得上拉新许多位。", segment: "高价值客户", step: { gift: "专属礼遇", thanks: "感谢", used: "又来了吗？", remind: "还没用" } },
      promising: { name: "潜力升级", about: "告诉离高价值只差一点的人还差多少，再用一个优惠推一把。", why: "他们已经喜欢你。再下一单，就从好客户变成最好的客户。", segment: "潜力客户", step: { near: "就差一单", bought: "买了吗？", last: "还差一单" } },
      back: { name: "潜在流失召回", about: "给沉寂下来的买家写信，仍不回来就送一份优惠。", why: "他们认识你，召回比拉新便宜得多。再过几个月就晚了。", segment: "沉寂的买家", step: { miss: "好久不见", returned: "回来了吗？", offer: "回归优惠" } },
    },
  },
};
