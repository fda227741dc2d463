#include "warehouse/warehouse.h"

namespace throng::warehouse {
namespace {

// Inside quotes the engine's lexer gives a meaning to the backslash and the quote alone; all other bytes stand for
// themselves (tested for all 256).
std::string enclosed(std::string_view text, char mark) {
  std::string out;
  out.reserve(text.size() + 2);
  out.push_back(mark);
  for (const char c : text) {
    if (c == mark || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  out.push_back(mark);
  return out;
}

}  // namespace

std::string quote(std::string_view text) { return enclosed(text, '\''); }

std::string identifier(std::string_view name) { return enclosed(name, '`'); }

std::string like_literal(std::string_view text, bool any_before, bool any_after) {
  std::string pattern;
  pattern.reserve(text.size() + 2);
  if (any_before) pattern.push_back('%');
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern.push_back('\\');
    pattern.push_back(c);
  }
  if (any_after) pattern.push_back('%');
  return quote(pattern);
}

}  // namespace throng::warehouse
