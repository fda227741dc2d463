// What of a campaign's timing is each person's own: the day, the clock, the best hour.
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "engage/post_office.h"
#include "engage/rules.h"
#include "engage/timing.h"

namespace throng::engage {

struct TimingPlace {
  audience::Audience& audience;
  ResponseHabits& responses;
  Calendar project;
  const SendingRules& rules;
  Instant now{};
};

// How many get it in an hour of their own, in everybody's, or at the time itself.
struct BestTimes {
  std::uint64_t own = 0, population = 0, campaign = 0;
};
BOOST_DESCRIBE_STRUCT(BestTimes, (), (own, population, campaign))

// Persons are representatives; errors are those of Timeline::snapshot().

// Of the rhythm date: each one's last day up to `day`, in their order; empty: none.
Result<std::vector<std::optional<CivilDate>>> last_days(const TimingPlace& place, const Timing& timing, CivilDate day,
                                                        std::span<const model::PersonNumber> persons,
                                                        std::stop_token stop);
// Those of them whose day it is, in their order: all, where the rhythm is not `date`.
Result<std::vector<model::PersonNumber>> whose_day_it_is(const TimingPlace& place, const Timing& timing, CivilDate day,
                                                         std::vector<model::PersonNumber> persons,
                                                         std::stop_token stop);

// When each gets what goes out at `occasion`, in their order.
struct DueTimes {
  std::vector<Instant> at;
  BestTimes best;  // of timings that ask for it
};
Result<DueTimes> due_times(const TimingPlace& place, const Timing& timing, Instant occasion,
                           std::span<const model::PersonNumber> persons, std::stop_token stop);

}  // namespace throng::engage
