#include "engage/channels/sms.h"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/encoding.h"
#include "base/json.h"
#include "engage/channels/internal/http.h"
#include "outbound/crypto.h"

namespace throng::engage {
namespace {

constexpr std::pair<const char*, const char*> kForm{"Content-Type", "application/x-www-form-urlencoded"};

// "+86 138-0013-8000" is what people write; 5 to 15 digits and a plus are a number (E.164).
std::string number_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c == '+' && out.empty())) {
      out += c;
    } else if (c != ' ' && c != '-' && c != '(' && c != ')') {
      return {};
    }
  }
  const std::size_t digits = out.size() - (out.starts_with('+') ? 1 : 0);
  return digits >= 5 && digits <= 15 ? out : std::string();
}

HandOver not_a_number() { return {.how = Handed::refused, .detail = "expected a phone number", .bad_address = true}; }

class TwilioChannel final : public Channel {
 public:
  TwilioChannel(TwilioSettings settings, outbound::Poster& poster) : settings_(std::move(settings)), poster_(poster) {
    while (settings_.url.ends_with('/')) settings_.url.pop_back();
  }

  HandOver deliver(const Outgoing& message, std::stop_token stop) override {
    const std::string to = number_of(message.to);
    if (to.empty()) return not_a_number();
    outbound::Post post{
        .url =
            fmt::format("{}/2010-04-01/Accounts/{}/Messages.json", settings_.url, percent_encoded(settings_.account)),
        .headers = {kForm, {"Authorization", "Basic " + base64(settings_.account + ":" + settings_.token)}},
        .body = {}};
    append_form_field(post.body, "To", to);
    append_form_field(post.body, settings_.from.starts_with("MG") ? "MessagingServiceSid" : "From", settings_.from);
    append_form_field(post.body, "Body", message.text);
    const auto answer = poster_.post(post, std::move(stop));
    HandOver out = internal::hand_over_of(answer);
    if (out.how == Handed::refused && answer) judge(internal::AnswerJson(answer->body), out);
    return out;
  }

 private:
  // No number, a landline, a number whose owner answered STOP.
  static void judge(const internal::AnswerJson& json, HandOver& out) {
    constexpr std::int64_t kBad[] = {21211, 21610, 21614};
    const auto code = json.number("code");
    out.bad_address = code && std::ranges::find(kBad, *code) != std::end(kBad);
    if (code) out.detail = fmt::format("{}: {}", *code, json.text("message").value_or(""));
  }

  TwilioSettings settings_;
  outbound::Poster& poster_;
};

class AliyunSmsChannel final : public Channel {
 public:
  AliyunSmsChannel(AliyunSettings settings, outbound::Poster& poster, const Clock& clock)
      : settings_(std::move(settings)), poster_(poster), clock_(clock) {}

  HandOver deliver(const Outgoing& message, std::stop_token stop) override {
    const std::string to = number_of(message.to);
    if (to.empty()) return not_a_number();
    auto parameters = parameters_of(message, to);
    parameters["Signature"] = aliyun_signature("POST", parameters, settings_.key_secret);
    outbound::Post post{.url = settings_.url, .headers = {kForm}, .body = {}};
    for (const auto& [name, value] : parameters) append_form_field(post.body, name, value);
    const auto answer = poster_.post(post, std::move(stop));
    HandOver out = internal::hand_over_of(answer);
    if (answer && answer->status != 0) judge(internal::AnswerJson(answer->body), out);
    return out;
  }

 private:
  std::map<std::string, std::string> parameters_of(const Outgoing& message, const std::string& to) const {
    const Instant now = clock_.now();
    const std::time_t t = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    return {{"AccessKeyId", settings_.key_id},
            {"Action", "SendSms"},
            {"Format", "JSON"},
            {"OutId", message.id},
            {"PhoneNumbers", to.starts_with('+') ? to.substr(1) : to},
            {"SignName", settings_.sign_name},
            {"SignatureMethod", "HMAC-SHA1"},
            // Taken only once by the other side: differs from try to try.
            {"SignatureNonce", fmt::format("{}-{}", message.id, to_ms(now))},
            {"SignatureVersion", "1.0"},
            {"TemplateCode", settings_.template_code},
            {"TemplateParam", variables_of(message.text)},
            {"Timestamp", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(t))},
            {"Version", "2017-05-25"}};
  }

  std::string variables_of(const std::string& text) const {
    const auto document = json::Document::parse(text);
    if (document && document->root().kind() == json::Kind::object) return text;
    return json::to_string(std::map<std::string, std::string>{{settings_.variable, text}});
  }

  // The code in the answer is what counts, not the status. What is wrong with the account (no money, stopped, wrong
  // key) and what limits it is for later; all else is this message's.
  static void judge(const internal::AnswerJson& json, HandOver& out) {
    const auto code = json.text("Code");
    if (!code) {
      if (out.how == Handed::taken) out.how = Handed::unknown;  // not an answer of theirs
      return;
    }
    constexpr std::string_view kLater[] = {
        "isv.BUSINESS_LIMIT_CONTROL", "isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE",      "isv.DAY_LIMIT_CONTROL",
        "isv.ACCOUNT_ABNORMAL",       "isp.SYSTEM_ERROR",      "isp.RAM_PERMISSION_DENY", "SignatureDoesNotMatch",
        "ServiceUnavailable",         "InternalError"};
    const bool later = code->starts_with("Throttling") || code->starts_with("InvalidAccessKeyId") ||
                       std::ranges::find(kLater, *code) != std::end(kLater);
    out.how = *code == "OK" ? Handed::taken : later ? Handed::later : Handed::refused;
    out.bad_address = *code == "isv.MOBILE_NUMBER_ILLEGAL";
    out.detail = *code + ": " + json.text("Message").value_or("");
  }

  const AliyunSettings settings_;
  outbound::Poster& poster_;
  const Clock& clock_;
};

Result<void> check_there(std::string_view field, const std::string& value) {
  if (value.empty()) return invalid(std::string(field), "must not be empty");
  return {};
}

}  // namespace

std::string aliyun_signature(std::string_view method, const std::map<std::string, std::string>& parameters,
                             std::string_view key_secret) {
  std::string query;
  for (const auto& [name, value] : parameters) append_form_field(query, name, value);
  const std::string text = fmt::format("{}&{}&{}", method, percent_encoded("/"), percent_encoded(query));
  return base64(outbound::hmac_sha1(fmt::format("{}&", key_secret), text));
}

Result<std::unique_ptr<Channel>> twilio_channel(TwilioSettings settings, outbound::Poster& poster) {
  THRONG_CHECK(outbound::check_url(settings.url));
  THRONG_CHECK(check_there("account", settings.account));
  THRONG_CHECK(check_there("token", settings.token));
  THRONG_CHECK(check_there("from", settings.from));
  return std::make_unique<TwilioChannel>(std::move(settings), poster);
}

Result<std::unique_ptr<Channel>> aliyun_sms_channel(AliyunSettings settings, outbound::Poster& poster,
                                                    const Clock& clock) {
  THRONG_CHECK(outbound::check_url(settings.url));
  THRONG_CHECK(check_there("key_id", settings.key_id));
  THRONG_CHECK(check_there("key_secret", settings.key_secret));
  THRONG_CHECK(check_there("sign_name", settings.sign_name));
  THRONG_CHECK(check_there("template_code", settings.template_code));
  THRONG_CHECK(check_there("variable", settings.variable));
  return std::make_unique<AliyunSmsChannel>(std::move(settings), poster, clock);
}

}  // namespace throng::engage
