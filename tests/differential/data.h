// Random projects: persons of several ids, awkward names and values, instants shared by many events.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "differential/dice.h"
#include "model/event.h"
#include "model/filter_eval.h"

namespace throng::testing {

struct Data {
  Calendar calendar = Calendar::utc();
  Instant now{};
  std::vector<model::Event> events;  // in order of acceptance, numbers 1, 2, …
  std::vector<model::Link> links;    // in order of id
  std::size_t base_events = 0;       // so many are there before the timeline is built; the rest is appended
  std::size_t base_links = 0;        // every undo is among these
  bool has_operations = false;       // on traits, other than setting them
};

Data make_data(Dice& dice);
// One more for the person, without a number.
model::Event random_event(Dice& dice, const Data& data, model::PersonNumber person);

// What the names of events, properties and traits are drawn from, and some of their values.
const std::vector<std::string>& event_names();
const std::vector<std::string>& property_names();
const std::vector<std::string>& trait_names();
const std::vector<std::string_view>& message_event_names();
const std::vector<std::string_view>& page_event_names();
const std::vector<std::string>& campaign_ids();
std::string random_text(Dice& dice);

// Every person's events in order, by representative.
std::map<model::PersonNumber, std::vector<model::Event>> by_person(const Data& data);

}  // namespace throng::testing
