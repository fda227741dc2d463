#include "engage/channels/fcm.h"

#include <map>
#include <optional>

#include <fmt/format.h>
#include <boost/describe/class.hpp>

#include "base/encoding.h"
#include "base/json.h"
#include "engage/channels/internal/http.h"
#include "outbound/jwt.h"

namespace throng::engage {
namespace {

constexpr Duration kAssertionLife = hours(1);  // the most that is allowed
constexpr Duration kEarly = minutes(1);        // signs in again before a token ends
constexpr std::size_t kKeptToken = 16 * 1024;  // of the answer with a token
constexpr std::string_view kScope = "https://www.googleapis.com/auth/firebase.messaging";
constexpr std::string_view kGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";  // RFC 7523

struct Claims {
  std::string iss, scope, aud;
  std::int64_t iat = 0, exp = 0;
};
BOOST_DESCRIBE_STRUCT(Claims, (), (iss, scope, aud, iat, exp))

struct Notification {
  std::string title, body;
};
BOOST_DESCRIBE_STRUCT(Notification, (), (title, body))
struct Message {
  std::string token;
  Notification notification;
  std::map<std::string, std::string> data;
};
BOOST_DESCRIBE_STRUCT(Message, (), (token, notification, data))
struct Request {
  Message message;
};
BOOST_DESCRIBE_STRUCT(Request, (), (message))

struct Account {
  std::string project, email, key_id, token_url;
  outbound::PrivateKey key;
};

Result<Account> account_of(const std::string& text) {
  const internal::AnswerJson json(text);
  const auto member = [&](std::string_view name) { return json.text(name).value_or(""); };
  auto key = outbound::PrivateKey::read(member("private_key"));
  if (!key || key->kind() != outbound::KeyKind::rsa)
    return invalid("service_account", "expected the JSON file of a service account, with an RSA private_key");
  Account out{member("project_id"), member("client_email"), member("private_key_id"), member("token_uri"),
              *std::move(key)};
  if (out.project.empty() || out.email.empty())
    return invalid("service_account", "expected project_id and client_email in it");
  if (!outbound::check_url(out.token_url)) return invalid("service_account", "expected a URL as its token_uri");
  return out;
}

// The code that FCM's own detail has, as UNREGISTERED.
std::string error_code(const internal::AnswerJson& answer) {
  const auto error = answer.find("error");
  if (!error || error->kind() != json::Kind::object) return {};
  const auto details = error->find("details");
  if (!details || details->kind() != json::Kind::array) return {};
  for (const json::Node& detail : details->elements()) {
    const auto code = detail.kind() == json::Kind::object ? detail.find("errorCode") : std::nullopt;
    if (code && code->kind() == json::Kind::string) return std::string(code->string());
  }
  return {};
}

class FcmChannel final : public Channel {
 public:
  FcmChannel(std::string url, Account account, outbound::Poster& poster, const Clock& clock)
      : url_(fmt::format("{}/v1/projects/{}/messages:send", url, percent_encoded(account.project))),
        account_(std::move(account)),
        poster_(poster),
        clock_(clock) {}

  HandOver deliver(const Outgoing& message, std::stop_token stop) override {
    if (message.to.empty()) return {.how = Handed::refused, .detail = "expected a token", .bad_address = true};
    if (auto signed_in = sign_in(stop); !signed_in)
      return {.how = Handed::later, .detail = "signing in: " + signed_in.error().message};
    Request request{{message.to, {message.title, message.text}, {{"id", message.id}}}};
    if (!message.url.empty()) request.message.data["url"] = message.url;
    const auto answer =
        poster_.post({.url = url_,
                      .headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + token_}},
                      .body = json::to_string(request)},
                     std::move(stop));
    HandOver out = internal::hand_over_of(answer);
    if (!answer) return out;
    if (answer->status == 401) token_.clear();
    const std::string code = error_code(internal::AnswerJson(answer->body));
    // The app is gone; or the token is one of another sender's.
    out.bad_address = out.how == Handed::refused && (code == "UNREGISTERED" || code == "SENDER_ID_MISMATCH");
    if (!code.empty()) out.detail = fmt::format("answered {}: {}", answer->status, code);
    return out;
  }

 private:
  Result<void> sign_in(std::stop_token stop) {
    const Instant now = clock_.now();
    if (!token_.empty() && now < until_) return {};
    const Claims claims{account_.email, std::string(kScope), account_.token_url, to_ms(now) / 1000,
                        to_ms(now + kAssertionLife) / 1000};
    outbound::Post post{.url = account_.token_url,
                        .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                        .body = {},
                        .kept = kKeptToken};
    append_form_field(post.body, "grant_type", kGrant);
    append_form_field(post.body, "assertion", outbound::jwt_of(account_.key, json::to_string(claims), account_.key_id));
    THRONG_TRY(const outbound::PostAnswer answer, poster_.post(post, std::move(stop)));
    const internal::AnswerJson json(answer.body);
    const auto token = json.text("access_token");
    if (answer.status != 200 || !token) return fail(ErrorCode::io, outbound::words_of(answer));
    token_ = *token;
    until_ = now + seconds(json.number("expires_in").value_or(0)) - kEarly;
    return {};
  }

  const std::string url_;
  const Account account_;
  outbound::Poster& poster_;
  const Clock& clock_;
  std::string token_;
  Instant until_{};
};

}  // namespace

Result<std::unique_ptr<Channel>> fcm_channel(FcmSettings settings, outbound::Poster& poster, const Clock& clock) {
  THRONG_CHECK(outbound::check_url(settings.url));
  while (settings.url.ends_with('/')) settings.url.pop_back();
  THRONG_TRY(Account account, account_of(settings.service_account));
  return std::make_unique<FcmChannel>(std::move(settings.url), std::move(account), poster, clock);
}

}  // namespace throng::engage
