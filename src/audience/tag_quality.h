// Whether a tag is worth having: how its values are spread, how far that drifted, whether it tells who converts, and
// whether it is kept up.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audience/memberships.h"
#include "ledger/jobs.h"

namespace throng::audience {

inline constexpr std::size_t kShownValues = 100;

struct ValueSize {
  std::string value;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(ValueSize, (), (value, persons))
// Persons with a number of at least `from` and less than `to`; the last one of a distribution has no end.
struct NumberBin {
  double from = 0;
  std::optional<double> to;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(NumberBin, (), (from, to, persons))
// Percentiles as everywhere (docs/semantics.md): linear between ranks, type 7.
struct NumberSummary {
  double mean = 0, least = 0, p25 = 0, median = 0, p75 = 0, greatest = 0;
};
BOOST_DESCRIBE_STRUCT(NumberSummary, (), (mean, least, p25, median, p75, greatest))

struct ValueSpread {
  std::uint64_t persons = 0;      // with a value or number
  std::uint64_t value_count = 0;  // different values
  std::vector<ValueSize> values;  // the first kShownValues in their order
  std::vector<NumberBin> bins;    // of numbers: about 20 of one readable width up to the 99th percentile, and the rest
  std::optional<NumberSummary> numbers;
};
BOOST_DESCRIBE_STRUCT(ValueSpread, (), (persons, value_count, values, bins, numbers))
ValueSpread spread_of(const Assignment& assignment);

// Population stability index: the sum over all parts of (q - p) ln(q / p), p a part's share then and q its share now
// (Siddiqi, Credit Risk Scorecards, 2006: below 0.1 steady, from 0.25 on another population; it is the divergence J of
// Jeffreys 1946). Shares below kLeastShare count as that, since an empty part would make it infinite.
// Parts in the same order; 0 when nobody is in any part of one of them.
inline constexpr double kLeastShare = 0.0001;
double stability_index(std::span<const std::uint64_t> then, std::span<const std::uint64_t> now);

// The parts are the values, or the tenths of the numbers then, and those without a value. `everyone`: of the project.
struct SizedAssignment {
  const Assignment& assignment;
  std::uint64_t everyone = 0;
};
double drift_between(const SizedAssignment& then, const SizedAssignment& now);

struct Drift {
  std::uint32_t days = 7;
  std::optional<std::string> day;  // "2026-01-31", of the last version so long ago or before; absent: none is that old
  std::optional<double> index;
};
BOOST_DESCRIBE_STRUCT(Drift, (), (days, day, index))
// Against 7 and 30 days ago.
Result<std::vector<Drift>> drifts_of(Audience& audience, const Object& object, const SizedAssignment& now,
                                     const CurrentMemberships::Moment& moment);

struct ValidityQuestion {
  model::EventMatch conversion;
  std::uint32_t days = 7;  // 1..90
  static constexpr std::string_view kRequired[] = {"conversion"};
};
BOOST_DESCRIBE_STRUCT(ValidityQuestion, (), (conversion, days))
struct ValueLift {
  std::string value;  // or the fifth of the numbers: "0-20 %"
  std::uint64_t persons = 0, converted = 0;
  std::optional<double> rate, lift, low, high;  // lift: the rate through everyone's; low, high: analyze/significance.h
};
BOOST_DESCRIBE_STRUCT(ValueLift, (), (value, persons, converted, rate, lift, low, high))
// Foretelling: who had which value at an earlier instant, and who of them converted in the days after it; everyone are
// those with an event before. Where no version is that old: who has which value now, and who converted in the days
// before; that says only that the two go together.
struct Validity {
  bool foretells = false;
  Instant as_of{};       // whose values
  Instant from{}, to{};  // when they converted
  std::uint64_t everyone = 0, converted = 0;
  std::vector<ValueLift> values;  // the first kShownValues
  ValueLift without;              // persons without a value
};
BOOST_DESCRIBE_STRUCT(Validity, (), (foretells, as_of, from, to, everyone, converted, values, without))
// Errors: invalid_argument naming the field, and those of assignments and questions.
Result<Validity> validity_of(const ValidityQuestion& question, Audience& audience, const Object& object,
                             const CurrentMemberships::Moment& moment);

// Whether it should have been worked out more than an hour ago and was not. `last`: null where it never was.
bool is_stale(const Definition& definition, const ledger::Run* last, const Calendar& calendar, Instant now);

}  // namespace throng::audience
