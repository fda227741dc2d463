// Statements that somebody outside wrote: parsed without being run, and run for their formatted bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "warehouse/internal/chdb_api.h"
#include "warehouse/warehouse.h"

namespace throng::warehouse::internal {

inline constexpr Duration kParseTime = seconds(5);
inline constexpr std::uint64_t kParseMemory = std::uint64_t{512} << 20;

// A query for the statement as the engine writes it. The statement is a literal in it, so nothing of it can run; the
// function takes one statement only.
std::string rewriting(std::string_view sql);

// `text` must come from rewriting(): the engine runs `a; b` as two statements.
Result<std::vector<std::string>> syntax_tree(const ChdbApi& api, ChdbConnection connection, std::string_view text);

// What follows the limits of every query.
std::string read_settings(const ReadOptions& options);

struct FormattedRead {
  std::string_view sql;  // with its settings
  std::string_view database;
  Format format = Format::json_lines;
};
// The connection looks names up in `default` afterwards, unless this fails.
Result<FormattedResult> read_formatted(const ChdbApi& api, ChdbConnection connection, const FormattedRead& what);

}  // namespace throng::warehouse::internal
