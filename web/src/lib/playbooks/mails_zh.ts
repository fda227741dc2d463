// 运营剧本的邮件（中文）。%offer% 处填写运营人员给出的优惠。
import type { MailBook } from "./mails";

const hi = '{{ person.name | default: "您好" }}';

export const mailsZh: MailBook = {
  footer: { text: "您收到这封邮件，是因为您是我们的注册用户。", unsubscribe: "退订", preferences: "选择接收的内容" },
  of: {
    welcome: { offer: "", mails: {
      hello: { subject: `${hi}，欢迎加入`, preheader: "先花五分钟做这三件事", heading: "欢迎加入", text: `${hi}，感谢注册。\n\n先花五分钟，做三件小事：\n**逛一逛**大家最近都在买什么；\n**收藏**喜欢的，以后一找就有；\n**填好偏好**，少看到不相干的东西。`, button: "先逛一逛" },
      present: { subject: "老用户都有的三个习惯", preheader: "每个只要一分钟", heading: "让它更顺手", text: "看到您又来过了。老用户常这样用：\n\n先**收藏**，等价格合适再下手；\n下单前**看评价**，尤其是和自己情况相近的人写的；\n**上午下单**，当天就能发出。", button: "接着逛" },
      absent: { subject: "是不是哪里不方便？", preheader: "回一句话就好", heading: "账号一直为您留着", text: `${hi}，您注册之后还没有再来过。也许是时间不凑巧，也许是想找的没找到。\n\n直接回复这封邮件，告诉我们您在找什么，会有人认真看。`, button: "再看看" },
    } },
    activation: { offer: "", mails: {
      nudge: { subject: "只差最后一步", preheader: "两分钟就能完成", heading: "只差一步", text: `${hi}，账号已经开好，只差最后一步。做完这一步，后面的功能才真正派得上用场。\n\n多数人只用了**两分钟**。`, button: "现在完成" },
      help: { subject: "卡在哪一步了？我们来帮忙", preheader: "回复即可，有人解答", heading: "需要帮忙吗？", text: "如果哪一步没走通，或者哪里没看懂，回一句话告诉我们，下一个工作日内答复您。\n\n如果只是没顾上：您之前做的都还在。", button: "接着上次继续" },
    } },
    cart: { offer: "", mails: {
      remind: { subject: "购物车里还有东西没结算", preheader: "都替您留着", heading: "还在购物车里", text: `${hi}，您挑的东西还在购物车里。购物车会一直保留，库存就不一定了。`, button: "去结算" },
      last: { subject: "下单前还有什么想问的？", preheader: "配送、退换、尺码，都可以问", heading: "还在犹豫？", text: "东西还在购物车里。大家问得最多的是这些：\n\n**多久能到：**付款前就能看到送达日期；\n**能不能退：**不合适可以退换；\n**其他问题：**直接回复这封邮件。", button: "回到购物车" },
    } },
    price: { offer: "9 折优惠券", mails: {
      offer: { subject: "送您一张%offer%", preheader: "用在您看中的那件上", heading: "给您一个更好的价格", text: `${hi}，货比三家是好习惯。\n\n您看中的东西，现在可以用上**%offer%**，已经放进您的账户。`, button: "去使用" },
      last: { subject: "您的%offer%还没用", preheader: "只提醒这一次", heading: "券还在", text: "只提醒这一次：**%offer%**还在您的账户里，没有用过。", button: "去使用" },
    } },
    care: { offer: "", mails: {
      howto: { subject: "东西收到了吗？这样用更好", preheader: "有问题也可以直接回复", heading: "用得还顺手吗？", text: `${hi}，您的订单应该已经到了。\n\n**怎么用：**商品页有图文说明；\n**怎么保养：**也在那里，照着做能用得更久；\n**有问题：**直接回复这封邮件，我们负责到底。`, button: "查看订单" },
      cross: { subject: "和它搭着用的", preheader: "买过同款的人后来还买了这些", heading: "搭着用更好", text: "买过同款的人，后来常会添上几样搭着用的。我们替您挑好了。", button: "看看有哪些" },
    } },
    review: { offer: "", mails: {
      ask: { subject: "用了几天，感觉怎么样？", preheader: "两句话，就能帮到后来的人", heading: "说说您的看法", text: `${hi}，东西用了一阵子了。如果再选一次，您还会买吗？\n\n写**两句话**就够。不满意的地方也请直说，对别人最有用。`, button: "写评价" },
      again: { subject: "能花一分钟写个评价吗？", preheader: "这是最后一次打扰", heading: "一分钟就好", text: "最后再问一次，之后不再打扰：如果有人正打算买同一件，您最想提醒他什么？", button: "写评价" },
    } },
    birthday: { offer: "8 折生日券", mails: {
      wishes: { subject: `${hi}，生日快乐`, preheader: "有一份小礼物给您", heading: "生日快乐！", text: `${hi}，今天是您的日子，祝您事事顺心。\n\n一份小礼物已经放进您的账户：**%offer%**。`, button: "拆礼物" },
      last: { subject: "生日礼物还没拆", preheader: "还给您留着", heading: "礼物还在", text: "生日过去一周了，给您的**%offer%**还在账户里，别忘了用。", button: "拆礼物" },
    } },
    best: { offer: "会员专属礼券", mails: {
      thanks: { subject: `${hi}，谢谢您一直选择我们`, preheader: "一份只给老朋友的心意", heading: "谢谢您", text: `${hi}，这三个月里，像您这样支持我们的人并不多。光说谢谢不够。\n\n给您准备了**%offer%**。另外，有任何事直接回复这封邮件，您的问题会优先处理。`, button: "查看礼遇" },
      remind: { subject: "给您的礼遇还没用", preheader: "%offer%", heading: "还给您留着", text: "怕您错过，提醒一声：**%offer%**还在您的账户里。", button: "查看礼遇" },
    } },
    promising: { offer: "两件 85 折券", mails: {
      near: { subject: "再下一单，就能升级", preheader: "咨询优先，还有不定期的礼物", heading: "就差一点点", text: `${hi}，再下一单，您就是我们的核心会员了：咨询优先，还有不定期的礼物。\n\n送您一张**%offer%**，这一步走得轻松些。`, button: "去挑一件" },
      last: { subject: "离升级还差一单", preheader: "%offer%还没用", heading: "还差最后一步", text: "离升级还是只差一单，**%offer%**也还在您的账户里。", button: "去挑一件" },
    } },
    back: { offer: "85 折回归券", mails: {
      miss: { subject: `${hi}，您不在时上新了这些`, preheader: "两分钟看完", heading: "好久不见", text: `${hi}，有一阵子没见到您了。这段时间我们上了些新东西，也改掉了一些大家抱怨过的地方。\n\n有空来看看。如果是哪里让您不满意，回复告诉我们。`, button: "看看新的" },
      offer: { subject: "送您一张%offer%", preheader: "想请您回来", heading: "想请您回来", text: `${hi}，送您一张**%offer%**，已经放进账户。\n\n如果不想常收到邮件，点下面的链接就能减少，一步完成。`, button: "回来看看" },
    } },
  },
};
