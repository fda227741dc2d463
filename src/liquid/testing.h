// For tests: one template rendered once.
#pragma once

#include <string>
#include <string_view>

#include "liquid/template.h"

namespace throng::liquid::testing {

// The rendered text, or "error: " with the error's message.
inline std::string rendered(std::string_view text, std::string_view json = "{}", const RenderOptions& options = {}) {
  const auto globals = Value::from_json(json);
  if (!globals) return "error: " + globals.error().message;
  const auto parsed = Template::parse(text);
  if (!parsed) return "error: " + parsed.error().message;
  std::string out;
  if (const auto r = parsed->render(*globals, options, out); !r) return "error: " + r.error().message;
  return out;
}

inline std::string rendered_html(std::string_view text, std::string_view json = "{}") {
  RenderOptions options;
  options.html = true;
  return rendered(text, json, options);
}

}  // namespace throng::liquid::testing
