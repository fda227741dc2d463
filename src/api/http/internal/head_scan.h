// Finds the end of a request head in what has arrived so far, and refuses what the parser would let through.
#pragma once

#include <cstddef>
#include <string_view>

namespace throng::api::http {

enum class HeadState { incomplete, complete, bare_line_feed, folded };

struct HeadScan {
  HeadState state = HeadState::incomplete;
  std::size_t size = 0;  // complete: of the head, its empty line included
};

// `from`: where the last scan of the same bytes ended; kept up to date.
HeadScan scan_head(std::string_view bytes, std::size_t& from);

}  // namespace throng::api::http
