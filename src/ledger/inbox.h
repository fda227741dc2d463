// Messages that wait in an app or on a site until the person is there (站内消息).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "ledger/db.h"
#include "model/event.h"

namespace throng::ledger {

inline constexpr Duration kInboxAge = days(60);  // what is older is not shown any more, and is deleted
inline constexpr std::size_t kMaxInboxShown = 100;
inline constexpr std::size_t kMaxInboxText = 16'000;  // bytes of the title, the text, and the address

struct InboxMessage {
  std::int64_t id = 0;
  std::int64_t send = 0;  // of the send ledger; 0: a test
  model::PersonNumber person = 0;
  std::string title, text, url;
  Instant created{};
  std::optional<Instant> seen;
};

// Its id; empty: the send is there already. Errors: invalid_argument (a text is too long).
Result<std::optional<std::int64_t>> add_to_inbox(Db& db, std::string_view project, const InboxMessage& message);
// Of any of these numbers, newest first, without what was dismissed; at most kMaxInboxShown.
Result<std::vector<InboxMessage>> list_inbox(Db& db, std::string_view project,
                                             std::span<const model::PersonNumber> numbers, Instant now);
// Of the messages of these numbers those with these ids. For how many it is new.
enum class InboxMark { seen, dismissed };
struct InboxMarking {
  std::span<const model::PersonNumber> numbers;
  std::span<const std::int64_t> ids;
  InboxMark mark = InboxMark::seen;
};
Result<std::uint64_t> mark_inbox(Db& db, std::string_view project, const InboxMarking& marking, Instant now);
// Deletes what is older than kInboxAge. How many.
Result<std::uint64_t> prune_inbox(Db& db, Instant now);

}  // namespace throng::ledger
