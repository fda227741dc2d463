// What was kept aside: which of it, and reading it in again once its reason is gone.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include <boost/describe/class.hpp>

#include "base/function_ref.h"
#include "base/result.h"
#include "base/time.h"
#include "collect/collector.h"
#include "warehouse/warehouse.h"

namespace throng::collect {

// What is absent may be any.
struct QuarantineFilter {
  std::optional<std::string> reason, field, source;
  std::optional<std::string> event;  // the name that the event was given
  std::optional<Instant> before;     // kept aside earlier than this
};
BOOST_DESCRIBE_STRUCT(QuarantineFilter, (), (reason, field, source, event, before))

// "FROM ... WHERE ...": the rows of the project's quarantine that nobody has dealt with and that fit.
std::string unsettled(std::string_view project, const QuarantineFilter& filter);

struct ReplayReport {
  std::uint64_t read = 0, accepted = 0, duplicates = 0, quarantined = 0;  // quarantined: kept aside once more
};

// Reads the rows in again, oldest first, as of when they came: their times are corrected by the clocks of then, and
// those without any have that of their receipt. Rows without a message id are given one of their own, so that it may be
// stopped or killed at any point and done again. Rows that are refused again are kept aside as new rows from "replay".
// `filter.before` is needed. Errors: invalid_argument, cancelled, the collector's, the warehouse's.
Result<ReplayReport> replay(Collector& collector, warehouse::Warehouse& warehouse, std::string_view project,
                            const QuarantineFilter& filter, const std::stop_token& stop,
                            FunctionRef<void(std::uint64_t done, std::uint64_t total)> progress);

// Puts them out of sight without reading them in. How many rows.
Result<std::uint64_t> dismiss(Collector& collector, warehouse::Warehouse& warehouse, std::string_view project,
                              const QuarantineFilter& filter, Instant now);

// The message as it is read in again: with `id` if it has none, and its time as it is to be stored.
std::string replayed_message(std::string_view body, Instant received, std::string_view id);

}  // namespace throng::collect
