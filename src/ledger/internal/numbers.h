// Lists of numbers as one parameter of a statement, on both engines.
#pragma once

#include <span>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ledger/db.h"

namespace throng::ledger::internal {

// "[1,2,3]": what the parameter of rows_of is.
template <class Number>
std::string list_of(std::span<const Number> numbers) {
  return fmt::format("[{}]", fmt::join(numbers, ","));
}

// A table expression with one column n, the numbers of the parameter with this name.
inline std::string rows_of(const Db& db, std::string_view parameter) {
  if (db.is_sqlite()) return fmt::format("(SELECT value AS n FROM json_each(:{}))", parameter);
  return fmt::format(
      "(SELECT CAST(value AS BIGINT) AS n FROM jsonb_array_elements_text(CAST(:{} AS jsonb)) AS t(value))", parameter);
}

}  // namespace throng::ledger::internal
