#include "engage/rules.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "ledger/secrets.h"
#include "outbound/mail.h"

namespace throng::engage {
namespace {

constexpr std::size_t kMaxName = 200;
constexpr std::uint32_t kMinutesOfDay = 24 * 60;
constexpr std::string_view kName = "messaging";

bool is_topic_id(std::string_view id) {
  return !id.empty() && id.size() <= 40 && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

Result<void> check(const std::vector<Topic>& topics) {
  if (topics.size() > kMaxTopics) return invalid("topics", fmt::format("expected at most {}", kMaxTopics));
  std::set<std::string> seen;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    const std::string at = fmt::format("topics[{}]", i);
    if (!is_topic_id(topics[i].id)) return invalid(at + ".id", "expected 1 to 40 of a-z, 0-9, _ and -");
    if (!seen.insert(topics[i].id).second) return invalid(at + ".id", "another topic has this id");
    if (topics[i].name.empty() || topics[i].name.size() > kMaxName)
      return invalid(at + ".name", fmt::format("expected 1 to {} bytes", kMaxName));
  }
  return {};
}

Result<void> check(const std::vector<FrequencyCap>& caps) {
  if (caps.size() > kMaxCaps) return invalid("caps", fmt::format("expected at most {}", kMaxCaps));
  for (std::size_t i = 0; i < caps.size(); ++i) {
    const std::string at = fmt::format("caps[{}]", i);
    ChannelKind kind{};
    if (!caps[i].channel.empty() && !boost::describe::enum_from_string(caps[i].channel.c_str(), kind))
      return invalid(at + ".channel", "expected a channel, or nothing for all together");
    if (caps[i].messages < 1 || caps[i].messages > 1000) return invalid(at + ".messages", "expected 1 to 1000");
    if (caps[i].hours < 1 || caps[i].hours > 31 * 24) return invalid(at + ".hours", "expected 1 to 744");
  }
  return {};
}

Result<void> check(const std::vector<ChannelCost>& costs) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < costs.size(); ++i) {
    const std::string at = fmt::format("costs[{}]", i);
    ChannelKind kind{};
    if (!boost::describe::enum_from_string(costs[i].channel.c_str(), kind))
      return invalid(at + ".channel", "expected a channel");
    if (!seen.insert(costs[i].channel).second) return invalid(at + ".channel", "another cost is for this channel");
    if (!(costs[i].each >= 0 && costs[i].each <= 1'000)) return invalid(at + ".each", "expected 0 to 1000");
  }
  return {};
}

Result<std::optional<ledger::Saved>> saved_rules(ledger::Db& db, const std::string& project) {
  THRONG_TRY(auto all, ledger::list_saved(db, project, SendingRules::kKind));
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

}  // namespace

Result<void> check(const SendingRules& rules) {
  THRONG_CHECK(check(rules.topics));
  THRONG_CHECK(check(rules.caps));
  THRONG_CHECK(check(rules.costs));
  if (rules.quiet.from >= kMinutesOfDay) return invalid("quiet.from", "expected minutes after midnight, 0 to 1439");
  if (rules.quiet.to >= kMinutesOfDay) return invalid("quiet.to", "expected minutes after midnight, 0 to 1439");
  if (!(rules.control_percent >= 0 && rules.control_percent <= kMaxControlPercent))
    return invalid("control_percent", "expected 0 to 15");
  if (rules.from_name.size() > kMaxName)
    return invalid("from_name", fmt::format("expected at most {} bytes", kMaxName));
  if (std::ranges::any_of(rules.from_name, [](unsigned char c) { return c < ' ' || c == 127; }))
    return invalid("from_name", "expected one line without control characters");
  if (!rules.reply_to.empty())
    if (auto good = outbound::check_address(rules.reply_to); !good) return invalid("reply_to", good.error().message);
  const std::pair<std::string_view, const std::string&> traits[] = {
      {"email_trait", rules.email_trait},       {"phone_trait", rules.phone_trait},
      {"web_push_trait", rules.web_push_trait}, {"fcm_trait", rules.fcm_trait},
      {"apns_trait", rules.apns_trait},         {"zone_trait", rules.zone_trait},
      {"language_trait", rules.language_trait}};
  for (const auto& [field, trait] : traits)
    if (auto good = model::validate_property(trait); !good) return invalid(std::string(field), good.error().message);
  return {};
}

Result<StoredRules> sending_rules(ledger::Db& db, const std::string& project, Instant now) {
  THRONG_TRY(const auto saved, saved_rules(db, project));
  if (saved) return json::read<StoredRules>(saved->body);
  StoredRules fresh;
  fresh.secret = ledger::random_text(43);  // 256 bits
  THRONG_CHECK(ledger::add_saved(db,
                                 {.id = {},
                                  .project = project,
                                  .kind = SendingRules::kKind,
                                  .name = std::string(kName),
                                  .description = {},
                                  .body = json::to_string(fresh),
                                  .owner = {}},
                                 now));
  return fresh;
}

Result<void> put_sending_rules(ledger::Db& db, const std::string& project, const SendingRules& rules, Instant now) {
  THRONG_CHECK(check(rules));
  THRONG_TRY(StoredRules stored, sending_rules(db, project, now));
  THRONG_TRY(auto saved, saved_rules(db, project));
  if (!saved) return fail(ErrorCode::internal, "the rules of sending are gone");
  static_cast<SendingRules&>(stored) = rules;
  saved->body = json::to_string(stored);
  THRONG_CHECK(ledger::update_saved(db, *saved, now));
  return {};
}

}  // namespace throng::engage
