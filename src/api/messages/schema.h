// What a project's events look like, for builders.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"

namespace throng::api {

struct EventNameView {
  std::string name;
  std::uint64_t events = 0;  // ever
  Instant last_seen{};
};
BOOST_DESCRIBE_STRUCT(EventNameView, (), (name, events, last_seen))
struct EventNamesResponse {  // GET /api/schema/events, most frequent first
  std::vector<EventNameView> events;
};
BOOST_DESCRIBE_STRUCT(EventNamesResponse, (), (events))
enum class PropertyType { text, number, boolean, instant, list };
BOOST_DESCRIBE_ENUM(PropertyType, text, number, boolean, instant, list)
struct PropertyView {
  std::string ref;                         // "event.price", "person.plan", "event.$channel"
  PropertyType type = PropertyType::text;  // of most values
};
BOOST_DESCRIBE_STRUCT(PropertyView, (), (ref, type))
struct PropertiesResponse {  // GET /api/schema/properties?event=NAME (absent: all)
  std::vector<PropertyView> properties;
};
BOOST_DESCRIBE_STRUCT(PropertiesResponse, (), (properties))
struct ValuesResponse {  // GET /api/schema/values?ref=event.plan&prefix=p, at most 50, most frequent first
  std::vector<std::string> values;
};
BOOST_DESCRIBE_STRUCT(ValuesResponse, (), (values))

}  // namespace throng::api
