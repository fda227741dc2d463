#include "analyze/session/tables.h"

namespace throng::analyze {
namespace {

void add_rows(Table& table, const SessionAnswer& answer, const SessionSeries& series) {
  for (std::size_t i = 0; i < series.buckets.size(); ++i) {
    const SessionNumbers& n = series.buckets[i];
    table.rows.push_back({answer.buckets[i], bool{answer.complete[i]}, series.label, n.sessions, n.persons, n.events,
                          n.views, n.bounces, value_of(n.events_per_session), value_of(n.pages_per_session),
                          value_of(n.sessions_per_person), value_of(n.bounce_rate), value_of(n.mean_ms),
                          value_of(n.median_ms)});
  }
}

}  // namespace

Table table_of(const SessionQuestion&, const SessionAnswer& answer) {
  Table table{{{"bucket", TableType::instant},
               {"complete", TableType::flag},
               {"group"},
               {"sessions", TableType::whole},
               {"persons", TableType::whole},
               {"events", TableType::whole},
               {"views", TableType::whole},
               {"bounces", TableType::whole},
               {"events_per_session", TableType::number},
               {"pages_per_session", TableType::number},
               {"sessions_per_person", TableType::number},
               {"bounce_rate", TableType::number},
               {"mean_ms", TableType::number},
               {"median_ms", TableType::number}},
              {}};
  add_rows(table, answer, answer.all);
  for (const SessionSeries& series : answer.groups) add_rows(table, answer, series);
  return table;
}

Figure figure_of(const SessionQuestion& question, const SessionAnswer& answer) {
  Figure figure{.bucket = question.bucket};
  for (const Instant start : answer.buckets) figure.places.push_back(format_instant(start));
  const auto add = [&](const SessionSeries& series) {
    FigureLine& line = figure.lines.emplace_back(FigureLine{.name = series.label});
    if (series.label.empty()) line = {.name = "sessions", .word = true};
    for (const SessionNumbers& n : series.buckets) line.values.emplace_back(static_cast<double>(n.sessions));
  };
  if (answer.groups.empty()) add(answer.all);
  for (const SessionSeries& series : answer.groups) add(series);
  return figure;
}

}  // namespace throng::analyze
