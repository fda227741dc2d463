#include "engage/channels/channels.h"

namespace throng::engage {
namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};

}  // namespace

ChannelKind kind_of(const ChannelSettings& settings) {
  return std::visit(Overloaded{[](const EmailSettings&) { return ChannelKind::email; },
                               [](const TwilioSettings&) { return ChannelKind::sms; },
                               [](const AliyunSettings&) { return ChannelKind::sms; },
                               [](const WebhookSettings&) { return ChannelKind::webhook; },
                               [](const WecomSettings&) { return ChannelKind::wecom; },
                               [](const DingtalkSettings&) { return ChannelKind::dingtalk; },
                               [](const FeishuSettings&) { return ChannelKind::feishu; },
                               [](const WebPushSettings&) { return ChannelKind::web_push; },
                               [](const FcmSettings&) { return ChannelKind::fcm; },
                               [](const ApnsSettings&) { return ChannelKind::apns; }},
                    settings);
}

Result<std::unique_ptr<Channel>> open_channel(const ChannelSettings& settings, const ChannelTools& tools) {
  return std::visit(
      Overloaded{[&](const EmailSettings& s) { return email_channel(s, tools.clock); },
                 [&](const TwilioSettings& s) { return twilio_channel(s, tools.poster); },
                 [&](const AliyunSettings& s) { return aliyun_sms_channel(s, tools.poster, tools.clock); },
                 [&](const WebhookSettings& s) { return webhook_channel(s, tools.poster, tools.clock); },
                 [&](const WecomSettings& s) { return wecom_channel(s, tools.poster); },
                 [&](const DingtalkSettings& s) { return dingtalk_channel(s, tools.poster, tools.clock); },
                 [&](const FeishuSettings& s) { return feishu_channel(s, tools.poster, tools.clock); },
                 [&](const WebPushSettings& s) { return web_push_channel(s, tools.poster, tools.clock); },
                 [&](const FcmSettings& s) { return fcm_channel(s, tools.poster, tools.clock); },
                 [&](const ApnsSettings& s) { return apns_channel(s, tools.poster, tools.clock); }},
      settings);
}

}  // namespace throng::engage
