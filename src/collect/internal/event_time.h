// Step 5: when it happened, by the client's clock corrected with ours.
#pragma once

#include "collect/internal/request.h"

namespace throng::collect {

// time = timestamp + (received - sentAt); without sentAt the timestamp, without timestamp the receipt.
// Unreadable times, before 1970 and more than a day after receipt are refused.
void correct_clock(Request& request);

// The client's time by our clock: moved by what `sent_at`, if there is one, is off from the receipt.
std::optional<Instant> corrected_time(const simdjson::dom::element& time, const Field& sent_at, Instant received);
// ISO 8601 text, or a number: milliseconds since 1970 from 1e11 on, else seconds.
std::optional<Instant> client_time(const simdjson::dom::element& value);

}  // namespace throng::collect
