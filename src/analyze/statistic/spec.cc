#include "analyze/statistic/spec.h"

#include <chrono>

#include "analyze/internal/checks.h"

namespace throng::analyze {
namespace {

using enum StatisticMeasure;

bool may_have_property(StatisticMeasure measure) {
  return measure != times && measure != days && measure != days_since;
}
bool needs_property(StatisticMeasure measure) {
  return may_have_property(measure) && measure != first && measure != last;
}

std::chrono::sys_days days_of(CivilDate date) {
  return std::chrono::sys_days{std::chrono::year_month_day{std::chrono::year{date.year}, std::chrono::month{date.month},
                                                           std::chrono::day{date.day}}};
}

}  // namespace

bool is_of_trait(const Statistic& statistic) { return statistic.measure == trait || statistic.measure == trait_number; }

bool gives_numbers(const Statistic& statistic) {
  if (statistic.measure == most_frequent || statistic.measure == trait) return false;
  return (statistic.measure != first && statistic.measure != last) || statistic.property.empty();
}

Result<void> validate(const Statistic& statistic) {
  THRONG_CHECK(internal::at_field("match", model::validate(statistic.match)));
  THRONG_CHECK(internal::at_field("within", model::validate(statistic.within)));
  if (!statistic.property.empty() && !may_have_property(statistic.measure))
    return invalid("property", "this measure has no property");
  if (statistic.property.empty() && needs_property(statistic.measure))
    return invalid("property", "this measure needs a property");
  if (!statistic.property.empty())
    THRONG_CHECK(internal::at_field("property", model::validate_property(statistic.property)));
  if (statistic.top != 1 && statistic.measure != most_frequent)
    return invalid("top", "only most_frequent has several values");
  return internal::check_count("top", statistic.top, 1, kMaxStatisticTop);
}

double days_between(const Calendar& calendar, Instant from, Instant to) {
  const auto days = days_of(calendar.date_of(to)) - days_of(calendar.date_of(from));
  return static_cast<double>(std::max<std::int64_t>(days.count(), 0));
}

}  // namespace throng::analyze
