#include "engage/channel_kinds.h"

#include <algorithm>

#include "outbound/mail.h"
#include "outbound/web_push.h"

namespace throng::engage {
namespace {

constexpr std::size_t kMaxToken = 2000;

std::string phone_number(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '.' || c == '-' || c == '(' || c == ')') continue;
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && (c != '+' || !out.empty())) return {};
    out += c;
  }
  const std::size_t digits = out.size() - (out.starts_with('+') ? 1 : 0);
  return digits >= 5 && digits <= 15 ? out : std::string();  // ITU-T E.164: at most 15
}

bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= kMaxToken &&
         std::ranges::all_of(text, [](unsigned char c) { return c > ' ' && c < 127; });
}

}  // namespace

ChannelParts parts_of(ChannelKind kind) {
  switch (kind) {
    case ChannelKind::email: return {.title = TitleUse::needed, .html = true, .url = false};
    case ChannelKind::sms: return {};
    case ChannelKind::web_push:
    case ChannelKind::fcm:
    case ChannelKind::apns: return {.title = TitleUse::needed, .html = false, .url = true};
    case ChannelKind::webhook: return {.title = TitleUse::wanted, .html = true, .url = true};
    case ChannelKind::in_app:
    case ChannelKind::wecom:
    case ChannelKind::dingtalk:
    case ChannelKind::feishu: return {.title = TitleUse::wanted, .html = false, .url = true};
  }
  return {};
}

const std::string* address_trait(const SendingRules& rules, ChannelKind kind) {
  switch (kind) {
    case ChannelKind::email: return &rules.email_trait;
    case ChannelKind::sms: return &rules.phone_trait;
    case ChannelKind::web_push: return &rules.web_push_trait;
    case ChannelKind::fcm: return &rules.fcm_trait;
    case ChannelKind::apns: return &rules.apns_trait;
    case ChannelKind::in_app:
    case ChannelKind::webhook:
    case ChannelKind::wecom:
    case ChannelKind::dingtalk:
    case ChannelKind::feishu: break;
  }
  return nullptr;
}

std::string usable_address(ChannelKind kind, std::string_view text) {
  switch (kind) {
    case ChannelKind::email: return outbound::check_address(text) ? std::string(text) : std::string();
    case ChannelKind::sms: return phone_number(text);
    case ChannelKind::web_push:
      return text.size() <= kMaxToken && outbound::read_subscription(text) ? std::string(text) : std::string();
    case ChannelKind::fcm:
    case ChannelKind::apns: return is_token(text) ? std::string(text) : std::string();
    case ChannelKind::in_app:
    case ChannelKind::webhook:
    case ChannelKind::wecom:
    case ChannelKind::dingtalk:
    case ChannelKind::feishu: break;
  }
  return std::string(text);
}

std::uint32_t most_per_second(const SendingRules& rules, ChannelKind kind) {
  switch (kind) {
    case ChannelKind::email: return rules.email_per_second;
    case ChannelKind::sms: return rules.sms_per_second;
    case ChannelKind::web_push:
    case ChannelKind::fcm:
    case ChannelKind::apns: return rules.push_per_second;
    case ChannelKind::in_app: return 0;
    case ChannelKind::webhook:
    case ChannelKind::wecom:
    case ChannelKind::dingtalk:
    case ChannelKind::feishu: break;
  }
  return rules.webhook_per_second;
}

}  // namespace throng::engage
