#include "api/http/internal/head_scan.h"

namespace throng::api::http {

HeadScan scan_head(std::string_view bytes, std::size_t& from) {
  for (std::size_t feed = bytes.find('\n', from); feed != std::string_view::npos; feed = bytes.find('\n', from)) {
    if (feed == 0 || bytes[feed - 1] != '\r') return {HeadState::bare_line_feed};
    if (feed >= 3 && bytes[feed - 2] == '\n') return {HeadState::complete, feed + 1};
    if (feed + 1 == bytes.size()) break;  // the next byte decides whether the line is folded: look again from here
    if (bytes[feed + 1] == ' ' || bytes[feed + 1] == '\t') return {HeadState::folded};
    from = feed + 1;
  }
  return {};
}

}  // namespace throng::api::http
