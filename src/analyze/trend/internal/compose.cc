#include "analyze/trend/internal/compose.h"

#include "analyze/period_before.h"
#include "analyze/trend/formula.h"

namespace throng::analyze::internal {
namespace {

Instant year_before(Instant t, const Calendar& calendar) {
  CivilDate date = calendar.date_of(t);
  const Duration since_midnight = t - calendar.midnight(date);
  if (date.month == 2 && date.day == 29) date.day = 28;
  --date.year;
  return calendar.midnight(date) + since_midnight;
}

TimeRange compared_range(const TrendQuestion& question, TimeRange range, const Calendar& calendar) {
  TimeRange before = question.compare == TrendCompare::previous_year
                         ? TimeRange{year_before(range.begin, calendar), year_before(range.end, calendar)}
                         : period_before(question.range, range, calendar);
  before.begin = std::max(before.begin, model::kBeginningOfTime);
  before.end = std::max(before.end, before.begin);
  return before;
}

void accumulate(std::vector<std::optional<double>>& values) {
  double sum = 0;
  for (auto& value : values) {
    sum += value.value_or(0);
    value = sum;
  }
}

// None before so many buckets are there, or where one of them has no value.
void roll(std::vector<std::optional<double>>& values, std::size_t buckets) {
  std::vector<std::optional<double>> rolled(values.size());
  for (std::size_t i = buckets - 1; i < values.size(); ++i) {
    double sum = 0;
    bool all = true;
    for (std::size_t k = i + 1 - buckets; k <= i; ++k) {
      all = all && values[k].has_value();
      sum += values[k].value_or(0);
    }
    if (all) rolled[i] = sum / static_cast<double>(buckets);
  }
  values = std::move(rolled);
}

// The formula's values out of those of the series, for one label of one frame.
TrendValues evaluate(const Formula& formula, const TrendTable& table, std::size_t series, std::size_t label) {
  TrendValues out;
  std::vector<std::optional<double>> operands(series);
  for (std::size_t bucket = 0; bucket < table[0][label].values.size(); ++bucket) {
    for (std::size_t s = 0; s < series; ++s) operands[s] = table[s][label].values[bucket];
    out.values.push_back(formula.value(operands));
  }
  for (std::size_t s = 0; s < series; ++s) operands[s] = table[s][label].total;
  out.total = formula.value(operands);
  return out;
}

// Running sums, then formulas as further rows, then rolling means.
void finish(TrendTable& table, const TrendQuestion& question, std::size_t labels) {
  const std::size_t series = table.size();
  for (auto& rows : table) {
    for (TrendValues& row : rows) {
      if (question.cumulative) accumulate(row.values);
    }
  }
  for (const TrendFormula& formula : question.formulas) {
    const Formula parsed = Formula::parse(formula.expression, series).value();
    std::vector<TrendValues> rows;
    for (std::size_t label = 0; label < labels; ++label) rows.push_back(evaluate(parsed, table, series, label));
    table.push_back(std::move(rows));
  }
  for (auto& rows : table) {
    for (TrendValues& row : rows) {
      if (question.rolling > 1) roll(row.values, question.rolling);
    }
  }
}

}  // namespace

Result<std::vector<Buckets>> trend_frames(const TrendQuestion& question, const AskContext& context,
                                          const std::optional<TimeRange>& extent) {
  std::vector<Buckets> frames(1);
  THRONG_TRY(frames[0], buckets_of(question.range, unit_of(question), context, extent));
  if (question.compare == TrendCompare::none) return frames;
  const TimeRange before = compared_range(question, frames[0].range, context.calendar);
  frames.push_back({before, context.calendar.boundaries(before, unit_of(question))});
  return frames;
}

TrendAnswer compose_trend(const TrendQuestion& question, const std::vector<Buckets>& frames, MeasuredTrend measured,
                          const AskContext& context) {
  TrendAnswer answer;
  answer.end = frames[0].end();
  if (!question.calendar) {
    answer.buckets = frames[0].starts();
    answer.complete = frames[0].complete(context.now);
    if (frames.size() > 1) answer.previous = frames[1].starts();
  }
  const std::size_t labels = measured.labels.size();
  for (TrendTable& table : measured.frames) finish(table, question, labels);
  const std::size_t series = question.series.size();
  for (std::size_t row = 0; row < series + question.formulas.size(); ++row) {
    for (std::size_t label = 0; label < labels; ++label) {
      TrendSeries out{{std::move(measured.frames[0][row][label])}};
      out.formula = row >= series;
      out.index = static_cast<std::uint32_t>(out.formula ? row - series : row);
      out.name = out.formula ? question.formulas[out.index].name : question.series[row].name;
      out.labels = measured.labels[label];
      if (frames.size() > 1) {
        out.previous = std::move(measured.frames[1][row][label]);
        out.previous->values.resize(width_of(question, frames[0]));
      }
      answer.series.push_back(std::move(out));
    }
  }
  return answer;
}

}  // namespace throng::analyze::internal
