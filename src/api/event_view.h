// Stored and live events as the API shows them.
#pragma once

#include <string>
#include <vector>

#include "api/messages/persons.h"
#include "model/event.h"
#include "timeline/timeline.h"

namespace throng::api {

struct App;

EventView view_of(const model::Event& event, model::PersonNumber representative);

struct EventPage {
  std::vector<model::PersonNumber> numbers;  // of one person
  model::PersonNumber representative = 0;
  Instant before{};
  std::string before_id;  // of events at the instant `before`: only those before this one; "" none of them
  std::uint64_t limit = 50;
};
// Newest first.
Result<EventsResponse> read_events(App& app, const EventPage& page);

}  // namespace throng::api
