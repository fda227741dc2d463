// What one person is in, for programs that must know at once.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "model/event.h"

namespace throng::api {

struct HeldValue {  // of a tag or layer scheme
  std::string id;
  std::vector<std::string> values;
  std::optional<double> number;  // of a tag with numbers
};
BOOST_DESCRIBE_STRUCT(HeldValue, (), (id, values, number))
struct MembershipsResponse {  // GET /api/memberships?user_id= or anonymous_id= or person=
  model::PersonNumber person = 0;
  std::vector<std::string> segments;  // ids
  std::vector<HeldValue> tags, layers;
};
BOOST_DESCRIBE_STRUCT(MembershipsResponse, (), (person, segments, tags, layers))

}  // namespace throng::api
