#include "analyze/trend/tables.h"

#include <fmt/format.h>

namespace throng::analyze {
namespace {

std::string name_of(const TrendQuestion& question, const TrendSeries& series) {
  if (!series.name.empty()) return series.name;
  if (series.formula) return question.formulas[series.index].expression;
  return say_match(question.series[series.index].match);
}

std::string say_labels(const TrendSeries& series) { return fmt::format("{}", fmt::join(series.labels, " / ")); }

Table table_of_hours(const TrendQuestion& question, const TrendAnswer& answer) {
  Table table{{{"hour_of_week", TableType::whole}, {"series"}, {"group"}, {"value", TableType::number}}, {}};
  const bool compared = question.compare != TrendCompare::none;
  if (compared) table.columns.push_back({"previous", TableType::number});
  for (const TrendSeries& series : answer.series) {
    for (std::size_t hour = 0; hour < series.values.size(); ++hour) {
      auto& row = table.rows.emplace_back(std::vector<TableValue>{std::uint64_t{hour}, name_of(question, series),
                                                                  say_labels(series), value_of(series.values[hour])});
      if (compared) row.push_back(series.previous ? value_of(series.previous->values[hour]) : TableValue());
    }
  }
  return table;
}

}  // namespace

Table table_of(const TrendQuestion& question, const TrendAnswer& answer) {
  if (question.calendar) return table_of_hours(question, answer);
  const bool compared = question.compare != TrendCompare::none;
  Table table{{{"bucket", TableType::instant},
               {"complete", TableType::flag},
               {"series"},
               {"group"},
               {"value", TableType::number}},
              {}};
  if (compared)
    table.columns.insert(table.columns.end(),
                         {{"previous_bucket", TableType::instant}, {"previous", TableType::number}});
  for (const TrendSeries& series : answer.series) {
    for (std::size_t i = 0; i < answer.buckets.size(); ++i) {
      auto& row = table.rows.emplace_back(std::vector<TableValue>{answer.buckets[i], bool{answer.complete[i]},
                                                                  name_of(question, series), say_labels(series),
                                                                  value_of(series.values[i])});
      if (!compared) continue;
      const bool there = i < answer.previous.size() && series.previous;
      row.push_back(there ? TableValue(answer.previous[i]) : TableValue());
      row.push_back(there ? value_of(series.previous->values[i]) : TableValue());
    }
  }
  return table;
}

Figure figure_of(const TrendQuestion& question, const TrendAnswer& answer) {
  Figure figure{.bucket = question.bucket};
  const bool named = question.series.size() + question.formulas.size() > 1;
  const bool whole = !question.calendar && question.bucket == BucketUnit::total;
  if (question.calendar) {
    figure = {.kind = FigureKind::bars};
    for (int hour = 0; hour < kHoursOfWeek; ++hour) figure.places.push_back(fmt::format("{:02}:00", hour % 24));
  }
  if (whole) figure = {.kind = FigureKind::bars, .places = {""}};
  if (!whole)
    for (const Instant start : answer.buckets) figure.places.push_back(format_instant(start));
  for (const TrendSeries& series : answer.series) {
    std::string name = named ? name_of(question, series) : "";
    if (!series.labels.empty()) name += (name.empty() ? "" : " · ") + say_labels(series);
    FigureLine& line = figure.lines.emplace_back(FigureLine{.name = std::move(name)});
    if (whole)
      line.values = {series.total};
    else
      line.values = series.values;
  }
  return figure;
}

}  // namespace throng::analyze
