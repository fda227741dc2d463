// How the other side of a webhook knows that a request is from here: docs/formats/webhook.md.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"

namespace throng::outbound {

inline constexpr std::string_view kSignatureHeader = "Throng-Signature";

// "t=SECONDS,v1=HEX": HMAC-SHA256 with the secret over the seconds, a dot and the body.
std::string signature_of(std::string_view secret, std::string_view body, Instant now);

}  // namespace throng::outbound
