#include "analyze/user_sql/engine_words.h"

#include <string>

#include <fmt/format.h>

#include "analyze/user_sql/views.h"

namespace throng::analyze::user_sql {
namespace {

constexpr std::size_t kMostWords = 400;

void cut_from(std::string& text, std::string_view mark) {
  if (const auto at = text.find(mark); at != std::string::npos) text.resize(at);
}

void remove_all(std::string& text, std::string_view part) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at)) text.erase(at, part.size());
}

// The text between two marks; "" when they are not there.
std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const auto begin = text.find(before);
  if (begin == std::string_view::npos) return {};
  const auto rest = text.substr(begin + before.size());
  const auto end = rest.find(after);
  return end == std::string_view::npos ? std::string() : std::string(rest.substr(0, end));
}

// "Syntax error: failed at position 20 (from) (line 2, col 13): from where. Expected one of: ..."; in the first line
// the position alone says where.
std::string syntax_words(std::string_view text) {
  const auto position = between(text, "position ", " ");
  const auto line = between(text, "(line ", ",");
  const auto column = line.empty() ? position : between(text, ", col ", ")");
  const auto token = between(text, "position " + position + " (", ")");
  if (position.empty()) return "the statement is not valid SQL";
  if (text.find("Multi-statements") != std::string_view::npos) return "expected one statement";
  return fmt::format("syntax error at line {}, column {}{}", line.empty() ? "1" : line, column,
                     token.empty() ? std::string() : ": " + token);
}

std::string table_words(std::string_view text) {
  const auto name = between(text, "identifier '", "'");
  std::string known;
  for (const View& view : views()) known += (known.empty() ? "" : ", ") + std::string(view.name);
  return fmt::format("there is no view \"{}\"; there are: {}", name, known);
}

// What the engine takes an unknown column for stands behind the statement that is cut.
std::string plain(std::string text, std::string_view database) {
  const auto meant = between(text, "Maybe you meant: [", "]");
  for (const std::string_view mark : {": In scope ", " In scope ", " in scope ", ". In query ", ": While ", ": while ",
                                      " Expected one of", ". Stack trace"})
    cut_from(text, mark);
  if (!meant.empty()) text += "; maybe " + meant;
  remove_all(text, fmt::format("`{}`.", database));
  remove_all(text, fmt::format("{}.", database));
  remove_all(text, fmt::format("'{}'", database));
  if (const auto at = text.rfind(" ("); at != std::string::npos && text.ends_with(')') &&
                                        text.find_first_of("abcdefghijklmnopqrstuvwxyz ", at + 2) == std::string::npos)
    text.resize(at);  // the code's name
  while (text.ends_with('.') || text.ends_with(' ')) text.pop_back();
  if (text.size() > kMostWords) {
    auto end = kMostWords;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // no half of a character
    text.resize(end);
  }
  return text;
}

}  // namespace

Error readable(const Error& error, std::string_view database) {
  std::string_view text = error.message;
  if (constexpr std::string_view kPrefix = "warehouse: "; text.starts_with(kPrefix)) text.remove_prefix(kPrefix.size());
  const auto is = [&text](std::string_view code) { return text.ends_with(fmt::format("({})", code)); };
  if (is("TIMEOUT_EXCEEDED")) return {ErrorCode::deadline, "the statement took too long and was ended", "sql"};
  if (is("MEMORY_LIMIT_EXCEEDED"))
    return {ErrorCode::deadline, "the statement needs more memory than it may have", "sql"};
  if (is("TOO_MANY_ROWS_OR_BYTES"))
    return {ErrorCode::too_large, "the result has more rows or bytes than allowed: add a LIMIT, or ask for less",
            "sql"};
  if (is("SYNTAX_ERROR")) return {ErrorCode::invalid_argument, syntax_words(text), "sql"};
  if (is("UNKNOWN_TABLE") || is("UNKNOWN_DATABASE")) return {ErrorCode::invalid_argument, table_words(text), "sql"};
  if (is("ACCESS_DENIED") || is("READONLY"))
    return {ErrorCode::invalid_argument, "the statement may only read the views", "sql"};
  if (is("LOGICAL_ERROR")) return {ErrorCode::internal, "the warehouse engine failed on this statement", "sql"};
  // Numbers that engine_error does not know are faults of the statement as well: sizes, domains, conversions.
  const bool at_fault = error.code == ErrorCode::invalid_argument || error.code == ErrorCode::internal;
  if (at_fault && text.ends_with(')')) return {ErrorCode::invalid_argument, plain(std::string(text), database), "sql"};
  return {error.code, plain(std::string(text), database), error.field};
}

}  // namespace throng::analyze::user_sql
