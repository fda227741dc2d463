// What would happen if a campaign went out now: judged and composed for everybody, and nothing is sent or written down.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "engage/composer.h"
#include "engage/links.h"
#include "engage/personal_time.h"

namespace throng::engage {

struct RefusalCount {
  std::string reason;  // a Refusal
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(RefusalCount, (), (reason, persons))
struct VariantCount {
  std::string variant;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(VariantCount, (), (variant, persons))
// Something that a content prints and so many persons do not have.
struct MissingCount {
  std::string variable;
  std::uint64_t persons = 0;
  model::PersonNumber example = 0;
};
BOOST_DESCRIBE_STRUCT(MissingCount, (), (variable, persons, example))

struct Rehearsal {
  std::uint64_t audience = 0;
  std::vector<VariantCount> sent;  // would be handed over now
  std::uint64_t held_out = 0;
  std::uint64_t waiting = 0;           // quiet hours where they are
  std::vector<RefusalCount> refused;   // most first; those whose content fails are "unrendered"
  std::vector<MissingCount> missing;   // most first
  std::string problem;                 // how the first content that fails does; ""
  std::optional<BestTimes> best_time;  // of everybody in the audience, where the timing asks for it
};
BOOST_DESCRIBE_STRUCT(Rehearsal, (), (audience, sent, held_out, waiting, refused, missing, problem, best_time))

struct RehearsalPlace {
  RecipientSource source;
  const StoredRules& rules;
  const Links& links;
  Instant now{};
  ResponseHabits& responses;
};
// Errors: those of a segment question, cancelled.
Result<Rehearsal> rehearse(const RehearsalPlace& place, const std::string& campaign, const Composer& composer,
                           std::stop_token stop);

}  // namespace throng::engage
