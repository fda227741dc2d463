// Who uses tags, segments and layer schemes: what is built on them, and whose questions name them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audience/audience.h"

namespace throng::audience {

// A tag, a segment or a layer scheme that builds on it; a report, board, goal or alert whose question or filter names
// it; a push that tells of it.
struct User {
  std::string kind;  // "tag", "segment", "layers", "report", "board", "goal", "alert", "push"
  std::string id, name;
};
BOOST_DESCRIBE_STRUCT(User, (), (kind, id, name))

using Users = std::map<Object, std::vector<User>>;
Result<Users> all_users(Audience& audience);

// All that JSON text names by has_tag, in_segment and in_layer, wherever they stand.
std::vector<Object> named_in_json(std::string_view text);

}  // namespace throng::audience
