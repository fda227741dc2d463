// Words of the channels that people are reached by, and of setting them up.
export const channelsEn = {
  channel: { email: "e-mail", sms: "SMS", web_push: "web push", fcm: "push (FCM)", apns: "push (APNs)", in_app: "in-app", webhook: "webhook", wecom: "WeCom", dingtalk: "DingTalk", feishu: "Feishu" },
  channels: {
    one: "Channel", title: "Channels", all: "All channels", lead: "What this server can send by. Each is set up in config.toml in the data folder.", setUp: "set up", notSetUp: "not set up", how: "How to set it up", none: "{{channel}} is not set up: nothing can be sent by it yet.", writable: "It needs the table {{table}} in config.toml.",
    notReady: "Not set up yet: {{channels}}. What is for them waits.", hint: "Write this into config.toml in the data folder, with your own values, and start the server again.", oneForEach: "Every person of the audience makes one message there, and everybody there sees them all.", key: "Key for browsers to subscribe with (applicationServerKey)",
    about: { email: "Mails by a mail server", sms: "Short messages by a provider", web_push: "Notifications of browsers", fcm: "Notifications of Android apps", apns: "Notifications of iOS apps", in_app: "Messages inside your app or site", webhook: "Signed JSON to a URL of yours", wecom: "A group chat, by its robot", dingtalk: "A group chat, by its robot", feishu: "A group chat, by its robot" },
    setup: {
      sms: "Twilio and whoever speaks the same, or 阿里云 with a template that has one variable.", web_push: "The key is made at the first start and kept in the data folder; contact is told to the push services.", fcm: "The file is the one that the Firebase console gives for a service account; it lies in the data folder.",
      apns: "The key file is the one that the developer account gives for APNs; it lies in the data folder.", in_app: "The app fetches them from /v1/inbox. Your own server signs the ids of signed-in users with the secret, so that nobody reads another's messages.", webhook: "The secret signs what is sent.", wecom: "The URL is that of the group's robot. With markdown = true texts are Markdown.", dingtalk: "The URL is that of the group's robot; the secret is its 加签, or leave it out. With markdown = true texts are Markdown.", feishu: "The URL is that of the group's robot; the secret is its 签名校验, or leave it out. With markdown = true texts are Markdown.",
    },
    trait: { email_trait: "the e-mail address", phone_trait: "the phone number", web_push_trait: "the browser's subscription", fcm_trait: "the FCM token", apns_trait: "the APNs token" },
    rates: "Messages per second", rate: { email_per_second: "E-mail", sms_per_second: "SMS", push_per_second: "Push, each kind", webhook_per_second: "Webhook and robots" }, rateHint: "0: as fast as the other side takes them.",
  },
};
