// LTV (生命周期价值): what the persons of an acquisition cohort have brought by their age, when that pays for what they
// cost, and what younger cohorts may come to.
//
// What is projected is a chain ladder (T. Mack, "Distribution-free calculation of the standard error of chain ladder
// reserve estimates", ASTIN Bulletin 23, 1993): cohorts grow from age to age as the older ones did.
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

inline constexpr std::uint32_t kMaxLtvAges = 366;
inline constexpr std::uint32_t kMaxLtvTop = 50;
inline constexpr std::size_t kMaxLtvCells = 300'000;  // groups x cohorts x ages

struct LtvQuestion {
  model::EventMatch acquired;  // a person's first ever is where they come from
  model::EventMatch revenue;
  std::string value;                                                  // its number property; "": each is worth 1
  model::Window range = {model::Window::Last{12, BucketUnit::week}};  // of the acquisition; cohorts are its buckets
  BucketUnit bucket = BucketUnit::week;                               // day, week or month
  std::uint32_t ages = 11;                                            // columns 0..ages; 1..kMaxLtvAges
  std::optional<PropertyRef> breakdown;                               // property at the acquisition, or trait
  std::uint32_t top = 10;                                             // groups kept, by persons; 1..kMaxLtvTop
  bool costs = true;                                                  // whether costs are looked up
};
BOOST_DESCRIBE_STRUCT(LtvQuestion, (), (acquired, revenue, value, range, bucket, ages, breakdown, top, costs))

struct LtvCohort {
  Instant start{};
  std::uint64_t persons = 0;
  std::vector<double> revenue;                   // [n]: up to the end of age n
  std::vector<std::uint64_t> payers;             // [n]: with revenue up to there
  std::vector<bool> complete;                    // [n]: that age is over
  std::vector<std::optional<double>> projected;  // [n]: where it is not, what the revenue may come to
  std::optional<double> cost, cac;
  std::optional<std::uint32_t> payback;            // the first complete age with revenue of at least the cost
  std::optional<std::uint32_t> projected_payback;  // the first age, if none is complete, that is projected so
};
BOOST_DESCRIBE_STRUCT(LtvCohort, (),
                      (start, persons, revenue, payers, complete, projected, cost, cac, payback, projected_payback))

struct LtvSeries {
  std::string label;  // "" without breakdown; "$none" missing value; "$other" the rest
  std::uint64_t persons = 0;
  std::vector<std::optional<double>> ltv;        // [n]: revenue per person, over cohorts of which age n is complete
  std::vector<std::optional<double>> projected;  // [n]: over all cohorts with a complete age, where some lack age n
  std::optional<double> cost, cac;
  std::optional<std::uint32_t> payback;  // the first age with an ltv of at least the cac
  std::optional<std::uint32_t> projected_payback;
  std::vector<LtvCohort> cohorts;
};
BOOST_DESCRIBE_STRUCT(LtvSeries, (), (label, persons, ltv, projected, cost, cac, payback, projected_payback, cohorts))

struct LtvAnswer {
  std::vector<LtvSeries> series;
};
BOOST_DESCRIBE_STRUCT(LtvAnswer, (), (series))

// Persons of this label and cohort who had brought revenue by this age; what is absent may be any.
struct LtvCell {
  std::optional<std::string> label;
  std::optional<std::uint32_t> cohort;
  std::optional<std::uint32_t> age;  // absent: all who were acquired
  bool complete = false;             // only of cohorts of which that age is over, as the series' ltv is; needs age
};
BOOST_DESCRIBE_STRUCT(LtvCell, (), (label, cohort, age, complete))

Result<void> validate(const LtvQuestion& question);
Result<void> validate(const LtvCell& cell, const LtvQuestion& question, std::size_t cohorts);
// Errors: too_large (range).
Result<void> check_size(const LtvQuestion& question, std::size_t cohorts);

}  // namespace throng::analyze
