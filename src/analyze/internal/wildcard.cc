#include "analyze/internal/wildcard.h"

namespace throng::analyze::internal {

bool fits_wildcard(std::string_view pattern, std::string_view text) {
  // Behind the last star everything may be tried again one character later; earlier stars never need to.
  std::size_t p = 0, t = 0, star = std::string_view::npos, retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace throng::analyze::internal
