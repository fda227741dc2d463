// Event ids as text.
#pragma once

#include <optional>
#include <string_view>

#include "model/event.h"

namespace throng::model {

// A message id of this and an id as to_text() writes it is that event's own: an export names the events that it holds
// so, and event_id_from() does not hash it.
inline constexpr std::string_view kEventIdPrefix = "throng:";

// What to_text() wrote; nothing for other texts.
std::optional<EventId> read_event_id(std::string_view text);

}  // namespace throng::model
