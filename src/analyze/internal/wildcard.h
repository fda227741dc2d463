#pragma once

#include <string_view>

namespace throng::analyze::internal {

// Whether a wildcard pattern fits the whole text; * stands for any characters, all others for themselves.
bool fits_wildcard(std::string_view pattern, std::string_view text);

}  // namespace throng::analyze::internal
