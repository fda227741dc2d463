// One value per person (统计): how often somebody did it, on how many days, for how much, what came first, last or
// most. What tags, layers and scores of persons are made of. Not an analysis of its own: its answer has a line per
// person.
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

// clang-format off
enum class StatisticMeasure {
  times,          // events
  days,           // distinct local days with one
  sum, avg, min, max,  // of a property as a number
  first, last,    // without a property the instant of the first or last event; else the property's value on the first or
                  // last event that has one
  most_frequent,  // values of a property, most frequent first; of equally frequent ones the one seen last is first
  days_since,     // local days from the last event to now; 0: today or later
  trait,          // of the person, whatever they did: its label, and
  trait_number,   // the same as a number; `match` and `within` mean nothing
};
// clang-format on
BOOST_DESCRIBE_ENUM(StatisticMeasure, times, days, sum, avg, min, max, first, last, most_frequent, days_since, trait,
                    trait_number)

inline constexpr std::uint32_t kMaxStatisticTop = 10;
inline constexpr std::size_t kMaxStatistics = 500;  // asked together

struct Statistic {
  model::EventMatch match;
  model::Window within;
  StatisticMeasure measure = StatisticMeasure::times;
  std::string property;   // of the event, or the trait
  std::uint32_t top = 1;  // values a person may have, for most_frequent; 1..kMaxStatisticTop
};
BOOST_DESCRIBE_STRUCT(Statistic, (), (match, within, measure, property, top))

// Whether its values are numbers, else labels (model::label_of).
bool gives_numbers(const Statistic& statistic);
bool is_of_trait(const Statistic& statistic);

// Errors: invalid_argument naming the field.
Result<void> validate(const Statistic& statistic);

// Persons without a matching event in the window are not there; nor are, where a property is looked at, those of whose
// events none has it (avg, min, max: as a number). A sum counts events without a number as 0.
struct StatisticValues {
  PersonList persons;                // ascending; several times where a person has several values, best first
  std::vector<double> numbers;       // of each, or
  std::vector<std::uint32_t> codes;  // of each, a place in `labels`
  std::vector<std::string> labels;   // distinct
};

// The local days from one instant to another, at least 0.
double days_between(const Calendar& calendar, Instant from, Instant to);

}  // namespace throng::analyze
