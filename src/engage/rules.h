// The rules of sending (docs/semantics.md, Sending) that hold for all campaigns of a project: topics, caps, quiet
// hours, the global control group, who the messages come from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "engage/channel.h"
#include "ledger/saved.h"
#include "model/filter.h"

namespace throng::engage {

inline constexpr std::size_t kMaxTopics = 50;
inline constexpr std::size_t kMaxCaps = 20;
inline constexpr double kMaxControlPercent = 15;

// What people may agree to hear about. opt_in: only who said yes; else whoever did not say no.
struct Topic {
  std::string id;  // [a-z0-9_-]{1,40}
  std::string name;
  bool opt_in = false;
  static constexpr std::string_view kRequired[] = {"id", "name"};
};
BOOST_DESCRIBE_STRUCT(Topic, (), (id, name, opt_in))

// hour: so many hours back from now. day, week: of the calendar, in the person's zone.
enum class CapUnit { hour, day, week };
BOOST_DESCRIBE_ENUM(CapUnit, hour, day, week)

// At most so many messages in that time. All caps must hold.
struct FrequencyCap {
  std::string channel;         // "": all together
  std::uint32_t messages = 1;  // 1..1000
  CapUnit unit = CapUnit::day;
  std::uint32_t hours = 24;  // of `hour`: 1..744
};
BOOST_DESCRIBE_STRUCT(FrequencyCap, (), (channel, messages, unit, hours))

// Of the day in the person's zone, in minutes after midnight; they may span midnight. Equal: none.
struct QuietHours {
  std::uint32_t from = 0, to = 0;  // 0..1439
};
BOOST_DESCRIBE_STRUCT(QuietHours, (), (from, to))

// What a message costs, in the money that revenue is counted in.
struct ChannelCost {
  std::string channel;
  double each = 0;  // 0..1,000
  static constexpr std::string_view kRequired[] = {"channel"};
};
BOOST_DESCRIBE_STRUCT(ChannelCost, (), (channel, each))

struct SendingRules {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::messaging;
  std::vector<Topic> topics;
  std::vector<FrequencyCap> caps;
  QuietHours quiet;
  double control_percent = 0;  // of all persons: who gets nothing but transactional messages; 0..kMaxControlPercent
  bool review = false;         // campaigns are started by one operator and let go by another
  // At most so many; 0: as fast as the other side takes them. push: of each of the three kinds; webhook: robots too.
  std::uint32_t email_per_second = 0, sms_per_second = 0, push_per_second = 0, webhook_per_second = 0;
  std::vector<ChannelCost> costs;   // of each channel at most one; else nothing
  std::string from_name, reply_to;  // of mails; "": the mail server's address alone
  // Where persons keep what is needed to reach them: texts; a browser's subscription is JSON in one.
  std::string email_trait = "email", phone_trait = "phone", web_push_trait = "web_push", fcm_trait = "fcm_token",
              apns_trait = "apns_token", zone_trait = "time_zone", language_trait = "language";
};
BOOST_DESCRIBE_STRUCT(SendingRules, (),
                      (topics, caps, quiet, control_percent, review, email_per_second, sms_per_second, push_per_second,
                       webhook_per_second, costs, from_name, reply_to, email_trait, phone_trait, web_push_trait,
                       fcm_trait, apns_trait, zone_trait, language_trait))

// Errors: invalid_argument naming the field.
Result<void> check(const SendingRules& rules);

// As the ledger keeps them.
struct StoredRules : SendingRules {
  std::string secret;  // signs the links in messages
};
BOOST_DESCRIBE_STRUCT(StoredRules, (SendingRules), (secret))

// Those of the project; made with a fresh secret when there are none yet.
Result<StoredRules> sending_rules(ledger::Db& db, const std::string& project, Instant now);
// The secret stays.
Result<void> put_sending_rules(ledger::Db& db, const std::string& project, const SendingRules& rules, Instant now);

}  // namespace throng::engage
