// Tags, who has which value, and whether they are worth having.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/messages/saved.h"
#include "audience/tag.h"
#include "audience/tag_quality.h"
#include "audience/users.h"

namespace throng::api {

struct TagBody : SavedWords, audience::Tag {  // POST /api/tags, PUT /api/tags/{id}
  using Thing = audience::Tag;
  static constexpr std::string_view kRequired[] = {"name", "kind"};
};
BOOST_DESCRIBE_STRUCT(TagBody, (SavedWords, audience::Tag), ())

struct TagValueView {
  std::string value;
  std::optional<std::uint64_t> persons;  // absent while it was never worked out
};
BOOST_DESCRIBE_STRUCT(TagValueView, (), (value, persons))
// Its latest version, how its last run went, and what it hangs together with.
struct TagView : SavedView, audience::Tag {
  std::optional<Instant> computed;   // absent: never worked out, nothing put in
  std::uint64_t persons = 0;         // with a value
  std::uint64_t everyone = 0;        // in the project then
  std::uint64_t value_count = 0;     // different values; numbers that are not put into parts are none
  std::vector<TagValueView> values;  // the first 100
  std::optional<Instant> last_run;
  std::optional<Instant> next;  // when it is due by itself
  std::string problem;          // why the last run failed; "": it went well
  bool stale = false;           // it should have been worked out and was not
  std::vector<audience::User> builds_on;
  std::vector<audience::User> used_by;
};
BOOST_DESCRIBE_STRUCT(TagView, (SavedView, audience::Tag),
                      (computed, persons, everyone, value_count, values, last_run, next, problem, stale, builds_on,
                       used_by))
struct TagsResponse {  // GET /api/tags
  std::vector<TagView> tags;
};
BOOST_DESCRIBE_STRUCT(TagsResponse, (), (tags))

struct TagDay {
  std::string day;  // "2026-01-31"
  Instant computed{};
  std::uint64_t everyone = 0;
  std::uint64_t persons = 0;
  std::vector<std::uint64_t> sizes;  // of TagHistoryResponse::values
};
BOOST_DESCRIBE_STRUCT(TagDay, (), (day, computed, everyone, persons, sizes))
struct TagHistoryResponse {         // GET /api/tags/{id}/history?from=&to=
  std::vector<std::string> values;  // of the last day the first 24
  std::vector<TagDay> days;         // ascending; days without a version are not there
};
BOOST_DESCRIBE_STRUCT(TagHistoryResponse, (), (values, days))

struct TagQualityResponse {    // GET /api/tags/{id}/quality
  std::uint64_t everyone = 0;  // persons of the project now
  audience::ValueSpread spread;
  std::vector<audience::Drift> drifts;
};
BOOST_DESCRIBE_STRUCT(TagQualityResponse, (), (everyone, spread, drifts))

struct TagPreviewResponse {  // POST /api/tags/preview, of a tag that is not saved
  std::uint64_t everyone = 0;
  audience::ValueSpread spread;
};
BOOST_DESCRIBE_STRUCT(TagPreviewResponse, (), (everyone, spread))

struct TagValuesRequest {  // POST /api/tags/{id}/values: of a manual or imported tag
  std::string value;       // "": they have none from now on
  std::vector<model::PersonNumber> persons;
  std::vector<std::string> ids;  // and whoever has these ids, user ids first; 100,000 at most in all
};
BOOST_DESCRIBE_STRUCT(TagValuesRequest, (), (value, persons, ids))
struct TagValuesChanged {  // and POST /api/tags/{id}/import?replace=
  std::uint64_t rows = 0;
  std::uint64_t matched = 0;
  std::vector<std::string> unmatched;  // ids that nobody has, the first 1000
  std::uint64_t persons = 0;           // who have a value now
};
BOOST_DESCRIBE_STRUCT(TagValuesChanged, (), (rows, matched, unmatched, persons))

}  // namespace throng::api
