// Any bytes as a filter: what is accepted reads back from its own text as the same text.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/json.h"
#include "model/filter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace throng;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto filter = json::read<model::Filter>(text);
  if (!filter || !model::validate(*filter, model::FilterPlace::event)) return 0;
  const std::string written = json::to_string(*filter);
  const auto again = json::read<model::Filter>(written);
  if (!again || json::to_string(*again) != written) std::abort();
  return 0;
}
