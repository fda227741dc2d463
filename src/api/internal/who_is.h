// The person that a route's {person} names.
#pragma once

#include <vector>

#include "api/internal/app_state.h"
#include "api/route.h"

namespace throng::api {

struct Who {
  model::PersonNumber representative = 0;
  std::vector<model::PersonNumber> numbers;  // all of hers, at least one
  timeline::Snapshot snapshot;
};

// By any of her numbers, the first parameter of the path. Errors: not_found.
Result<Who> who_is(Call& call);

}  // namespace throng::api
