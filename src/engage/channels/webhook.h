// Messages to a URL of the operator's, as signed JSON (docs/formats/webhook.md): whatever has no channel here.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "engage/channel.h"
#include "outbound/poster.h"

namespace throng::engage {

struct WebhookSettings {
  std::string url;
  std::string secret;  // signs what is sent; not ""
};

// Each message is one POST with Throng-Message-Id and Throng-Signature. The same message has the same body, so that the
// other side can tell what it has already. `poster` and `clock` outlive it.
// Errors: invalid_argument naming the field.
Result<std::unique_ptr<Channel>> webhook_channel(WebhookSettings settings, outbound::Poster& poster,
                                                 const Clock& clock);

}  // namespace throng::engage
