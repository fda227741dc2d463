// How far a push (a saved thing, audience/push.h) has got: what was taken, and the batch that is being tried. Written
// by whoever sends, so that it outlives the process; removed with the push.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "ledger/db.h"

namespace throng::ledger {

struct PushState {
  std::string push;        // id of the saved thing
  std::uint64_t told = 0;  // changes up to this event number were taken
  Instant told_at{};       // when the last of them happened, or the push was made
  // The batch that is being tried, as it was first sent; body "": none.
  std::uint64_t first = 0, last = 0;  // numbers of its first and last event
  std::uint64_t changes = 0;          // how many
  std::string body;                   // at most kMaxPushBody
  // Since the last answer that took a batch:
  std::uint64_t failures = 0;
  std::optional<Instant> failing;  // since when
  std::optional<Instant> next;     // not tried before
  std::string stopped;             // why it was given up; "": it was not
};

inline constexpr std::size_t kMaxPushBody = std::size_t{8} << 20;

// Empty: nothing was written down yet.
Result<std::optional<PushState>> find_push_state(Db& db, std::string_view push);
// All of it. Errors: not_found (the push is gone), invalid_argument (text), too_large (body).
Result<void> put_push_state(Db& db, const PushState& state);
// Forgets the failures, so that it is tried at once; what is being tried stays. Of what does not exist: nothing.
Result<void> resume_push(Db& db, std::string_view push);

}  // namespace throng::ledger
