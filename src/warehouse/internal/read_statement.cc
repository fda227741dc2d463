#include "warehouse/internal/read_statement.h"

#include <fmt/format.h>

#include "warehouse/internal/connection_pool.h"
#include "warehouse/internal/engine_error.h"

namespace throng::warehouse::internal {
namespace {

constexpr std::string_view kHome = "default";

// One answer of the engine, given back at the end.
class Answer {
 public:
  Answer(const ChdbApi& api, ChdbResult* result) : api_(api), result_(result) {}
  ~Answer() {
    if (result_ != nullptr) api_.destroy_result(result_);
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  Result<std::string_view> bytes() const {
    if (result_ == nullptr) return fail(ErrorCode::internal, "the warehouse engine gave no answer");
    if (const char* error = api_.result_error(result_); error != nullptr) return std::unexpected(engine_error(error));
    return std::string_view(api_.result_buffer(result_), api_.result_length(result_));
  }
  std::uint64_t rows_read() const { return api_.result_storage_rows_read(result_); }

 private:
  const ChdbApi& api_;
  ChdbResult* result_;
};

std::string_view name_of(Format format) {
  switch (format) {
    case Format::json_lines: return "JSONCompactEachRowWithNamesAndTypes";
    case Format::json: return "JSONEachRow";
    case Format::csv: return "CSVWithNames";
    case Format::parquet: return "Parquet";
  }
  return "Null";
}

std::string use(std::string_view database) { return "USE " + identifier(database); }

}  // namespace

std::string rewriting(std::string_view sql) { return fmt::format("SELECT formatQuerySingleLine({})", quote(sql)); }

Result<std::vector<std::string>> syntax_tree(const ChdbApi& api, ChdbConnection connection, std::string_view text) {
  constexpr std::string_view kFormat = "TSVRaw";
  const auto sql = fmt::format("EXPLAIN AST {}", text);
  const Answer answer(api, api.query(connection, sql.data(), sql.size(), kFormat.data(), kFormat.size()));
  THRONG_TRY(auto bytes, answer.bytes());
  std::vector<std::string> lines;
  while (!bytes.empty()) {
    const auto line = bytes.substr(0, bytes.find('\n'));
    if (!line.empty()) lines.emplace_back(line);
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
  }
  return lines;
}

std::string read_settings(const ReadOptions& options) {
  std::string text =
      ", readonly=1, allow_ddl=0, max_temporary_data_on_disk_size_for_query=4294967296, "
      "output_format_json_quote_denormals=1, output_format_json_quote_decimals=1, "
      "output_format_json_validate_utf8=1, output_format_json_escape_forward_slashes=0, "
      "output_format_json_array_of_rows=1";
  if (!options.time_zone.empty()) text += fmt::format(", session_timezone={}", quote(options.time_zone));
  if (options.limit != 0) text += fmt::format(", limit={}", options.limit);
  if (options.max_result_bytes != 0) text += fmt::format(", max_result_bytes={}", options.max_result_bytes);
  return text;
}

Result<FormattedResult> read_formatted(const ChdbApi& api, ChdbConnection connection, const FormattedRead& what) {
  THRONG_CHECK(run_statement(api, connection, use(what.database)));
  const auto format = name_of(what.format);
  const Answer answer(api, api.query(connection, what.sql.data(), what.sql.size(), format.data(), format.size()));
  THRONG_TRY(const auto bytes, answer.bytes());
  FormattedResult result{std::string(bytes), answer.rows_read()};
  THRONG_CHECK(run_statement(api, connection, use(kHome)));
  return result;
}

}  // namespace throng::warehouse::internal
