// What the warehouse says of a project's events: how many, since when, with which properties.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "api/internal/app_state.h"
#include "api/messages/catalog.h"

namespace throng::api {

struct EventStats {
  std::uint64_t events = 0;
  Instant first_seen{}, last_seen{};
  std::vector<std::uint64_t> days;  // of the days asked for
  std::uint64_t quarantined = 0;    // since the first of these days, and not dealt with
};

// By name, of one if `only` it is wanted; also of names that are in the quarantine alone. `days`: where each begins,
// and where the last ends.
Result<std::map<std::string, EventStats>> event_stats(App& app, const std::vector<Instant>& days,
                                                      const std::optional<std::string>& only = {});

struct PropertyStats {
  std::uint64_t sampled = 0;
  bool seen_ever = false;
  std::vector<CatalogProperty> properties;  // by events descending, then name
};
// Over the newest events of the name; when a property was first seen over all of them if that can be found out in time.
Result<PropertyStats> property_stats(App& app, const std::string& event);

}  // namespace throng::api
