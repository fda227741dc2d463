// Saved segments.
#pragma once

#include "api/messages/saved.h"
#include "audience/segment.h"

namespace throng::api {

struct SegmentBody : SavedWords, audience::Segment {  // POST /api/segments, PUT /api/segments/{id}
  using Thing = audience::Segment;
  static constexpr std::string_view kRequired[] = {"name"};
};
BOOST_DESCRIBE_STRUCT(SegmentBody, (SavedWords, audience::Segment), ())
struct SegmentView : SavedView, audience::Segment {
  std::optional<std::uint64_t> persons;  // size now; absent if the filter cannot be evaluated
};
BOOST_DESCRIBE_STRUCT(SegmentView, (SavedView, audience::Segment), (persons))
struct SegmentsResponse {  // GET /api/segments
  std::vector<SegmentView> segments;
};
BOOST_DESCRIBE_STRUCT(SegmentsResponse, (), (segments))

}  // namespace throng::api
