// Values that people put in (manual and imported tags): their last version is what counts.
#pragma once

#include <string>
#include <vector>

#include "audience/audience.h"

namespace throng::audience {

struct GivenValue {
  model::PersonNumber person = 0;  // a representative
  std::string value;               // "": the person has none from now on
};

struct PutIn {
  std::vector<GivenValue> values;  // of a person named twice the last one counts
  bool replace = false;            // whoever is not named has no value from now on
};

// What it comes to. Errors: invalid_argument (a value longer than kMaxTagValueBytes), too_large (more than
// kMaxTagValues different ones).
Result<Assignment> with_values(const Assignment& before, const PutIn& put_in);

// Stores that as the version of `now`, and when it was done (ledger::list_runs). Those that come at the same time wait
// for each other. Errors: as above, and the stores'.
struct PutMoment {
  Calendar calendar = Calendar::utc();
  Instant now{};
};
Result<std::shared_ptr<const Assignment>> put_values(Audience& audience, const Object& object, const PutIn& put_in,
                                                     const PutMoment& moment);

}  // namespace throng::audience
