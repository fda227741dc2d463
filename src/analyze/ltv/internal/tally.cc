#include "analyze/ltv/internal/tally.h"

#include <algorithm>

#include "model/value.h"

namespace throng::analyze::internal {
namespace {

// The greatest complete age; empty: not even the first is.
std::optional<std::size_t> last_complete(const LtvCohort& cohort) {
  const auto n = std::count(cohort.complete.begin(), cohort.complete.end(), true);
  return n == 0 ? std::nullopt : std::optional(static_cast<std::size_t>(n) - 1);
}

// [n]: by how much revenue grows from age n to the next, of the cohorts that have both complete.
std::vector<std::optional<double>> growth(const std::vector<LtvCohort>& cohorts, std::size_t ages) {
  std::vector<std::optional<double>> factors;
  for (std::size_t n = 0; n + 1 < ages; ++n) {
    double before = 0, after = 0;
    for (const LtvCohort& cohort : cohorts) {
      if (!cohort.complete[n + 1]) continue;
      before += cohort.revenue[n];
      after += cohort.revenue[n + 1];
    }
    factors.push_back(before > 0 ? std::optional(after / before) : std::nullopt);
  }
  return factors;
}

void project(LtvCohort& cohort, const std::vector<std::optional<double>>& factors) {
  const auto last = last_complete(cohort);
  if (!last || cohort.persons == 0) return;
  double revenue = cohort.revenue[*last];
  for (std::size_t n = *last; n + 1 < cohort.revenue.size() && factors[n]; ++n) {
    revenue *= *factors[n];
    cohort.projected[n + 1] = revenue;
  }
}

// The first age with at least that much.
template <class ValueAt>
std::optional<std::uint32_t> first_age(std::size_t ages, double least, ValueAt value_at) {
  for (std::size_t n = 0; n < ages; ++n) {
    const std::optional<double> value = value_at(n);
    if (value && *value >= least) return static_cast<std::uint32_t>(n);
  }
  return std::nullopt;
}

void add_payback(LtvCohort& cohort, double cost) {
  const std::size_t ages = cohort.revenue.size();
  cohort.cost = cost;
  if (cohort.persons == 0) return;
  cohort.cac = cost / static_cast<double>(cohort.persons);
  cohort.payback = first_age(
      ages, cost, [&](std::size_t n) { return cohort.complete[n] ? std::optional(cohort.revenue[n]) : std::nullopt; });
  if (!cohort.payback)
    cohort.projected_payback = first_age(ages, cost, [&](std::size_t n) { return cohort.projected[n]; });
}

void add_curves(LtvSeries& series, std::size_t ages) {
  for (std::size_t n = 0; n < ages; ++n) {
    double revenue = 0, expected = 0;
    std::uint64_t persons = 0, all = 0;
    bool known = true;
    for (const LtvCohort& cohort : series.cohorts) {
      if (cohort.persons == 0 || !cohort.complete[0]) continue;
      all += cohort.persons;
      if (cohort.complete[n]) {
        revenue += cohort.revenue[n];
        persons += cohort.persons;
      }
      const std::optional<double> value = cohort.complete[n] ? cohort.revenue[n] : cohort.projected[n];
      known = known && value;
      expected += value.value_or(0);
    }
    series.ltv.push_back(persons > 0 ? std::optional(revenue / static_cast<double>(persons)) : std::nullopt);
    series.projected.push_back(known && all > persons ? std::optional(expected / static_cast<double>(all))
                                                      : std::nullopt);
  }
}

void add_payback(LtvSeries& series, double cost) {
  series.cost = cost;
  if (series.persons == 0) return;
  series.cac = cost / static_cast<double>(series.persons);
  series.payback = first_age(series.ltv.size(), *series.cac, [&](std::size_t n) { return series.ltv[n]; });
  if (!series.payback) {
    series.projected_payback =
        first_age(series.ltv.size(), *series.cac, [&](std::size_t n) { return series.projected[n]; });
  }
}

// What a group's cohort cost; empty where nothing is known.
std::optional<double> cost_of(const CostByChannel& costs, const std::string& group,
                              const std::vector<std::string>& names, bool by_channel) {
  std::int64_t units = 0;
  bool any = false;
  for (const auto& [channel, cost] : costs) {
    const bool named = std::find(names.begin(), names.end(), channel) != names.end();
    const bool other = channel == model::kOther || !named;
    if (by_channel && (group == model::kOther ? !other : channel != group)) continue;
    units += cost.units;
    any = true;
  }
  return any ? std::optional(money(units)) : std::nullopt;
}

LtvSeries series_of(const std::string& name, std::size_t group, const LtvCounts& counts) {
  LtvSeries series{.label = name};
  for (std::size_t c = 0; c < counts.cohorts; ++c) {
    LtvCohort cohort{.persons = counts.persons[counts.row(group, c)]};
    std::int64_t revenue = 0;
    std::uint64_t payers = 0;
    for (std::size_t n = 0; n < counts.ages; ++n) {
      revenue += counts.revenue[counts.cell(group, c, n)];
      payers += counts.first_paid[counts.cell(group, c, n)];
      cohort.revenue.push_back(money(revenue));
      cohort.payers.push_back(payers);
    }
    cohort.projected.resize(counts.ages);
    series.persons += cohort.persons;
    series.cohorts.push_back(std::move(cohort));
  }
  return series;
}

}  // namespace

void LtvCounts::add(const LtvCounts& other) {
  for (std::size_t i = 0; i < persons.size(); ++i) persons[i] += other.persons[i];
  for (std::size_t i = 0; i < revenue.size(); ++i) revenue[i] += other.revenue[i];
  for (std::size_t i = 0; i < first_paid.size(); ++i) first_paid[i] += other.first_paid[i];
}

bool is_complete(const LtvQuestion& question, Instant cohort, std::size_t n, const AskContext& context) {
  return context.calendar.advance(cohort, question.bucket, static_cast<int>(n) + 1) <= context.now;
}

std::vector<bool> cohorts_of(const LtvQuestion& question, const LtvCell& cell, const Buckets& cohorts,
                             const AskContext& context) {
  std::vector<bool> wanted;
  for (std::size_t c = 0; c < cohorts.count(); ++c) {
    const bool over = !cell.complete || is_complete(question, cohorts.bounds[c], *cell.age, context);
    wanted.push_back(over && (!cell.cohort || *cell.cohort == c));
  }
  return wanted;
}

Result<LtvAnswer> answer_of(const LtvQuestion& question, const std::vector<std::string>& names, const LtvCounts& counts,
                            const Buckets& cohorts, const AskContext& context) {
  const std::vector<Instant> edges = cohorts.edges();
  std::vector<CostByChannel> costs(counts.cohorts);
  for (std::size_t c = 0; c < counts.cohorts && question.costs; ++c) {
    THRONG_TRY(costs[c], costs_in(*context.costs, {edges[c], edges[c + 1]}, context.calendar));
  }
  LtvAnswer answer;
  for (std::size_t g = 0; g < names.size(); ++g) {
    LtvSeries series = series_of(names[g], g, counts);
    for (std::size_t c = 0; c < counts.cohorts; ++c) {
      LtvCohort& cohort = series.cohorts[c];
      cohort.start = cohorts.bounds[c];
      for (std::size_t n = 0; n < counts.ages; ++n)
        cohort.complete.push_back(is_complete(question, cohort.start, n, context));
    }
    const auto factors = growth(series.cohorts, counts.ages);
    for (LtvCohort& cohort : series.cohorts) project(cohort, factors);
    add_curves(series, counts.ages);
    std::optional<double> all;
    for (std::size_t c = 0; c < counts.cohorts; ++c) {
      const auto cost = cost_of(costs[c], names[g], names, question.breakdown.has_value());
      if (!cost) continue;
      add_payback(series.cohorts[c], *cost);
      all = all.value_or(0) + *cost;
    }
    if (all) add_payback(series, *all);
    answer.series.push_back(std::move(series));
  }
  return answer;
}

}  // namespace throng::analyze::internal
