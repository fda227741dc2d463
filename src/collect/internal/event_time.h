// Step 4: when it happened, by the client's clock corrected with ours.
#pragma once

#include "collect/internal/request.h"

namespace throng::collect {

// time = timestamp + (received - sentAt); without sentAt the timestamp, without timestamp the receipt.
// Unreadable times, before 1970 and more than a day after receipt are refused.
void correct_clock(Request& request);

// ISO 8601 text, or a number: milliseconds since 1970 from 1e11 on, else seconds.
std::optional<Instant> client_time(const simdjson::dom::element& value);

}  // namespace throng::collect
