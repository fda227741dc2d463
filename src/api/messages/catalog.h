// What events there are, what is known of them, and how they keep to the plan.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/catalog_entries.h"
#include "base/json.h"

namespace throng::api {

struct CatalogEvent {
  std::string name;
  collect::EventStatus status = collect::EventStatus::none;
  std::string owner, description;
  bool has_schema = false;
  std::uint64_t events = 0;                      // ever
  std::optional<Instant> first_seen, last_seen;  // when they happened
  std::vector<std::uint64_t> days;               // events of each day asked for, oldest first, today last
  std::uint64_t warned = 0;                      // of these days: taken though not as planned
  std::uint64_t quarantined = 0;                 // of these days: kept aside, whatever the reason
};
BOOST_DESCRIBE_STRUCT(CatalogEvent, (),
                      (name, status, owner, description, has_schema, events, first_seen, last_seen, days, warned,
                       quarantined))
struct CatalogResponse {  // GET /api/catalog?days=30; by events descending, then name
  collect::PlanRules rules;
  std::vector<Instant> days;  // when each begins
  std::vector<CatalogEvent> events;
};
BOOST_DESCRIBE_STRUCT(CatalogResponse, (), (rules, days, events))

struct PropertyTypes {
  std::uint64_t text = 0, number = 0, boolean = 0, instant = 0, list = 0;
};
BOOST_DESCRIBE_STRUCT(PropertyTypes, (), (text, number, boolean, instant, list))
struct CatalogProperty {
  std::string name;
  std::string description;
  std::uint64_t events = 0;  // among those sampled, with a value
  PropertyTypes types;       // of these values
  Instant first_seen{}, last_seen{};
  std::vector<std::string> examples;  // at most 5 different ones, newest first
};
BOOST_DESCRIBE_STRUCT(CatalogProperty, (), (name, description, events, types, first_seen, last_seen, examples))
struct FindingView {
  std::string reason, field, message;
  std::uint64_t times = 0;
  Instant last{};
};
BOOST_DESCRIBE_STRUCT(FindingView, (), (reason, field, message, times, last))
struct CatalogEventResponse {  // GET /api/catalog/event?name=&days=30
  CatalogEvent event;
  std::optional<json::Raw> schema;
  std::uint64_t sampled = 0;  // the newest events, over which properties are told
  bool seen_ever = false;     // first_seen and last_seen of properties are over all events, not only those sampled
  std::vector<CatalogProperty> properties;  // by events descending, then name; described ones that never came last
  std::vector<FindingView> findings;        // of the days asked for, most frequent first
};
BOOST_DESCRIBE_STRUCT(CatalogEventResponse, (), (event, schema, sampled, seen_ever, properties, findings))

struct TrackingPlan {  // GET /api/catalog/plan; POST takes this, and other forms (api/tracking_plan.h)
  collect::PlanRules rules;
  std::vector<CatalogEntry> events;
};
BOOST_DESCRIBE_STRUCT(TrackingPlan, (), (rules, events))
struct PlanUploaded {
  std::uint64_t added = 0, changed = 0, unchanged = 0;  // events
};
BOOST_DESCRIBE_STRUCT(PlanUploaded, (), (added, changed, unchanged))

}  // namespace throng::api
