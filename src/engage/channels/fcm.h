// Pushes to apps through Firebase Cloud Messaging (HTTP v1): whom a message is for is a registration token.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "engage/channel.h"
#include "outbound/poster.h"

namespace throng::engage {

struct FcmSettings {
  std::string service_account;  // the JSON file of one, as Google makes it
  std::string url = "https://fcm.googleapis.com";
};

// The app gets a notification, and `id` and `url` as data. The channel signs in where the service account says, for
// about an hour; while that fails everything is for later. `poster` and `clock` outlive it.
// Errors: invalid_argument naming the field.
Result<std::unique_ptr<Channel>> fcm_channel(FcmSettings settings, outbound::Poster& poster, const Clock& clock);

}  // namespace throng::engage
