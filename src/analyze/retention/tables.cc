#include "analyze/retention/tables.h"

namespace throng::analyze {

Table table_of(const RetentionQuestion&, const RetentionAnswer& answer) {
  Table table{{{"cohort", TableType::instant},
               {"persons", TableType::whole},
               {"column", TableType::whole},
               {"returned", TableType::whole},
               {"complete", TableType::flag}},
              {}};
  for (const RetentionRow& row : answer.cohorts) {
    for (std::size_t n = 0; n < row.returned.size(); ++n)
      table.rows.push_back({row.start, row.persons, std::uint64_t{n}, row.returned[n], bool{row.complete[n]}});
  }
  return table;
}

Figure figure_of(const RetentionQuestion&, const RetentionAnswer& answer) {
  Figure figure{.unit = FigureUnit::share, .lines = {{.name = "mean", .word = true, .values = answer.mean}}};
  for (std::size_t n = 0; n < answer.mean.size(); ++n) figure.places.push_back(std::to_string(n));
  return figure;
}

}  // namespace throng::analyze
