// A value per person by a SELECT that somebody wrote.
#pragma once

#include "analyze/registry.h"
#include "audience/plan.h"

namespace throng::audience::internal {

// Within the limits of analyze/user_sql; it sees nothing but the project's views. Persons that are not in `everyone`
// are left out, and so are rows without a value. Errors: invalid_argument with field "sql" (the statement; not two
// columns; a person with two values), too_large, deadline, cancelled.
Result<Selected> select_values(const std::string& sql, const analyze::Sources& sources,
                               const analyze::AskContext& context, const Bitmap& everyone);

}  // namespace throng::audience::internal
