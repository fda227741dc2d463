#include "outbound/jwt.h"

#include <optional>

#include <boost/describe/class.hpp>

#include "base/encoding.h"
#include "base/json.h"

namespace throng::outbound {
namespace {

struct JwtHeader {
  std::string alg, typ = "JWT";
  std::optional<std::string> kid;
};
BOOST_DESCRIBE_STRUCT(JwtHeader, (), (alg, typ, kid))

std::string algorithm_of(KeyKind kind) {
  switch (kind) {
    case KeyKind::rsa: return "RS256";
    case KeyKind::p256: return "ES256";
    case KeyKind::ed25519: return "EdDSA";
  }
  return {};
}

}  // namespace

std::string jwt_of(const PrivateKey& key, std::string_view claims, std::string_view key_id) {
  JwtHeader header{.alg = algorithm_of(key.kind())};
  if (!key_id.empty()) header.kid = std::string(key_id);
  const std::string text = base64url(json::to_string(header)) + "." + base64url(claims);
  return text + "." + base64url(key.sign(text));
}

}  // namespace throng::outbound
