// Saved segments.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace throng::api {

struct SegmentBody {  // POST /api/segments, PUT /api/segments/{id}
  std::string name;
  std::string description;
  json::Raw filter;  // model::Filter
  static constexpr std::string_view kRequired[] = {"name", "filter"};
};
BOOST_DESCRIBE_STRUCT(SegmentBody, (), (name, description, filter))
struct SegmentView {
  std::string id, name, description;
  json::Raw filter;
  std::string owner;
  Instant created{};
  Instant updated{};
  std::optional<std::uint64_t> persons;  // size now; absent if the filter cannot be evaluated
};
BOOST_DESCRIBE_STRUCT(SegmentView, (), (id, name, description, filter, owner, created, updated, persons))
struct SegmentsResponse {  // GET /api/segments
  std::vector<SegmentView> segments;
};
BOOST_DESCRIBE_STRUCT(SegmentsResponse, (), (segments))

}  // namespace throng::api
