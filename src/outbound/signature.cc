#include "outbound/signature.h"

#include <fmt/format.h>

#include "base/encoding.h"
#include "outbound/crypto.h"

namespace throng::outbound {

std::string signature_of(std::string_view secret, std::string_view body, Instant now) {
  const std::int64_t t = to_ms(now) / 1000;
  return fmt::format("t={},v1={}", t, hex(hmac_sha256(secret, fmt::format("{}.{}", t, body))));
}

}  // namespace throng::outbound
