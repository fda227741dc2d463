#include "collect/sources.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/core.h>

namespace throng::collect {

Result<void> validate(const Sources& sources) {
  constexpr std::size_t kMaxName = 200;
  if (sources.names.size() > kMaxSourceNames) return fail(ErrorCode::too_large, "at most 200 names", "names");
  std::set<std::pair<Protocol, std::string>> seen;
  for (std::size_t i = 0; i < sources.names.size(); ++i) {
    const SourceName& one = sources.names[i];
    const std::string field = fmt::format("names[{}].name", i);
    if (one.name.empty()) return invalid(field, "a name is needed");
    if (one.name.size() > kMaxName) return invalid(field, "at most 200 bytes");
    if (!seen.insert({one.protocol, one.name}).second) return invalid(field, "the same name twice");
  }
  return {};
}

Admission admission(const Sources& sources, Protocol protocol, std::string_view key, bool is_write_key) {
  const bool named = std::ranges::any_of(
      sources.names, [&](const SourceName& one) { return one.protocol == protocol && one.name == key; });
  if (!is_write_key && !named) return Admission::unknown;
  return std::ranges::find(sources.off, protocol) != sources.off.end() ? Admission::switched_off : Admission::welcome;
}

}  // namespace throng::collect
