#include "analyze/funnel/internal/attempts.h"

#include <bit>
#include <limits>

namespace throng::analyze::internal {
namespace {

// The number of required steps up to this one (from 1).
std::uint32_t rank_of(const FunnelQuestion& question, std::uint32_t step) {
  std::uint32_t rank = 0;
  for (std::uint32_t s = 0; s < step; ++s) rank += is_optional(question, s) ? 0 : 1;
  return rank;
}

// The steps that an event may do next.
class Wanted {
 public:
  explicit Wanted(const AttemptRules& rules) : any_(rules.order == StepOrder::any) {}

  // Takes the event if it does one of them: the first it matches.
  bool take(std::uint32_t steps) {
    const std::uint32_t fitting = steps & (any_ ? ~done_ : done_ + 1);
    if (fitting == 0) return false;
    done_ |= fitting & (0U - fitting);
    return true;
  }

 private:
  bool any_;
  std::uint32_t done_ = 0;  // in order these are the lowest bits, and the next one is done_ + 1
};

}  // namespace

AttemptRules::AttemptRules(const FunnelQuestion& question)
    : order(question.order),
      steps(static_cast<std::uint32_t>(question.steps.size() - question.optional.size())),
      window_ms(question.within == FunnelWithin::duration ? question.window.count()
                                                          : std::numeric_limits<std::int64_t>::max()) {
  const auto last = static_cast<std::uint32_t>(question.steps.size());
  for (const FunnelExclusion& exclusion : question.exclusions) {
    exclusions.push_back({rank_of(question, exclusion.from), rank_of(question, exclusion.to.value_or(last)),
                          exclusion.scope == ExclusionScope::person});
  }
}

Attempt attempt_from(StepEvents events, std::size_t first, const AttemptRules& rules) {
  Attempt attempt;
  Wanted wanted(rules);
  wanted.take(events[first].steps);
  attempt.places[attempt.depth++] = static_cast<std::uint32_t>(first);
  std::size_t i = first + 1;
  for (; i < events.size() && attempt.depth < rules.steps; ++i) {
    const StepEvent& event = events[i];
    if (event.ms - events[first].ms > rules.window_ms) break;
    if (event.excluded != 0 && rules.kills(event.excluded, attempt.depth)) {
      attempt.kills_person = rules.kills_person(event.excluded, attempt.depth);
      break;
    }
    if (wanted.take(event.steps)) {
      attempt.places[attempt.depth++] = static_cast<std::uint32_t>(i);
    } else if (rules.order == StepOrder::strict) {
      break;
    }
  }
  attempt.end = i;
  return attempt;
}

}  // namespace throng::analyze::internal
