// What distinguishes (差异因素) those who went through a funnel from those who began it and did not: events and values
// of properties, by odds ratio.
#pragma once

#include "analyze/funnel/spec.h"

namespace throng::analyze {

inline constexpr std::size_t kMaxDistinguishProperties = 10;
inline constexpr std::uint32_t kMaxDistinguishTop = 200;

struct DistinguishQuestion {
  FunnelQuestion funnel;                // counted by person; its breakdown, bucket and times are not looked at
  bool events = true;                   // look at events, those named by the funnel's steps left out
  std::vector<PropertyRef> properties;  // and at the values of these, at most kMaxDistinguishProperties
  std::uint64_t min_persons = 10;       // least number of persons who have it, and who have it not; 1 or more
  std::uint32_t top = 20;               // listed; 1..kMaxDistinguishTop
  static constexpr std::string_view kRequired[] = {"funnel"};
};
BOOST_DESCRIBE_STRUCT(DistinguishQuestion, (), (funnel, events, properties, min_persons, top))

// An event, or a value of a property, and how many persons have it between the start and the end of their attempt.
struct DistinguishFactor {
  std::optional<std::string> event;
  std::optional<PropertyRef> property;
  std::optional<std::string> value;
  std::uint64_t converted_with = 0;
  std::uint64_t converted_without = 0;
  std::uint64_t others_with = 0;
  std::uint64_t others_without = 0;
  double odds_ratio = 1;  // of converting with it against without it; see analyze/significance.h
  double low = 0;         // 95 % interval
  double high = 0;
};
BOOST_DESCRIBE_STRUCT(DistinguishFactor, (),
                      (event, property, value, converted_with, converted_without, others_with, others_without,
                       odds_ratio, low, high))

struct DistinguishAnswer {
  std::uint64_t converted = 0;
  std::uint64_t others = 0;
  std::vector<DistinguishFactor> factors;  // the farthest from 1 first, whichever way
  std::string rule;
};
BOOST_DESCRIBE_STRUCT(DistinguishAnswer, (), (converted, others, factors, rule))

// The persons of one of a factor's four numbers; without event and property all who converted, or all others.
struct DistinguishCell {
  std::optional<std::string> event;
  std::optional<PropertyRef> property;  // with `value`
  std::optional<std::string> value;
  bool converted = true;
  bool has = true;
};
BOOST_DESCRIBE_STRUCT(DistinguishCell, (), (event, property, value, converted, has))

Result<void> validate(const DistinguishQuestion& question);
Result<void> validate(const DistinguishCell& cell, const DistinguishQuestion& question);

// The funnel alone, without what is not looked at.
FunnelQuestion bare_funnel(const DistinguishQuestion& question);
// Whether some step of the funnel names this event.
bool is_step(const FunnelQuestion& funnel, std::string_view event);
// The last instant that counts for an attempt that did not go to the end, where no session says so.
Instant last_instant(const FunnelQuestion& funnel, Instant start, const Calendar& calendar);

// Fills the answer's factors: those with enough persons, with their odds, ranked. `found` has identities and who has
// them.
void rank(const DistinguishQuestion& question, std::vector<DistinguishFactor> found, DistinguishAnswer& answer);

}  // namespace throng::analyze
