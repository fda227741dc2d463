#include "analyze/ltv/tables.h"

#include <fmt/core.h>

namespace throng::analyze {

Table table_of(const LtvQuestion& question, const LtvAnswer& answer) {
  Table table;
  if (question.breakdown) table.columns.push_back({"group"});
  table.columns.insert(table.columns.end(), {{"cohort", TableType::instant},
                                             {"persons", TableType::whole},
                                             {"cost", TableType::number},
                                             {"age", TableType::whole},
                                             {"revenue", TableType::number},
                                             {"payers", TableType::whole},
                                             {"complete", TableType::flag},
                                             {"projected", TableType::number}});
  for (const LtvSeries& series : answer.series) {
    for (const LtvCohort& cohort : series.cohorts) {
      for (std::size_t n = 0; n < cohort.revenue.size(); ++n) {
        auto& row = table.rows.emplace_back();
        if (question.breakdown) row.emplace_back(series.label);
        row.insert(row.end(), {cohort.start, cohort.persons, value_of(cohort.cost), std::uint64_t{n}, cohort.revenue[n],
                               cohort.payers[n], bool{cohort.complete[n]}, value_of(cohort.projected[n])});
      }
    }
  }
  return table;
}

Figure figure_of(const LtvQuestion& question, const LtvAnswer& answer) {
  Figure figure;
  for (std::uint32_t n = 0; n <= question.ages; ++n) figure.places.push_back(fmt::format("{}", n));
  for (const LtvSeries& series : answer.series) figure.lines.push_back({.name = series.label, .values = series.ltv});
  return figure;
}

}  // namespace throng::analyze
