// Events as the warehouse has them, for those who did not hear them.
#pragma once

#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "engage/post_office.h"

namespace throng::engage::internal {

// Number, person, name, time and properties of those that `condition` (SQL after WHERE) lets through.
Result<std::vector<model::Event>> stored_events(const PostOfficePlace& place, const std::string& condition,
                                                const std::stop_token& stop);
// 'a', 'b': for IN; at least one.
std::string quoted_list(const std::set<std::string>& texts);

}  // namespace throng::engage::internal
