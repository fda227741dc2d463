#pragma once

#include <string>

namespace throng::testing {

// Where two JSON texts differ first ("" nowhere); numbers may differ by 1e-9 of their size.
std::string difference(const std::string& a, const std::string& b);

}  // namespace throng::testing
