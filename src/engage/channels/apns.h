// Pushes to apps through Apple's push service: whom a message is for is a device token, in hex.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "engage/channel.h"
#include "outbound/poster.h"

namespace throng::engage {

struct ApnsSettings {
  std::string private_key;                         // PEM, the .p8 file
  std::string key_id, team_id;                     // 10 characters each
  std::string topic;                               // the app's bundle id
  std::string url = "https://api.push.apple.com";  // api.sandbox.push.apple.com for apps in development
};

// Shown as an alert; `id` and `url` stand beside "aps". The message's id collapses it with a copy of itself on the
// device. `poster` and `clock` outlive it. Errors: invalid_argument naming the field.
Result<std::unique_ptr<Channel>> apns_channel(ApnsSettings settings, outbound::Poster& poster, const Clock& clock);

}  // namespace throng::engage
