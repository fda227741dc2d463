// 人群定位与运营手册的用词。
import type { targetingEn } from "./targeting_en";

export const targetingZh: typeof targetingEn = {
  targeting: {
    title: "人群定位", lead: "下一步最值得触达哪个人群：分群与分层放在一起比较。", tab: { ranking: "人群排名", playbook: "运营手册" },
    weights: "看重什么", weightsHint: "越看重的指标权重越高，0 表示不计。权重保存在网址中，排名可直接分享。", even: "权重相同", weight: "{{measure}}的权重", growthSince: "增长对比", days: "{{count}} 天前",
    measure: { size: "规模", growth: "增长", value: "人均价值", conversion: "转化率", reach: "可触达" },
    hint: { size: "当前人数。", growth: "当前人数与当时留存版本的人数相比。", value: "最近 30 天收入 ÷ 人数。", conversion: "最近 30 天有购买的人数占比。", reach: "可通过任一渠道触达的人数占比。" },
    audience: "人群", score: "得分", persons: "人数", revenue: "收入", unknown: "未知", kind: { segment: "分群", layers: "分层" }, search: "查找人群", all: "全部",
    why: "为什么是这个得分", whyHint: "每个指标先换算成 0 到 100 的名次分：列表中有多大比例的其他人群比它低。得分是名次分的加权平均；未知的指标不计入。", value: "数值", standing: "名次分", part: "贡献", noScore: "有权重的指标都未知。",
    channel: { email: "邮件", sms: "短信", push: "推送", wechat: "微信" }, channels: "怎样算可触达", channelTraits: "{{channel}}：具有 {{traits}} 之一", behind: { bought: "{{name}}：最近 30 天有购买", reached: "{{name}}：可用{{channel}}触达", any: "任一渠道" },
    empty: "还没有人群", emptyHint: "保存一个分群或分层方案，或采用运营手册的建议，这里就会给出排名。", toPlaybook: "查看运营手册", before: "{{day}} 为 {{persons}} 人", noBefore: "那时还没有留存版本。",
    missing: "还不知道哪个事件是购买、收入是多少，因此暂不计算人均价值与转化率。", toRoles: "去指定事件的角色", failed: "无法计算：", listed: "仅列出 {{total}} 个中的前 {{shown}} 个。",
    playbook: "值得拥有的分群", playbookHint: "对多数店铺有用的规则，用你自己的事件计算：“高价值”以消费最高的五分之一买家为准。", keep: "存为分群", keepHint: "在分群编辑器中打开这些条件", nobody: "目前没有人", lacks: "还需要知道：{{roles}}。", tooLittle: "最近的数据太少，无法判断。", share: "占全部 {{share}}",
    facts: "这里的高价值：90 天消费 {{value}} 及以上。", factCategory: "最受关注：{{category}}。",
    role: { purchase: "哪个事件是购买", revenue: "哪个属性是购买金额", view: "哪个事件是浏览商品", order: "哪个事件是下单", invite: "哪个事件是邀请", coupon: "购买事件的优惠券属性", category: "浏览事件的分类属性" },
  },
  play: {
    valuable_and_sliding: { name: "高价值且正在流失", why: "近 90 天消费很高，但近 30 天没有购买。流失一位的损失抵得上拉新许多人；现在一次专属关怀的成本很低。" },
    near_the_next_tier: { name: "即将升级", why: "消费已达到前五分之一门槛的四分之三以上。再下一单就是高价值用户：告诉他们只差一点点。" },
    looked_often_never_bought: { name: "多次浏览从未购买", why: "两周内浏览三次以上却从未购买。兴趣已经有了，可能只差一个首单优惠或一次答疑。" },
    left_the_checkout: { name: "下单未付款", why: "近 7 天下了单却没有付款。这是离收入最近的一群人：趁还记得时提醒他们。" },
    bought_once_a_month_ago: { name: "一两个月前只买过一次", why: "唯一一次购买在 30 到 60 天前。第二次购买决定了能否成为真正的顾客。" },
    lapsed_buyers: { name: "沉睡买家", why: "一年内买过，但近 60 天没有再买。他们认识你；在被遗忘之前把他们请回来。" },
    often_but_little: { name: "高频低额", why: "近 90 天购买三次以上，但每单低于一般水平。他们喜欢你：用套装和满额包邮提升客单价。" },
    only_with_coupons: { name: "只用券购买", why: "近一年每次购买都用了优惠券。正价活动不必触达他们，也别误把券发给其他人。" },
    browsers_of_a_category: { name: "热门分类的浏览者", why: "对最受关注的分类浏览三次以上，却一个月没有购买。就给他们看这一类。" },
    new_without_second_visit: { name: "新客未再访", why: "一两周前首次出现，之后没有再来。最初两周最关键，一条欢迎消息能带回一部分人。" },
    inviters: { name: "邀请达人", why: "近 90 天邀请过别人。最好的渠道不花钱：感谢他们，并给他们可以分享的东西。" },
    valuable_and_out_of_reach: { name: "高价值但无法触达", why: "消费很高，却没有任何联系方式。下次来访时请他们留下一个。" },
  },
};
