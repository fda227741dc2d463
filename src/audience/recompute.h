// Works out tags, segments and layers anew and keeps the result as today's version.
#pragma once

#include "audience/audience.h"
#include "jobs/runner.h"

namespace throng::audience {

inline constexpr std::string_view kRecompute = "recompute";  // the kind of job

struct RecomputeRequest {
  std::vector<std::string> objects;  // "tag:k3x9"; empty: everything that can be worked out
};
BOOST_DESCRIBE_STRUCT(RecomputeRequest, (), (objects))

// How it went is kept per object (ledger::list_runs): one that fails does not hold up the others. What builds on others
// comes after them; those that are not asked for count as they are. Progress is in objects.
// Errors: cancelled, and those of all plans together (audience/plan.h); what was done until then stays.
Result<std::string> recompute(Audience& audience, const Calendar& calendar, const jobs::Work& work);

// The kinds of jobs of this floor. The audience must outlive the runner.
jobs::Kinds kinds_of_jobs(Audience& audience, const Calendar& calendar);

// What is due at `now`: was due since it was last worked out, or never was; versions that are too old are dropped.
// "tag:k3x9", in order.
Result<std::vector<std::string>> due_objects(Audience& audience, const Calendar& calendar, Instant now);
Result<void> drop_old_versions(Audience& audience, const Calendar& calendar, Instant now);

}  // namespace throng::audience
