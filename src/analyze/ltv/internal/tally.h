// What both runs count, and the answer made of it.
#pragma once

#include <string>
#include <vector>

#include "analyze/ltv/spec.h"

namespace throng::analyze::internal {

// Per group, cohort and age: what came at this age.
struct LtvCounts {
  LtvCounts(std::size_t group_count, std::size_t cohort_count, std::size_t age_count)
      : groups(group_count),
        cohorts(cohort_count),
        ages(age_count),
        persons(groups * cohorts),
        revenue(groups * cohorts * ages),
        first_paid(groups * cohorts * ages) {}

  std::size_t groups, cohorts, ages;
  std::vector<std::uint64_t> persons;
  std::vector<std::int64_t> revenue;      // in kMoneyUnits
  std::vector<std::uint64_t> first_paid;  // persons whose first revenue came at this age

  std::size_t row(std::size_t group, std::size_t cohort) const { return group * cohorts + cohort; }
  std::size_t cell(std::size_t group, std::size_t cohort, std::size_t age) const {
    return row(group, cohort) * ages + age;
  }
  void add(const LtvCounts& other);
};

// Whether age n of the cohort that begins there is over.
bool is_complete(const LtvQuestion& question, Instant cohort, std::size_t n, const AskContext& context);
// Per cohort: whether its persons may belong to the cell.
std::vector<bool> cohorts_of(const LtvQuestion& question, const LtvCell& cell, const Buckets& cohorts,
                             const AskContext& context);

// `names`: of the groups, $other last if there.
Result<LtvAnswer> answer_of(const LtvQuestion& question, const std::vector<std::string>& names, const LtvCounts& counts,
                            const Buckets& cohorts, const AskContext& context);

}  // namespace throng::analyze::internal
