// Filters and event matches as SQL conditions over the columns of Reader::events().
#pragma once

#include <string>

#include "analyze/sql/store.h"
#include "model/filter.h"

namespace throng::analyze::sql {

inline constexpr std::size_t kMaxDistinctValues = 100'000;

// All take what has passed validate(). Conditions about persons need the column p alone.
// Errors: not_found (a segment, tag or layer), too_large (a property of more than kMaxDistinctValues values under
// an operator that must see each of them), and the warehouse's.
Result<std::string> filter_sql(const Reader& reader, const model::Filter& filter);
Result<std::string> match_sql(const Reader& reader, const model::EventMatch& match);

// A condition on `event`: model::is_activity().
std::string is_activity_sql();

// "ts_ms >= … AND ts_ms < …"
std::string in_range(TimeRange range);

}  // namespace throng::analyze::sql
