// What comes from where, and what is taken at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "collect/sources.h"

namespace throng::api {

struct SourceCountsView {
  std::uint64_t requests = 0, accepted = 0, duplicates = 0, late = 0, quarantined = 0, refused = 0;
};
BOOST_DESCRIBE_STRUCT(SourceCountsView, (), (requests, accepted, duplicates, late, quarantined, refused))
struct SourceHourView {
  Instant hour{};
  std::uint64_t accepted = 0, quarantined = 0, refused = 0;
};
BOOST_DESCRIBE_STRUCT(SourceHourView, (), (hour, accepted, quarantined, refused))
struct SourceView {
  std::string source;  // a protocol, or "import"
  bool off = false;
  std::vector<std::string> names;     // that its senders may use instead of a write key
  SourceCountsView counts;            // of the days asked for
  std::optional<Instant> last_heard;  // the hour in which something came last
  std::vector<SourceHourView> hours;  // those in which something came, oldest first
};
BOOST_DESCRIBE_STRUCT(SourceView, (), (source, off, names, counts, last_heard, hours))
struct SourcesResponse {  // GET /api/sources?days=7
  std::vector<SourceView> sources;
};
BOOST_DESCRIBE_STRUCT(SourcesResponse, (), (sources))

}  // namespace throng::api
