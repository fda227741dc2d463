#include "audience/playbook.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "audience/targeting.h"

namespace throng::audience {
namespace {

using model::Did;
using model::EventMatch;
using model::Filter;
using model::Op;
using Made = std::optional<Filter>;

// ---- words of the rules ---------------------------------------------------------------------------------------

model::Window last(int days) { return {model::Window::Last{days, BucketUnit::day}}; }
constexpr int kAYear = 365;

template <class... Filters>
Filter all(Filters... filters) {
  return {model::All{{std::move(filters)...}}};
}
Filter none_of(Filter filter) { return {model::Not{std::make_shared<const Filter>(std::move(filter))}}; }

Filter did(const EventMatch& match, int days, double at_least = 1) {
  return {Did{.match = match, .numbers = {at_least}, .within = last(days)}};
}
Filter did_not(const EventMatch& match, int days) {
  Did did{.match = match, .within = last(days)};
  did.negated = true;
  return {std::move(did)};
}
Filter never(const EventMatch& match) {
  Did did{.match = match};
  did.negated = true;
  return {std::move(did)};
}

Filter with(const EventMatch& match, model::Aggregate aggregate, const std::string& property, Op op,
            std::vector<double> numbers) {
  return {Did{.match = match,
              .aggregate = aggregate,
              .property = property,
              .op = op,
              .numbers = std::move(numbers),
              .within = last(kPlayValueDays)}};
}
Filter spent_at_least(const PlayRoles& roles, double sum) {
  return with(*roles.purchase, model::Aggregate::sum, roles.revenue, Op::ge, {sum});
}

// The same events, narrowed.
EventMatch where(const EventMatch& match, Filter condition) {
  if (match.where) condition = all(*match.where, std::move(condition));
  return {match.events, std::make_shared<const Filter>(std::move(condition))};
}
Filter of_event(model::Comparison comparison) { return {model::EventProperty{std::move(comparison)}}; }

// A coupon is a code, or an amount. A missing property passes not_in.
std::vector<std::string> no_coupon() { return {"", "0", "0.00", "false"}; }
EventMatch with_coupon(const PlayRoles& roles) {
  return where(*roles.purchase, all(of_event({.property = roles.coupon, .op = Op::is_set}),
                                    of_event({.property = roles.coupon, .op = Op::not_in, .texts = no_coupon()})));
}
EventMatch without_coupon(const PlayRoles& roles) {
  model::Any any{{of_event({.property = roles.coupon, .op = Op::is_not_set}),
                  of_event({.property = roles.coupon, .op = Op::in, .texts = no_coupon()})}};
  return where(*roles.purchase, {std::move(any)});
}
EventMatch viewing(const PlayRoles& roles, const std::string& category) {
  return where(*roles.view, of_event({.property = roles.category, .op = Op::is, .texts = {category}}));
}

// ---- the plays ------------------------------------------------------------------------------------------------

Made valuable_and_sliding(const PlayRoles& roles, const PlayFacts& facts) {
  if (!facts.high_value) return std::nullopt;
  return all(spent_at_least(roles, *facts.high_value), did_not(*roles.purchase, 30));
}
Made near_the_next_tier(const PlayRoles& roles, const PlayFacts& facts) {
  if (!facts.high_value) return std::nullopt;
  return all(spent_at_least(roles, 0.75 * *facts.high_value),
             with(*roles.purchase, model::Aggregate::sum, roles.revenue, Op::lt, {*facts.high_value}));
}
Made looked_often_never_bought(const PlayRoles& roles, const PlayFacts&) {
  return all(did(*roles.view, 14, 3), never(*roles.purchase));
}
Made new_without_second_visit(const PlayRoles&, const PlayFacts&) {
  return all(Filter{model::FirstTime{.match = {}, .within = last(14)}}, did_not({}, 7));
}
Made lapsed_buyers(const PlayRoles& roles, const PlayFacts&) {
  return all(did(*roles.purchase, kAYear), did_not(*roles.purchase, 60));
}
Made only_with_coupons(const PlayRoles& roles, const PlayFacts&) {
  return all(did(with_coupon(roles), kAYear), did_not(without_coupon(roles), kAYear));
}
Made bought_once_a_month_ago(const PlayRoles& roles, const PlayFacts&) {
  Did once{.match = *roles.purchase, .op = Op::eq};
  return all(Filter{std::move(once)}, did(*roles.purchase, 60), did_not(*roles.purchase, 30));
}
Made often_but_little(const PlayRoles& roles, const PlayFacts& facts) {
  if (!facts.typical_order) return std::nullopt;
  return all(did(*roles.purchase, kPlayValueDays, 3),
             with(*roles.purchase, model::Aggregate::avg, roles.revenue, Op::lt, {*facts.typical_order}));
}
Made browsers_of_a_category(const PlayRoles& roles, const PlayFacts& facts) {
  if (!facts.top_category) return std::nullopt;
  return all(did(viewing(roles, *facts.top_category), 30, 3), did_not(*roles.purchase, 30));
}
Made left_the_checkout(const PlayRoles& roles, const PlayFacts&) {
  return all(did(*roles.order, 7), did_not(*roles.purchase, 7));
}
Made inviters(const PlayRoles& roles, const PlayFacts&) { return did(*roles.invite, 90); }
Made valuable_and_out_of_reach(const PlayRoles& roles, const PlayFacts& facts) {
  if (!facts.high_value) return std::nullopt;
  return all(spent_at_least(roles, *facts.high_value), none_of(reached_by_any()));
}

// ---- facts ----------------------------------------------------------------------------------------------------

double rounded_down(double value) {
  if (value <= 0) return value;
  const double unit = std::pow(10, std::floor(std::log10(value)) - 1);
  return std::floor(value / unit) * unit;
}

std::optional<double> quantile(std::vector<double> values, double share) {
  if (values.empty()) return std::nullopt;
  const auto place = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(place));
  return rounded_down(values[place]);
}

// Of equally frequent ones the first by name.
std::optional<std::string> most_common(const analyze::StatisticValues& values) {
  std::map<std::string, std::uint64_t> persons;
  for (const std::uint32_t code : values.codes) ++persons[values.labels[code]];
  const auto most = std::ranges::max_element(persons, {}, [](const auto& one) { return one.second; });
  return most == persons.end() ? std::nullopt : std::optional(most->first);
}

}  // namespace

std::span<const Play> plays() {
  using enum PlayRole;
  static const std::vector<Play> all = {
      {"valuable_and_sliding", {purchase, revenue}, valuable_and_sliding},
      {"near_the_next_tier", {purchase, revenue}, near_the_next_tier},
      {"looked_often_never_bought", {view, purchase}, looked_often_never_bought},
      {"left_the_checkout", {order, purchase}, left_the_checkout},
      {"bought_once_a_month_ago", {purchase}, bought_once_a_month_ago},
      {"lapsed_buyers", {purchase}, lapsed_buyers},
      {"often_but_little", {purchase, revenue}, often_but_little},
      {"only_with_coupons", {purchase, coupon}, only_with_coupons},
      {"browsers_of_a_category", {view, category, purchase}, browsers_of_a_category},
      {"new_without_second_visit", {}, new_without_second_visit},
      {"inviters", {invite}, inviters},
      {"valuable_and_out_of_reach", {purchase, revenue}, valuable_and_out_of_reach},
  };
  return all;
}

bool is_mapped(PlayRole role, const PlayRoles& roles) {
  switch (role) {
    case PlayRole::purchase: return roles.purchase.has_value();
    case PlayRole::revenue: return roles.purchase && !roles.revenue.empty();
    case PlayRole::view: return roles.view.has_value();
    case PlayRole::order: return roles.order.has_value();
    case PlayRole::invite: return roles.invite.has_value();
    case PlayRole::coupon: return roles.purchase && !roles.coupon.empty();
    case PlayRole::category: return roles.view && !roles.category.empty();
  }
  return false;
}

Plan facts_plan(const PlayRoles& roles, PlayFacts& facts) {
  using Measure = analyze::StatisticMeasure;
  Plan plan;
  const bool has_revenue = is_mapped(PlayRole::revenue, roles);
  const bool has_category = is_mapped(PlayRole::category, roles);
  const auto add = [&](const EventMatch& match, Measure measure, const std::string& property) {
    plan.statistics.push_back(
        {.match = match, .within = last(kPlayValueDays), .measure = measure, .property = property});
  };
  if (has_revenue) {
    add(*roles.purchase, Measure::sum, roles.revenue);
    add(*roles.purchase, Measure::avg, roles.revenue);
  }
  if (has_category) add(*roles.view, Measure::most_frequent, roles.category);
  plan.finish = [&facts, has_revenue, has_category](const Findings& found) -> Result<Assignment> {
    if (has_revenue) {
      facts.high_value = quantile(found.statistics[0].numbers, kHighValueShare);
      facts.typical_order = quantile(found.statistics[1].numbers, 0.5);
    }
    if (has_category) facts.top_category = most_common(found.statistics.back());
    return Assignment{};
  };
  return plan;
}

Plan plan_of(const Filter& filter) {
  Plan plan;
  plan.filters = {filter};
  plan.finish = [](const Findings& found) -> Result<Assignment> {
    return Assignment{.values = {""}, .persons = {found.filters[0]}, .numbered = {}, .numbers = {}};
  };
  return plan;
}

}  // namespace throng::audience
