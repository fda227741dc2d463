#include "differential/ltv.h"

#include <algorithm>
#include <map>
#include <set>

#include "differential/costs.h"
#include "differential/questions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

struct Member {
  model::PersonNumber person;
  Instant acquired;
  std::string label;
  std::vector<std::pair<Instant, std::int64_t>> revenue;
};

std::optional<std::int64_t> units_of(const std::string& property, const model::Event& event) {
  if (property.empty()) return analyze::kMoneyUnits;
  const auto number = model::as_number(model::raw_property(event, property));
  return number ? analyze::money_units(*number) : std::nullopt;
}

std::vector<Member> members_of(const Oracle& oracle, const analyze::LtvQuestion& question, TimeRange range) {
  std::vector<Member> members;
  for (const Oracle::Person& person : oracle.persons()) {
    const std::vector<bool> acquires = oracle.matching(question.acquired, person);
    const std::vector<bool> pays = oracle.matching(question.revenue, person);
    const auto first = static_cast<std::size_t>(std::find(acquires.begin(), acquires.end(), true) - acquires.begin());
    if (first == acquires.size() || !range.contains(person.events[first].time)) continue;
    const model::Event& start = person.events[first];
    Member member{
        person.number, start.time, question.breakdown ? oracle.label(*question.breakdown, start, person) : "", {}};
    for (std::size_t i = first; i < pays.size(); ++i) {
      const auto units = pays[i] ? units_of(question.value, person.events[i]) : std::nullopt;
      if (units) member.revenue.emplace_back(person.events[i].time, *units);
    }
    members.push_back(std::move(member));
  }
  return members;
}

class Composer {
 public:
  Composer(const Oracle& oracle, const analyze::LtvQuestion& question)
      : oracle_(oracle),
        question_(question),
        buckets_(oracle.buckets(question.range, question.bucket)),
        ages_(question.ages + 1) {
    if (buckets_.count() > 0) members_ = members_of(oracle, question, buckets_.range);
  }

  analyze::LtvAnswer compose() {
    std::map<std::string, double> counts;
    for (const Member& member : members_) ++counts[member.label];
    top_ = top_of({counts.begin(), counts.end()}, question_.top);
    std::vector<std::string> names = question_.breakdown ? top_ : std::vector<std::string>{""};
    const auto is_rest = [&](const Member& m) { return is_of_group(m.label, std::string(model::kOther), top_); };
    if (question_.breakdown && std::ranges::any_of(members_, is_rest)) names.emplace_back(model::kOther);
    analyze::LtvAnswer answer;
    for (const std::string& name : names) answer.series.push_back(series(name, names));
    return answer;
  }

 private:
  Instant end_of(Instant start, std::size_t age) const {
    return oracle_.context().calendar.advance(start, question_.bucket, static_cast<int>(age) + 1);
  }

  analyze::LtvCohort cohort(const std::string& name, std::size_t c) const {
    const TimeRange bucket{buckets_.bounds[c], buckets_.bounds[c + 1]};
    analyze::LtvCohort cohort{.start = bucket.begin};
    for (std::size_t n = 0; n < ages_; ++n) {
      const Instant end = end_of(bucket.begin, n);
      std::int64_t revenue = 0;
      std::uint64_t persons = 0, payers = 0;
      for (const Member& member : members_) {
        if (!bucket.contains(member.acquired)) continue;
        if (question_.breakdown && !is_of_group(member.label, name, top_)) continue;
        ++persons;
        bool paid = false;
        for (const auto& [time, units] : member.revenue) {
          if (time >= end) continue;
          revenue += units;
          paid = true;
        }
        payers += paid ? 1 : 0;
      }
      cohort.persons = persons;
      cohort.revenue.push_back(static_cast<double>(revenue) / 10'000);
      cohort.payers.push_back(payers);
      cohort.complete.push_back(end <= oracle_.context().now);
      cohort.projected.emplace_back();
    }
    return cohort;
  }

  void project(std::vector<analyze::LtvCohort>& cohorts) const {
    for (analyze::LtvCohort& cohort : cohorts) {
      if (cohort.persons == 0 || !cohort.complete[0]) continue;
      for (std::size_t n = 1; n < ages_; ++n) {
        if (cohort.complete[n]) continue;
        double before = 0, after = 0;
        for (const analyze::LtvCohort& older : cohorts) {
          before += older.complete[n] ? older.revenue[n - 1] : 0;
          after += older.complete[n] ? older.revenue[n] : 0;
        }
        const auto from = cohort.complete[n - 1] ? std::optional(cohort.revenue[n - 1]) : cohort.projected[n - 1];
        if (before > 0 && from) cohort.projected[n] = *from * (after / before);
      }
    }
  }

  void add_curves(analyze::LtvSeries& series) const {
    for (std::size_t n = 0; n < ages_; ++n) {
      double revenue = 0, all = 0;
      std::uint64_t persons = 0, begun = 0;
      bool known = true, projects = false;
      for (const analyze::LtvCohort& cohort : series.cohorts) {
        if (cohort.persons == 0 || std::ranges::count(cohort.complete, true) == 0) continue;
        begun += cohort.persons;
        if (cohort.complete[n]) {
          revenue += cohort.revenue[n];
          persons += cohort.persons;
          all += cohort.revenue[n];
        } else {
          projects = true;
          known = known && cohort.projected[n];
          all += cohort.projected[n].value_or(0);
        }
      }
      series.ltv.push_back(persons > 0 ? std::optional(revenue / static_cast<double>(persons)) : std::nullopt);
      series.projected.push_back(known && projects ? std::optional(all / static_cast<double>(begun)) : std::nullopt);
    }
  }

  std::optional<double> cost(std::size_t c, const std::string& name, const std::vector<std::string>& names) const {
    const std::vector<Instant> edges = buckets_.edges();
    std::optional<double> sum;
    for (const auto& [channel, cost] : sums_of(oracle_.context(), {edges[c], edges[c + 1]})) {
      const bool named = channel != model::kOther && std::ranges::find(names, channel) != names.end();
      const bool counts = !question_.breakdown || (named ? channel == name : name == model::kOther);
      if (counts) sum = sum.value_or(0) + static_cast<double>(cost.units) / 10'000;
    }
    return sum;
  }

  void add_costs(analyze::LtvSeries& series, const std::vector<std::string>& names) const {
    for (std::size_t c = 0; c < series.cohorts.size(); ++c) {
      analyze::LtvCohort& cohort = series.cohorts[c];
      const auto spent = cost(c, series.label, names);
      if (!spent) continue;
      series.cost = series.cost.value_or(0) + *spent;
      cohort.cost = spent;
      if (cohort.persons == 0) continue;
      cohort.cac = *spent / static_cast<double>(cohort.persons);
      for (std::size_t n = ages_; n-- > 0;) {
        if (cohort.complete[n] && cohort.revenue[n] >= *spent) cohort.payback = n;
      }
      for (std::size_t n = ages_; n-- > 0 && !cohort.payback;) {
        if (cohort.projected[n] && *cohort.projected[n] >= *spent) cohort.projected_payback = n;
      }
    }
    if (!series.cost || series.persons == 0) return;
    series.cac = *series.cost / static_cast<double>(series.persons);
    for (std::size_t n = ages_; n-- > 0;) {
      if (series.ltv[n] && *series.ltv[n] >= *series.cac) series.payback = n;
    }
    for (std::size_t n = ages_; n-- > 0 && !series.payback;) {
      if (series.projected[n] && *series.projected[n] >= *series.cac) series.projected_payback = n;
    }
  }

  analyze::LtvSeries series(const std::string& name, const std::vector<std::string>& names) const {
    analyze::LtvSeries series{.label = name};
    for (std::size_t c = 0; c < buckets_.count(); ++c) {
      series.cohorts.push_back(cohort(name, c));
      series.persons += series.cohorts.back().persons;
    }
    project(series.cohorts);
    add_curves(series);
    if (question_.costs) add_costs(series, names);
    return series;
  }

  const Oracle& oracle_;
  const analyze::LtvQuestion& question_;
  analyze::Buckets buckets_;
  std::size_t ages_;
  std::vector<Member> members_;
  std::vector<std::string> top_;
};

}  // namespace

analyze::LtvQuestion random_ltv(Dice& dice, const Data& data) {
  analyze::LtvQuestion question;
  question.acquired = random_match(dice, data, model::FilterPlace::event, 1);
  question.revenue = random_match(dice, data, model::FilterPlace::event, 1);
  if (dice.one_in(2)) question.value = dice.one_in(3) ? random_property(dice, false) : "price";
  question.range = random_window(dice, data);
  question.bucket = static_cast<BucketUnit>(1 + dice.below(3));
  question.ages = static_cast<std::uint32_t>(dice.between(1, dice.one_in(3) ? 30 : 6));
  question.breakdown = random_breakdown(dice);
  question.top = static_cast<std::uint32_t>(dice.between(1, 5));
  question.costs = !dice.one_in(4);
  return question;
}

analyze::LtvAnswer answer(const Oracle& oracle, const analyze::LtvQuestion& question) {
  return Composer(oracle, question).compose();
}

std::optional<Drill> random_drill(Dice& dice, const analyze::LtvQuestion& question, const analyze::LtvAnswer& answer) {
  if (answer.series.empty()) return std::nullopt;
  analyze::LtvCell cell;
  const analyze::LtvSeries& series = dice.pick(answer.series);
  if (question.breakdown) cell.label = series.label;
  if (series.cohorts.empty() || dice.one_in(4)) return Drill{json::to_string(cell), series.persons};
  if (dice.one_in(3)) {
    cell.age = static_cast<std::uint32_t>(dice.below(series.ltv.size()));
    cell.complete = dice.one_in(2);
    std::uint64_t payers = 0;
    for (const analyze::LtvCohort& cohort : series.cohorts)
      payers += cell.complete && !cohort.complete[*cell.age] ? 0 : cohort.payers[*cell.age];
    return Drill{json::to_string(cell), payers};
  }
  const std::size_t c = dice.below(series.cohorts.size());
  const analyze::LtvCohort& cohort = series.cohorts[c];
  cell.cohort = static_cast<std::uint32_t>(c);
  if (dice.one_in(3)) return Drill{json::to_string(cell), cohort.persons};
  cell.age = static_cast<std::uint32_t>(dice.below(cohort.payers.size()));
  return Drill{json::to_string(cell), cohort.payers[*cell.age]};
}

}  // namespace throng::testing
