// Dates out of text, and as strftime writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "liquid/internal/item.h"

namespace throng::liquid::internal {

struct Moment {
  std::int64_t seconds = 0;  // since 1970 in UTC
  int milliseconds = 0;      // 0..999
  int offset = 0;            // seconds east of UTC that the text named
};

// "now" and "today"; whole seconds since 1970; ISO 8601; and English dates as people write them: "March 14, 2016",
// "14 Mar 2016 10:00 +0800", "2016/03/14 5 pm". Without a zone it is UTC. Years 1..9999. Nothing for all else.
std::optional<Moment> to_moment(const Item& item, Instant now);

// All directives of strftime in English; the flags - 0 _ ^ : and widths, as Ruby has them. Unknown ones stay as they
// are.
void format_moment(std::string& out, const Moment& moment, std::string_view format);

}  // namespace throng::liquid::internal
