// All ways to reach people: one line per kind.
#pragma once

#include <memory>
#include <variant>

#include "base/clock.h"
#include "engage/channels/apns.h"
#include "engage/channels/email.h"
#include "engage/channels/fcm.h"
#include "engage/channels/robot.h"
#include "engage/channels/sms.h"
#include "engage/channels/web_push.h"
#include "engage/channels/webhook.h"
#include "outbound/poster.h"

namespace throng::engage {

using ChannelSettings = std::variant<EmailSettings, TwilioSettings, AliyunSettings, WebhookSettings, WecomSettings,
                                     DingtalkSettings, FeishuSettings, WebPushSettings, FcmSettings, ApnsSettings>;

// What channels work with; outlives them. The poster may serve any number of channels and threads.
struct ChannelTools {
  outbound::Poster& poster;
  const Clock& clock;
};

ChannelKind kind_of(const ChannelSettings& settings);

// Connects to nothing yet. Errors: invalid_argument naming the setting.
Result<std::unique_ptr<Channel>> open_channel(const ChannelSettings& settings, const ChannelTools& tools);

}  // namespace throng::engage
