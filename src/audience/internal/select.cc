#include "audience/internal/select.h"

#include <charconv>
#include <unordered_map>

#include <fmt/format.h>

#include "analyze/user_sql/run.h"
#include "audience/tag.h"

namespace throng::audience::internal {
namespace {

using analyze::user_sql::SqlAnswer;
using analyze::user_sql::SqlColumn;

constexpr analyze::user_sql::Limits kLimits = {
    .time = minutes(2), .result_bytes = std::uint64_t{512} << 20, .rows = kMaxSqlTagRows};

std::string_view plain_type(const SqlColumn& column) {
  std::string_view type = column.type;
  for (const std::string_view around : {"LowCardinality(", "Nullable("}) {
    if (type.starts_with(around)) type = type.substr(around.size(), type.size() - around.size() - 1);
  }
  return type;
}

bool is_integer(std::string_view type) { return type.starts_with("Int") || type.starts_with("UInt"); }
bool is_number(std::string_view type) {
  return is_integer(type) || type.starts_with("Float") || type.starts_with("Decimal");
}

// 64-bit integers and decimals come as texts.
std::optional<double> number_in(json::Node node) {
  if (node.kind() == json::Kind::number) return node.number();
  if (node.kind() != json::Kind::string) return std::nullopt;
  const std::string_view text = node.string();
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string text_in(json::Node node) {
  return node.kind() == json::Kind::string ? std::string(node.string()) : node.dump();
}

std::optional<std::uint32_t> person_in(json::Node node) {
  const auto number = number_in(node);
  if (!number || *number < 1 || *number > UINT32_MAX) return std::nullopt;
  return static_cast<std::uint32_t>(*number);
}

Result<bool> gives_text(const std::vector<SqlColumn>& columns) {
  if (columns.size() != 2)
    return invalid("sql", fmt::format("expected two columns, person and value; got {}", columns.size()));
  if (!is_integer(plain_type(columns[0])))
    return invalid("sql", fmt::format("the first column is the person, a whole number; it is {}", columns[0].type));
  return !is_number(plain_type(columns[1]));
}

}  // namespace

Result<Selected> select_values(const std::string& sql, const analyze::Sources& sources,
                               const analyze::AskContext& context, const Bitmap& everyone) {
  analyze::user_sql::UserSql user(*sources.warehouse, sources.project, context.calendar.zone_name(), kLimits);
  THRONG_TRY(const SqlAnswer answer, user.ask({.sql = sql, .limit = kMaxSqlTagRows}, context.stop));
  if (answer.truncated) return fail(ErrorCode::too_large, fmt::format("more than {} rows", kMaxSqlTagRows), "sql");
  Selected out;
  if (answer.row_count == 0) return out;
  THRONG_TRY(out.is_text, gives_text(answer.columns));
  THRONG_TRY(const json::Document document, json::Document::parse(answer.rows.text));
  std::unordered_map<std::uint32_t, std::string> known;
  for (const json::Node row : document.root().elements()) {
    const auto cells = row.elements();
    const auto person = person_in(cells[0]);
    if (!person || cells[1].kind() == json::Kind::null || !everyone.contains(*person)) continue;
    std::string text = text_in(cells[1]);
    const auto [at, added] = known.try_emplace(*person, text);
    if (!added && at->second != text)
      return invalid("sql",
                     fmt::format("person {} has two values, {} and {}: GROUP BY person", *person, at->second, text));
    if (!added) continue;
    if (out.is_text)
      out.texts[std::move(text)].push_back(*person);
    else if (const auto number = number_in(cells[1]))
      out.numbers.emplace_back(*person, *number);
  }
  return out;
}

}  // namespace throng::audience::internal
