// Who may be written to: consent by channel and topic, and addresses that must not be used.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "ledger/db.h"
#include "model/event.h"

namespace throng::ledger {

// What somebody decided; the latest decision for a channel and topic counts.
struct Consent {
  model::PersonNumber person = 0;
  std::string channel;  // "email"; "": every channel
  std::string topic;    // id; "": every topic
  bool granted = false;
  std::string source;  // "unsubscribe link", "preferences", "operator ann@example.com": at most 200 bytes
  Instant at{};
};
// An older decision than the one that is there changes nothing.
Result<void> put_consents(Db& db, std::string_view project, std::span<const Consent> consents);
Result<std::vector<Consent>> list_consents(Db& db, std::string_view project,
                                           std::span<const model::PersonNumber> persons);

// An address that is not written to, whoever has it. Addresses are compared in lower case.
struct Suppression {
  std::string channel;
  std::string address;  // at most 2000 bytes
  std::string reason;   // "bounced", "complained", "by hand"
  std::string source;   // the other side's words, or who put it in
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Suppression, (), (channel, address, reason, source, at))
inline constexpr std::size_t kMaxSuppressed = 5'000'000;  // of a project

// Those that are there already stay as they are. How many are new.
Result<std::uint64_t> add_suppressions(Db& db, std::string_view project, std::span<const Suppression> suppressions);
Result<void> remove_suppression(Db& db, std::string_view project, const Suppression& suppression);  // not_found
// Which of these addresses are suppressed, in lower case.
Result<std::vector<std::string>> suppressed_of(Db& db, std::string_view project, std::string_view channel,
                                               std::span<const std::string> addresses);
// Those whose address begins so, by address.
struct SuppressionsWanted {
  std::string channel;  // "": any
  std::string begin;
  std::size_t limit = 100;
};
Result<std::vector<Suppression>> list_suppressions(Db& db, std::string_view project, const SuppressionsWanted& wanted);

std::string normal_address(std::string_view address);  // lower case of ASCII, without spaces around

}  // namespace throng::ledger
