// "Code: 62. DB::Exception: Syntax error ..." as one of our errors.
#pragma once

#include <string_view>

#include "base/result.h"

namespace throng::warehouse::internal {

Error engine_error(std::string_view text);

}  // namespace throng::warehouse::internal
