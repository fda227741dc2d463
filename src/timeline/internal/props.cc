#include "timeline/internal/props.h"

#include "base/json.h"

namespace throng::timeline {
namespace {

std::size_t end_of_string(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return text.size();
}

std::size_t end_of_list(std::string_view text, std::size_t begin) {
  std::size_t i = begin + 1;
  while (i < text.size() && text[i] != ']') i = text[i] == '"' ? end_of_string(text, i) : i + 1;
  return i < text.size() ? i + 1 : i;
}

std::size_t end_of_value(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) return begin;
  if (text[begin] == '"') return end_of_string(text, begin);
  if (text[begin] == '[') return end_of_list(text, begin);
  const std::size_t end = text.find_first_of(",}", begin);
  return end == std::string_view::npos ? text.size() : end;
}

}  // namespace

std::string key_pattern(std::string_view key) {
  std::string pattern;
  json::write_string(pattern, key);
  pattern += ':';
  return pattern;
}

std::string_view raw_after(std::string_view props, std::string_view pattern) {
  std::size_t found = props.find(pattern);
  // `"b":` also ends the key `"a\"b":`; a key's own quote stands after the bracket or a comma.
  while (found != std::string_view::npos && found > 0 && props[found - 1] != '{' && props[found - 1] != ',') {
    found = props.find(pattern, found + 1);
  }
  if (found == std::string_view::npos) return {};
  const std::size_t begin = found + pattern.size();
  return props.substr(begin, end_of_value(props, begin) - begin);
}

}  // namespace throng::timeline
