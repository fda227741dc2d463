#include "api/tag_rows.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "collect/import/csv_reader.h"

namespace throng::api {
namespace {

struct Places {
  std::size_t id = 0, value = 0;
};

std::unexpected<Error> at_line(std::uint64_t line, std::string_view column, std::string message) {
  return invalid(column.empty() ? fmt::format("line {}", line) : fmt::format("line {}, {}", line, column),
                 std::move(message));
}

Result<std::size_t> place_of(const collect::TextRow& header, std::string_view column) {
  const auto& fields = header.fields;
  const auto found = std::ranges::find(fields, column);
  if (found == fields.end()) return at_line(header.line, column, "the column is missing: expected id and value");
  if (std::find(found + 1, fields.end(), column) != fields.end())
    return at_line(header.line, column, "the column is there twice");
  return static_cast<std::size_t>(found - fields.begin());
}

Result<Places> places_in(const collect::TextRow& header) {
  Places places;
  THRONG_TRY(places.id, place_of(header, "id"));
  THRONG_TRY(places.value, place_of(header, "value"));
  return places;
}

}  // namespace

Result<std::vector<TagRow>> read_tag_csv(collect::ByteSource& source) {
  collect::CsvReader reader(source, {});
  collect::TextRow row;
  std::optional<Places> places;
  std::size_t width = 0;
  std::vector<TagRow> rows;
  while (true) {
    THRONG_TRY(const bool more, reader.next(row));
    if (!more) break;
    if (!row.problem.empty()) return at_line(row.line, "", row.problem);
    if (!places) {
      THRONG_TRY(places, places_in(row));
      width = row.fields.size();
      continue;
    }
    if (row.fields.size() != width)
      return at_line(row.line, "", fmt::format("expected {} columns, got {}", width, row.fields.size()));
    if (row.fields[places->id].empty()) return at_line(row.line, "id", "expected an id");
    if (rows.size() == kMaxTagRows)
      return fail(ErrorCode::too_large, fmt::format("at most {} rows in one file", kMaxTagRows));
    rows.push_back({std::move(row.fields[places->id]), std::move(row.fields[places->value])});
  }
  if (!places) return at_line(1, "", "the file is empty");
  return rows;
}

}  // namespace throng::api
