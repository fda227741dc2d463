#include "analyze/lifecycle/tables.h"

namespace throng::analyze {

Table table_of(const LifecycleQuestion&, const LifecycleAnswer& answer) {
  Table table{{{"bucket", TableType::instant},
               {"complete", TableType::flag},
               {"new_persons", TableType::whole},
               {"returning", TableType::whole},
               {"resurrected", TableType::whole},
               {"dormant", TableType::whole}},
              {}};
  for (const LifecycleRow& row : answer.buckets)
    table.rows.push_back({row.start, row.complete, row.new_persons, row.returning, row.resurrected, row.dormant});
  return table;
}

Figure figure_of(const LifecycleQuestion& question, const LifecycleAnswer& answer) {
  Figure figure{
      .bucket = question.bucket,
      .lines = {{"new", true, {}}, {"returning", true, {}}, {"resurrected", true, {}}, {"dormant", true, {}}}};
  for (const LifecycleRow& row : answer.buckets) {
    figure.places.push_back(format_instant(row.start));
    const std::uint64_t values[] = {row.new_persons, row.returning, row.resurrected, row.dormant};
    for (std::size_t i = 0; i < 4; ++i) figure.lines[i].values.emplace_back(static_cast<double>(values[i]));
  }
  return figure;
}

}  // namespace throng::analyze
