// Tracking plans as people have them in files.
#pragma once

#include <string_view>
#include <vector>

#include "api/catalog_entries.h"

namespace throng::api {

inline constexpr std::size_t kMaxPlanEvents = 1000;

// The events of a plan, all of them expected unless it says otherwise. What it says of `rules` for the project is read
// over: people choose them where they see what they do. Forms that are understood:
//   {"events":[{"name","description","owner","status","schema","properties"}]}   our own
//   {"rules":{"events":[{"name","description","rules":{...}}]}}                  Segment's: the schema of `properties`
//                                                                                inside the rules
//   {"properties":{"Order Completed":{...},...}}                                 JSON Schema, a property an event
// Errors: invalid_argument naming the place, too_large.
Result<std::vector<CatalogEntry>> read_tracking_plan(std::string_view text);

}  // namespace throng::api
