// A template's text, cut into text, {{ outputs }} and {% tags %}. Whitespace control, raw, comments and doc end here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace throng::liquid::internal {

struct Token {
  enum class Kind { text, output, tag } kind = Kind::text;
  std::string_view body;  // of a tag: what follows its name, trimmed
  std::string_view name;  // of a tag
  std::uint32_t line = 1;
  bool raw = false;  // text out of {% raw %}
};

// "line 3: message".
Error at_line(std::uint32_t line, std::string message);

// Errors: invalid_argument with the line, for what is opened and not closed.
Result<std::vector<Token>> tokenize(std::string_view source);

// The body of {% liquid %}: a tag on each line.
Result<std::vector<Token>> tokenize_lines(std::string_view body, std::uint32_t line);

}  // namespace throng::liquid::internal
