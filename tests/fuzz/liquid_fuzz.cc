// Any bytes as a template, rendered with a little data: nothing but text or an error comes out, the same both times,
// and within the limits.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "liquid/template.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace throng;
  static const auto kData = liquid::Value::from_json(
      R"({"a":"text <b>","b":[1,2.5,"x",null,[3]],"c":{"d":{"e":true},"list":[{"k":1},{"k":"2"}]},"n":-7,"t":"2026-11-26T10:00:00Z"})");
  const auto parsed = liquid::Template::parse({reinterpret_cast<const char*>(data), size});
  if (!parsed) return 0;
  liquid::RenderOptions options;
  options.limits = {
      .max_output_bytes = 1u << 16, .max_memory_bytes = 1u << 20, .max_iterations = 1000, .max_steps = 20'000};
  options.partials = [&](std::string_view) { return &*parsed; };
  for (const bool html : {false, true}) {
    options.html = html;
    std::string first = "before";
    std::string second = "before";
    const auto a = parsed->render(*kData, options, first);
    const auto b = parsed->render(*kData, options, second);
    if (a.has_value() != b.has_value() || first != second) std::abort();
    if (!a && first != "before") std::abort();
    if (first.size() > options.limits.max_output_bytes + 6) std::abort();
  }
  return 0;
}
