// Hashes and signatures that other servers ask for, with OpenSSL. Bytes are kept in strings.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct evp_pkey_st;

namespace throng::outbound {

std::string sha256(std::string_view text);                             // 32 bytes
std::string hmac_sha256(std::string_view key, std::string_view text);  // RFC 2104; 32 bytes
std::string hmac_sha1(std::string_view key, std::string_view text);    // 20 bytes; for those who ask for no better

enum class KeyKind { rsa, ed25519, p256 };

// A key that signs. May be shared between threads.
class PrivateKey {
 public:
  // PEM: PKCS#8, or the older forms for RSA and EC; not encrypted. RSA of at least 1024 bits.
  // Errors: invalid_argument (field "private_key").
  static Result<PrivateKey> read(std::string_view pem);

  KeyKind kind() const { return kind_; }
  // RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017); pure Ed25519 (RFC 8032); ECDSA with SHA-256, written as the 64 bytes r
  // and s (RFC 7518 §3.4). About 0.6 ms for RSA of 2048 bits, a tenth of that for the others.
  std::string sign(std::string_view text) const;
  // The other half of a P-256 key: the 65 bytes of the uncompressed point.
  std::string public_point() const;

 private:
  std::shared_ptr<evp_pkey_st> key_;
  KeyKind kind_ = KeyKind::rsa;
};

// A new P-256 key, as PEM in PKCS#8.
std::string fresh_p256_pem();
std::string random_bytes(std::size_t count);

}  // namespace throng::outbound
