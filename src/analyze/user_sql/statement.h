// What a statement from outside must be before it may run: one SELECT, over names of the views only, calling nothing
// but allowed functions. The engine's own parser reads it (docs/decisions/0012-sql-page.md).
#pragma once

#include <string>
#include <string_view>

#include "analyze/user_sql/functions.h"
#include "base/result.h"
#include "warehouse/warehouse.h"

namespace throng::analyze::user_sql {

inline constexpr std::size_t kMaxText = std::size_t{64} << 10;

// Errors: invalid_argument, too_large; field "sql".
Result<void> check_input(std::string_view sql);

// Two readings that must both pass: of the tree, and of the text for what the tree leaves out.
Result<void> check_parsed(const warehouse::ParsedStatement& parsed, const Functions& functions);

// A checked statement as one SELECT, so that a limit on the outermost SELECT bounds all of it.
std::string as_one_select(const warehouse::ParsedStatement& parsed);

}  // namespace throng::analyze::user_sql
