// How a journey would have gone: persons who did what lets them in are walked through it again, by what they really did
// since, and nothing is sent or written down. Filters are looked at as of today.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "engage/journey_walk.h"
#include "engage/post_office.h"

namespace throng::engage {

inline constexpr std::size_t kRehearsedPersons = 1000;

struct JourneyRehearsalWanted {
  std::string id;                  // of the journey: its draw of lots
  int days = 30;                   // so far back: 1..90
  model::PersonNumber person = 0;  // this one alone, from when he would have entered last; 0: a sample
};

struct RehearsedCount {
  std::string step, outcome;  // as of a visit
  std::uint64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(RehearsedCount, (), (step, outcome, count))
struct RehearsedStanding {
  std::string step;
  std::uint64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(RehearsedStanding, (), (step, count))
struct RehearsedVisit {
  std::string step, outcome;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(RehearsedVisit, (), (step, outcome, at))

struct JourneyRehearsal {
  std::uint64_t would_enter = 0;  // persons, in those days
  std::uint64_t walked = 0;       // of them
  std::uint64_t held_out = 0;     // of those who walked
  std::vector<RehearsedCount> visits;
  std::vector<RehearsedStanding> standing;  // who would be there now
  std::vector<RehearsedVisit> trail;        // of one person
};
BOOST_DESCRIBE_STRUCT(JourneyRehearsal, (), (would_enter, walked, held_out, visits, standing, trail))

// Errors: invalid_argument (days), check_ready(), those of a segment question, cancelled.
Result<JourneyRehearsal> rehearse(const PostOfficePlace& place, const Journey& journey,
                                  const JourneyRehearsalWanted& wanted, std::stop_token stop);

}  // namespace throng::engage
