#include "engage/channels/web_push.h"

#include <map>

#include <boost/describe/class.hpp>

#include "base/encoding.h"
#include "base/json.h"
#include "engage/channels/internal/http.h"
#include "outbound/web_push.h"

namespace throng::engage {
namespace {

constexpr Duration kTokenUse = hours(6);      // of the twelve that a token is good for
constexpr std::size_t kMostServices = 1'000;  // there are a handful, unless somebody makes them up

struct Shown {
  std::string id, title, text, url;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (id, title, text, url))

class WebPushChannel final : public Channel {
 public:
  WebPushChannel(WebPushSettings settings, outbound::PrivateKey key, outbound::Poster& poster, const Clock& clock)
      : settings_(std::move(settings)), key_(std::move(key)), poster_(poster), clock_(clock) {}

  HandOver deliver(const Outgoing& message, std::stop_token stop) override {
    const auto to = outbound::read_subscription(message.to);
    if (!to) return {.how = Handed::refused, .detail = describe(to.error()), .bad_address = true};
    const std::string shown = json::to_string(Shown{message.id, message.title, message.text, message.url});
    auto body = outbound::encrypt_push(*to, shown, outbound::fresh_push_secrets());
    if (!body)
      return {.how = Handed::refused, .detail = describe(body.error()), .bad_address = body.error().field != "text"};
    const outbound::Post post{
        .url = to->endpoint,
        .headers = {{"Content-Type", "application/octet-stream"},
                    {"Content-Encoding", "aes128gcm"},
                    {"TTL",
                     std::to_string(std::chrono::duration_cast<std::chrono::seconds>(settings_.lifetime).count())},
                    {"Authorization", authorization(to->endpoint)}},
        .body = *std::move(body)};
    const auto answer = poster_.post(post, std::move(stop));
    HandOver out = internal::hand_over_of(answer);
    out.bad_address = answer && (answer->status == 404 || answer->status == 410);
    return out;
  }

 private:
  // One token a push service, for hours: signing is what costs.
  const std::string& authorization(const std::string& endpoint) {
    const Instant now = clock_.now();
    if (tokens_.size() > kMostServices) tokens_.clear();
    Token& token = tokens_[outbound::origin_of(endpoint)];
    if (token.text.empty() || now >= token.until)
      token = {outbound::vapid_authorization(key_, settings_.contact, endpoint, now), now + kTokenUse};
    return token.text;
  }

  struct Token {
    std::string text;
    Instant until{};
  };
  const WebPushSettings settings_;
  const outbound::PrivateKey key_;
  outbound::Poster& poster_;
  const Clock& clock_;
  std::map<std::string, Token> tokens_;
};

Result<outbound::PrivateKey> key_of(const WebPushSettings& settings) {
  THRONG_TRY(outbound::PrivateKey key, outbound::PrivateKey::read(settings.private_key));
  if (key.kind() != outbound::KeyKind::p256) return invalid("private_key", "expected a key of the curve P-256");
  return key;
}

}  // namespace

Result<std::string> web_push_public_key(const WebPushSettings& settings) {
  THRONG_TRY(const outbound::PrivateKey key, key_of(settings));
  return base64url(key.public_point());
}

Result<std::unique_ptr<Channel>> web_push_channel(WebPushSettings settings, outbound::Poster& poster,
                                                  const Clock& clock) {
  THRONG_TRY(outbound::PrivateKey key, key_of(settings));
  if (!settings.contact.starts_with("mailto:") && !settings.contact.starts_with("https://"))
    return invalid("contact", "expected mailto: and an address, or https://");
  if (settings.lifetime < Duration::zero()) return invalid("lifetime", "expected 0 or more");
  return std::make_unique<WebPushChannel>(std::move(settings), std::move(key), poster, clock);
}

}  // namespace throng::engage
