#include "analyze/sessions.h"

#include <fmt/core.h>

namespace throng::analyze {

Result<void> validate(const SessionRule& rule) {
  if (rule.timeout > Duration(0) && rule.timeout <= kMaxSessionTimeout) return {};
  return invalid("timeout", fmt::format("expected more than zero and at most {}, got {}",
                                        format_duration(kMaxSessionTimeout), format_duration(rule.timeout)));
}

}  // namespace throng::analyze
