// What a project may be called: its id names a database in the warehouse and stands in URLs.
#pragma once

#include <string_view>

#include "base/result.h"

namespace throng::model {

// 1 to 31 lower-case letters, digits and _, a letter first, and no database of the warehouse's own.
// Errors: invalid_argument, field "id".
Result<void> check_project_id(std::string_view id);

}  // namespace throng::model
