// How an assignment is worked out: what it must know of every person, and what it makes of that. Thousands of plans are
// carried out in one pass over the timelines.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "analyze/registry.h"
#include "analyze/statistic/spec.h"
#include "audience/assignment.h"
#include "audience/values.h"

namespace throng::audience {

// What a statement gave, one value per person.
struct Selected {
  bool is_text = false;
  PersonsByValue texts;  // if is_text, else
  Numbers numbers;
};

// What was found, in the order of the plan's wishes.
struct Findings {
  std::span<const Bitmap> filters;                       // for whom each holds
  std::span<const analyze::StatisticValues> statistics;  // persons without a value are not in it
  const Bitmap& everyone;                                // persons with at least one event of any kind
  const Selected* selected = nullptr;                    // null: the plan has no statement
};

struct Plan {
  std::vector<model::Filter> filters;          // valid for persons
  std::vector<analyze::Statistic> statistics;  // valid
  std::string select;                          // "" or a SELECT that gives (person, value); run by itself
  std::function<Result<Assignment>(const Findings&)> finish;
};

// One result for each plan, in their order. `sources.timeline` may be null: then the filters and statistics are asked
// in SQL, one by one. Errors of all plans together: cancelled, deadline, the warehouse's; of one plan (a property that
// is too large, a segment that does not exist): its own.
Result<std::vector<Result<Assignment>>> carry_out(std::span<const Plan> plans, const analyze::Sources& sources,
                                                  const analyze::AskContext& context);

// For whom each filter holds, and who there is at all.
struct Holders {
  std::vector<Bitmap> filters;
  Bitmap everyone;
};
Result<Holders> holders_of(std::span<const model::Filter> filters, timeline::Timeline& timeline,
                           const analyze::AskContext& context);
// For whom of these each filter holds: any numbers of theirs, of which those are given back that were asked for.
Result<std::vector<Bitmap>> holders_among(std::span<const model::PersonNumber> persons,
                                          std::span<const model::Filter> filters, timeline::Timeline& timeline,
                                          const analyze::AskContext& context);

}  // namespace throng::audience
