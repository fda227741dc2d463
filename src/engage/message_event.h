// Events of messages, as they are recorded.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/json.h"
#include "collect/collector.h"
#include "ledger/sends.h"
#include "model/message_events.h"

namespace throng::engage {

// The id that a person is shown and told by: the first user id, else the first of any kind; empty: nobody has this
// number.
std::optional<collect::PersonId> shown_id(const collect::Collector& collector, model::PersonNumber representative);

// What one is made of: which message, what happened with it, and more that is told.
struct Told {
  const ledger::Send& send;
  std::string_view name;  // model::kMessageSent, ...
  Instant at{};
  std::map<std::string, json::Raw> more;
  std::string_view once;  // what makes two of this name different: "" where there is one; the address of a click
};
// Empty: nobody has this number. Of messages that belong to no run any more: the properties that are known.
std::optional<model::Event> message_event(const collect::Collector& collector, const ledger::SendRun& run,
                                          const Told& told);

// An event as messages that it brings about see it, the variable `event`: {"name":..,"time":..,"properties":{..}}
std::string event_context(const model::Event& event);

}  // namespace throng::engage
