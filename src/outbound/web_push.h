// What a browser's push service takes (网页推送): a message that only that browser can read (RFC 8291, RFC 8188), and
// who sends it (VAPID, RFC 8292).
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "outbound/crypto.h"

namespace throng::outbound {

// Of a body of 4096 bytes, the least that every push service takes (RFC 8030 §7.2).
inline constexpr std::size_t kMaxPushText = 3993;

struct PushSubscription {
  std::string endpoint;  // URL
  std::string p256dh;    // the browser's public key, 65 bytes
  std::string auth;      // its secret, 16 bytes
};
// As PushSubscription.toJSON() writes it. Errors: invalid_argument.
Result<PushSubscription> read_subscription(std::string_view text);

// Fresh for each message.
struct PushSecrets {
  std::string private_key;  // 32 bytes, P-256
  std::string salt;         // 16 bytes
};
PushSecrets fresh_push_secrets();

// The body of the request, Content-Encoding aes128gcm: one record. Errors: invalid_argument (a text that is too long, a
// key that is no point of P-256).
Result<std::string> encrypt_push(const PushSubscription& to, std::string_view text, const PushSecrets& secrets);

// The value of Authorization for an endpoint: good for 12 hours from `now`. `key` is a P-256 key, whose public half the
// browser was given when it subscribed; `contact` is a mailto: or https: URL.
std::string vapid_authorization(const PrivateKey& key, const std::string& contact, std::string_view endpoint,
                                Instant now);
// "https://push.example:8443" of "https://push.example:8443/a?b"
std::string origin_of(std::string_view url);

}  // namespace throng::outbound
