// Steps in order, per person, over sorted arrays: what sequences and funnels share.
#pragma once

#include <string>
#include <vector>

#include "analyze/sql/store.h"
#include "model/filter.h"

namespace throng::analyze::sql {

// The event id so that it sorts by bytes; the engine sorts the type UUID by its second half.
inline constexpr std::string_view kOrderId = "UUIDStringToNum(toString(event_id))";

// An event of a person as one number: its instant, then its place among the person's events of this query.
inline constexpr std::uint64_t kPlaces = std::uint64_t{1} << 22;

struct ChainQuestion {
  std::vector<std::string> steps;  // conditions, first step first
  std::string events_where;        // which events are looked at; "1" for all
  std::string carried = "''";      // text of the first step's event that is wanted back
  Duration window{};
};

// A query for one row per person with a match of the first step:
//   p; depth UInt8, the deepest step that an attempt reached; places Array(UInt64), the instants in ms of its steps (0
//   from the first one not reached); carried String.
// Attempts start at every match of step 1 and take the earliest later match each time; of the deepest the first counts.
std::string chain_query(const Reader& reader, const ChainQuestion& question);

// A query for the persons (p) who have the sequence.
Result<std::string> sequence_query(const Reader& reader, const model::Sequence& sequence);

}  // namespace throng::analyze::sql
