#include "analyze/trend/spec.h"

#include <algorithm>

#include <fmt/core.h>

#include "analyze/internal/bins.h"
#include "analyze/internal/checks.h"
#include "analyze/trend/formula.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

Result<void> check_series(const TrendSeriesQuestion& series, bool cumulative) {
  THRONG_CHECK(internal::check_match("match", series.match));
  if (needs_property(series.measure)) {
    THRONG_CHECK(internal::at_field("property", model::validate_property(series.property)));
  } else if (!series.property.empty()) {
    return invalid("property", "this measure takes no property");
  }
  const bool adds_up =
      series.measure == Measure::total || series.measure == Measure::sum || series.measure == Measure::sessions;
  if (cumulative && !adds_up) return invalid("measure", "only total, sum and sessions can be accumulated");
  return {};
}

template <class Items, class Check>
Result<void> check_each(std::string_view field, const Items& items, Check check) {
  for (std::size_t i = 0; i < items.size(); ++i)
    THRONG_CHECK(internal::at_field(fmt::format("{}[{}]", field, i), check(items[i])));
  return {};
}

}  // namespace

bool needs_property(Measure measure) {
  return measure != Measure::total && measure != Measure::persons && measure != Measure::per_person &&
         measure != Measure::sessions && active_days(measure) == 0;
}

int active_days(Measure measure) {
  switch (measure) {
    case Measure::dau: return 1;
    case Measure::wau: return 7;
    case Measure::mau: return 30;
    default: return 0;
  }
}

BucketUnit unit_of(const TrendQuestion& question) { return question.calendar ? BucketUnit::hour : question.bucket; }

std::size_t width_of(const TrendQuestion& question, const Buckets& buckets) {
  return question.calendar ? kHoursOfWeek : buckets.count();
}

bool is_rest(const std::vector<std::string>& labels) { return labels.size() == 1 && labels[0] == model::kOther; }

Result<void> validate(const TrendQuestion& question) {
  THRONG_CHECK(internal::check_count("series", question.series.size(), 1, kMaxTrendSeries));
  THRONG_CHECK(check_each("series", question.series,
                          [&](const auto& series) { return check_series(series, question.cumulative); }));
  THRONG_CHECK(internal::check_count("formulas", question.formulas.size(), 0, kMaxTrendSeries));
  THRONG_CHECK(check_each("formulas", question.formulas, [&](const TrendFormula& formula) -> Result<void> {
    auto parsed = Formula::parse(formula.expression, question.series.size());
    if (!parsed) return std::unexpected(json::under("expression", std::move(parsed).error()));
    return {};
  }));
  THRONG_CHECK(internal::check_range(question.range));
  const bool ever = std::holds_alternative<model::Window::Ever>(question.range.form);
  if (ever && question.compare != TrendCompare::none)
    return invalid("compare", "there is nothing before the whole time; choose a range");
  const auto looks_back = [](const TrendSeriesQuestion& series) { return active_days(series.measure) != 0; };
  const bool over_time = question.cumulative || question.rolling != 1 ||
                         std::any_of(question.series.begin(), question.series.end(), looks_back);
  if (question.calendar && over_time)
    return invalid("calendar", "hours of the week have no running sums, rolling means, dau, wau and mau");
  THRONG_CHECK(internal::check_count("breakdowns", question.breakdowns.size(), 0, kMaxTrendBreakdowns));
  THRONG_CHECK(check_each("breakdowns", question.breakdowns, [](const TrendBreakdown& one) -> Result<void> {
    THRONG_CHECK(internal::at_field("property", model::validate_property(one.property.name)));
    return one.bins ? internal::check_edges(*one.bins) : Result<void>();
  }));
  THRONG_CHECK(internal::check_count("top", question.top, 1, kMaxTrendValues));
  return internal::check_count("rolling", question.rolling, 1, kMaxRolling);
}

Result<void> validate(const TrendCell& cell, const TrendQuestion& question, std::size_t buckets) {
  if (cell.series >= (cell.formula ? question.formulas.size() : question.series.size()))
    return invalid("series", cell.formula ? "the question has no such formula" : "the question has no such series");
  if (cell.bucket && *cell.bucket >= buckets) return invalid("bucket", "the answer has no such bucket");
  if (cell.labels && question.breakdowns.empty() && !cell.labels->empty())
    return invalid("labels", "the question has no breakdown");
  if (cell.labels && cell.labels->size() != question.breakdowns.size() && !is_rest(*cell.labels))
    return invalid("labels", "expected one label per breakdown, or $other alone");
  if (cell.previous && question.compare == TrendCompare::none)
    return invalid("previous", "the question compares with nothing");
  return {};
}

std::vector<std::size_t> series_of(const TrendCell& cell, const TrendQuestion& question) {
  if (!cell.formula) return {cell.series};
  return Formula::parse(question.formulas[cell.series].expression, question.series.size()).value().series();
}

}  // namespace throng::analyze
