#include "analyze/interval/tables.h"

namespace throng::analyze {

Table table_of(const IntervalQuestion&, const IntervalAnswer& answer) {
  Table table{{{"bucket", TableType::instant},
               {"complete", TableType::flag},
               {"group"},
               {"pairs", TableType::whole},
               {"persons", TableType::whole},
               {"min_ms", TableType::number},
               {"q1_ms", TableType::number},
               {"median_ms", TableType::number},
               {"q3_ms", TableType::number},
               {"max_ms", TableType::number},
               {"mean_ms", TableType::number}},
              {}};
  for (const IntervalSeries& series : answer.series) {
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      const IntervalFigures& f = series.values[i];
      table.rows.push_back({answer.buckets[i], bool{answer.complete[i]}, series.label, f.pairs, f.persons,
                            value_of(f.min_ms), value_of(f.q1_ms), value_of(f.median_ms), value_of(f.q3_ms),
                            value_of(f.max_ms), value_of(f.mean_ms)});
    }
  }
  return table;
}

Figure figure_of(const IntervalQuestion& question, const IntervalAnswer& answer) {
  Figure figure{.unit = FigureUnit::milliseconds, .bucket = question.bucket};
  for (const Instant start : answer.buckets) figure.places.push_back(format_instant(start));
  for (const IntervalSeries& series : answer.series) {
    FigureLine& line = figure.lines.emplace_back(FigureLine{.name = series.label});
    if (series.label.empty()) line = {.name = "median", .word = true};
    for (const IntervalFigures& f : series.values) line.values.push_back(f.median_ms);
  }
  return figure;
}

}  // namespace throng::analyze
