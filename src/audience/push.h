// A push (推送): whoever enters or leaves a live segment is told to a URL, in batches that are signed.
// docs/formats/webhook.md says what the other side gets, decisions/0018 why.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "ledger/saved.h"
#include "model/event.h"
#include "outbound/poster.h"

namespace throng::audience {

inline constexpr std::size_t kMaxPushTraits = 50;
inline constexpr std::size_t kMaxTraitName = 200;                // bytes
inline constexpr std::size_t kMaxPushChanges = 500;              // of a batch
inline constexpr std::size_t kPushBytes = std::size_t{1} << 20;  // of a batch; only one change alone may be larger
inline constexpr std::size_t kMaxPushedIds = 100;                // of a person, of each kind
inline constexpr Duration kLongestRetry = minutes(60);
inline constexpr Duration kPatience = days(3);  // failing for so long, a push is given up

struct Push {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::push;
  std::string segment;  // id; a live one
  std::string url;
  bool entered = true, left = true;  // which changes are told; at least one
  std::vector<std::string> traits;   // that go with each person; at most kMaxPushTraits different names
  bool enabled = true;
};
BOOST_DESCRIBE_STRUCT(Push, (), (segment, url, entered, left, traits, enabled))
// As the ledger keeps it.
struct StoredPush : Push {
  std::string secret;       // signs what is sent
  std::uint64_t since = 0;  // event number: only later changes are told
  Instant since_at{};
};
BOOST_DESCRIBE_STRUCT(StoredPush, (Push), (secret, since, since_at))

// Whether the segment exists is not looked at. Errors: invalid_argument naming the field.
Result<void> check(const Push& push);
Result<void> check_traits(const std::vector<std::string>& traits);  // field "traits"

Result<StoredPush> push_of(const ledger::Saved& saved);  // errors: corrupt
std::string fresh_push_secret();

// ---- what is sent ---------------------------------------------------------------------------------------------

enum class PushedKind { entered, left };
BOOST_DESCRIBE_ENUM(PushedKind, entered, left)

struct PushedIds {
  std::vector<std::string> user_ids, anonymous_ids;  // at most kMaxPushedIds each
};
BOOST_DESCRIBE_STRUCT(PushedIds, (), (user_ids, anonymous_ids))
struct PushedChange {
  model::PersonNumber person = 0;
  PushedIds ids;
  PushedKind change = PushedKind::entered;
  Instant at{};
  std::map<std::string, json::Raw> traits;  // without those that the person does not have
};
BOOST_DESCRIBE_STRUCT(PushedChange, (), (person, ids, change, at, traits))

// One of a push's changes, by the number of the event that tells it.
struct NumberedChange {
  model::EventNumber number = 0;
  PushedChange change;
};

struct PushBatch {
  std::string id;  // "PUSH-FIRST-LAST"
  std::string body;
  model::EventNumber first = 0, last = 0;
  std::size_t changes = 0;
  Instant last_at{};
};
struct PushSender {
  std::string push, project;  // ids
  std::string segment;
};
// As many of the changes, which are not none, as go into one batch, in their order.
PushBatch batch_of(const PushSender& sender, std::span<const NumberedChange> changes, Instant now);
// What "send a test" sends: no changes, and "test": true.
PushBatch test_batch(const PushSender& sender, Instant now);
std::string batch_id(std::string_view push, model::EventNumber first, model::EventNumber last);

// The request for a batch: Throng-Push-Id, and Throng-Signature over `now` and the body.
outbound::Post post_of(const StoredPush& push, const std::string& id, const std::string& body, Instant now);

// After so many failures in a row, of which there is one at least: 1, 2, 4, ... minutes, at most kLongestRetry.
Duration retry_after(std::uint64_t failures);

// ---- what became of it ----------------------------------------------------------------------------------------

// Kept in the push's history (ledger/saved.h).
struct PushSending {
  std::string id;  // of the batch
  std::uint64_t changes = 0;
  bool test = false;
  bool taken = false;
  int status = 0;       // HTTP; 0: no answer
  std::string message;  // in words, and how the answer began; "" when taken
};
BOOST_DESCRIBE_STRUCT(PushSending, (), (id, changes, test, taken, status, message))

// Sends it once, and says how that went. Errors: cancelled.
Result<PushSending> send_batch(outbound::Poster& poster, const StoredPush& push, const PushBatch& batch, Instant now,
                               std::stop_token stop);

}  // namespace throng::audience
