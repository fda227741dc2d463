import type { channelsEn } from "./channels_en";

export const channelsZh: typeof channelsEn = {
  channel: { email: "邮件", sms: "短信", web_push: "网页推送", fcm: "推送（FCM）", apns: "推送（APNs）", in_app: "站内消息", webhook: "Webhook", wecom: "企业微信", dingtalk: "钉钉", feishu: "飞书" },
  channels: {
    one: "渠道", title: "渠道", all: "所有渠道", lead: "本服务器可以用来发送的渠道，都在数据目录的 config.toml 中设置。", setUp: "已设置", notSetUp: "未设置", how: "如何设置", none: "{{channel}}尚未设置，还不能用它发送。", writable: "需要在 config.toml 中写入 {{table}}。",
    notReady: "尚未设置：{{channels}}。用它们发送的消息会一直等待。", hint: "请把以下内容写入数据目录中的 config.toml，换成您自己的值，然后重新启动服务器。", oneForEach: "人群中的每个人都会在那里产生一条消息，那里的所有人都能看到全部。", key: "浏览器订阅所用的公钥（applicationServerKey）",
    about: { email: "经由邮件服务器的邮件", sms: "经由服务商的短信", web_push: "浏览器的通知", fcm: "Android 应用的通知", apns: "iOS 应用的通知", in_app: "在您的应用或网站内显示的消息", webhook: "签名的 JSON，发到您的 URL", wecom: "群聊，由群机器人发出", dingtalk: "群聊，由群机器人发出", feishu: "群聊，由群机器人发出" },
    setup: {
      sms: "可用 Twilio 及与其兼容的服务，或使用阿里云的单变量短信模板。", web_push: "密钥在首次启动时生成，并保存在数据目录中；contact 会告知推送服务。", fcm: "该文件是 Firebase 控制台为服务账号提供的文件，放在数据目录中。",
      apns: "该密钥文件由 Apple 开发者账号为 APNs 提供，放在数据目录中。", in_app: "应用从 /v1/inbox 获取消息。您自己的服务器用 secret 为已登录用户的 ID 签名，以免他人读到。", webhook: "secret 用于对发送的内容签名。", wecom: "URL 是群机器人的地址。设置 markdown = true 时内容按 Markdown 显示。", dingtalk: "URL 是群机器人的地址；secret 为加签密钥，没有则不写。设置 markdown = true 时内容按 Markdown 显示。", feishu: "URL 是群机器人的地址；secret 为签名校验密钥，没有则不写。设置 markdown = true 时内容按 Markdown 显示。",
    },
    trait: { email_trait: "邮箱地址", phone_trait: "手机号", web_push_trait: "浏览器的订阅", fcm_trait: "FCM token", apns_trait: "APNs token" },
    rates: "每秒条数", rate: { email_per_second: "邮件", sms_per_second: "短信", push_per_second: "推送（每种各自）", webhook_per_second: "Webhook 和群机器人" }, rateHint: "0：对方能接收多快就多快。",
  },
};
