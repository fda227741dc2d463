// Pushes to browsers (网页推送): whom a message is for is a push subscription, as PushSubscription.toJSON() writes it.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "engage/channel.h"
#include "outbound/poster.h"

namespace throng::engage {

struct WebPushSettings {
  std::string private_key;      // PEM, P-256 (VAPID); outbound::fresh_p256_pem() makes one
  std::string contact;          // of whoever runs this: "mailto:ops@example.com"
  Duration lifetime = days(1);  // how long the push service keeps it for a browser that is not there
};

// What browsers subscribe with as applicationServerKey, base64url. Errors: invalid_argument (field "private_key").
Result<std::string> web_push_public_key(const WebPushSettings& settings);

// The service worker gets JSON: {"id","title","text","url"}. A subscription that is gone (404, 410) is a bad address.
// `poster` and `clock` outlive it. Errors: invalid_argument naming the field.
Result<std::unique_ptr<Channel>> web_push_channel(WebPushSettings settings, outbound::Poster& poster,
                                                  const Clock& clock);

}  // namespace throng::engage
