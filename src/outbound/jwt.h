// JSON Web Tokens (RFC 7519), signed: how this program says to a push service who it is.
#pragma once

#include <string>
#include <string_view>

#include "outbound/crypto.h"

namespace throng::outbound {

// `claims` is a JSON object. RS256, ES256 or EdDSA, as the key is (RFC 7518, RFC 8037); `key_id` "": none.
std::string jwt_of(const PrivateKey& key, std::string_view claims, std::string_view key_id = {});

}  // namespace throng::outbound
