#include "engage/channels/apns.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <boost/describe/class.hpp>

#include "base/json.h"
#include "engage/channels/internal/http.h"
#include "outbound/jwt.h"

namespace throng::engage {
namespace {

constexpr Duration kTokenUse = minutes(40);  // they want it newer than an hour, and not newer every 20 minutes
constexpr std::size_t kMaxCollapseId = 64;

struct Claims {
  std::string iss;
  std::int64_t iat = 0;
};
BOOST_DESCRIBE_STRUCT(Claims, (), (iss, iat))

struct Alert {
  std::string title, body;
};
BOOST_DESCRIBE_STRUCT(Alert, (), (title, body))
struct Aps {
  Alert alert;
};
BOOST_DESCRIBE_STRUCT(Aps, (), (alert))
struct Shown {
  Aps aps;
  std::string id;
  std::optional<std::string> url;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (aps, id, url))

bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= 200 && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
}

class ApnsChannel final : public Channel {
 public:
  ApnsChannel(ApnsSettings settings, outbound::PrivateKey key, outbound::Poster& poster, const Clock& clock)
      : settings_(std::move(settings)), key_(std::move(key)), poster_(poster), clock_(clock) {}

  HandOver deliver(const Outgoing& message, std::stop_token stop) override {
    if (!is_token(message.to))
      return {.how = Handed::refused, .detail = "expected a device token in hex", .bad_address = true};
    Shown shown{.aps = {{message.title, message.text}}, .id = message.id};
    if (!message.url.empty()) shown.url = message.url;
    outbound::Post post{.url = fmt::format("{}/3/device/{}", settings_.url, message.to),
                        .headers = {{"Authorization", "bearer " + token()},
                                    {"apns-topic", settings_.topic},
                                    {"apns-push-type", "alert"}},
                        .body = json::to_string(shown)};
    if (message.id.size() <= kMaxCollapseId) post.headers.emplace_back("apns-collapse-id", message.id);
    const auto answer = poster_.post(post, std::move(stop));
    HandOver out = internal::hand_over_of(answer);
    if (answer && answer->status >= 400) judge(internal::AnswerJson(answer->body).text("reason").value_or(""), out);
    return out;
  }

 private:
  void judge(const std::string& reason, HandOver& out) {
    constexpr std::string_view kGone[] = {"Unregistered", "BadDeviceToken", "DeviceTokenNotForTopic", "ExpiredToken"};
    out.bad_address = std::ranges::find(kGone, reason) != std::end(kGone);
    // About who sends: ExpiredProviderToken, InvalidProviderToken, MissingProviderToken.
    if (reason.ends_with("ProviderToken")) {
      out.how = Handed::later;
      token_.clear();
    }
  }

  const std::string& token() {
    const Instant now = clock_.now();
    if (token_.empty() || now >= until_) {
      token_ = outbound::jwt_of(key_, json::to_string(Claims{settings_.team_id, to_ms(now) / 1000}), settings_.key_id);
      until_ = now + kTokenUse;
    }
    return token_;
  }

  const ApnsSettings settings_;
  const outbound::PrivateKey key_;
  outbound::Poster& poster_;
  const Clock& clock_;
  std::string token_;
  Instant until_{};
};

}  // namespace

Result<std::unique_ptr<Channel>> apns_channel(ApnsSettings settings, outbound::Poster& poster, const Clock& clock) {
  THRONG_CHECK(outbound::check_url(settings.url));
  while (settings.url.ends_with('/')) settings.url.pop_back();
  THRONG_TRY(outbound::PrivateKey key, outbound::PrivateKey::read(settings.private_key));
  if (key.kind() != outbound::KeyKind::p256) return invalid("private_key", "expected a key of the curve P-256");
  if (settings.key_id.empty()) return invalid("key_id", "must not be empty");
  if (settings.team_id.empty()) return invalid("team_id", "must not be empty");
  if (settings.topic.empty()) return invalid("topic", "expected the app's bundle id");
  return std::make_unique<ApnsChannel>(std::move(settings), std::move(key), poster, clock);
}

}  // namespace throng::engage
