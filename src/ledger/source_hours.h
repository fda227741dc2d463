// What came from where, hour by hour: the health of the senders.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "ledger/db.h"

namespace throng::ledger {

inline constexpr Duration kSourceHoursAge = days(90);  // what is older is deleted

struct SourceHour {
  Instant hour{};      // its beginning, in UTC
  std::string source;  // a protocol, "import"
  std::uint64_t requests = 0, accepted = 0, duplicates = 0, late = 0, quarantined = 0, refused = 0;
};

// Adds to what is there of the same hour and source.
Result<void> add_source_hours(Db& db, std::string_view project, std::span<const SourceHour> hours);
// From `since` on, oldest first.
Result<std::vector<SourceHour>> list_source_hours(Db& db, std::string_view project, Instant since);
Result<void> prune_source_hours(Db& db, Instant now);

}  // namespace throng::ledger
