// The engine's errors in words for whoever wrote the statement.
#pragma once

#include <string_view>

#include "base/result.h"

namespace throng::analyze::user_sql {

// What is wrong and where, without the statement itself, lists of all that might have followed, and names of
// databases. Field "sql" where the statement is at fault.
Error readable(const Error& error, std::string_view database);

}  // namespace throng::analyze::user_sql
