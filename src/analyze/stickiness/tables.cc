#include "analyze/stickiness/tables.h"

namespace throng::analyze {

Table table_of(const StickinessQuestion&, const StickinessAnswer& answer) {
  Table table{{{"buckets", TableType::whole}, {"persons", TableType::whole}, {"at_least", TableType::whole}}, {}};
  for (const StickinessRow& row : answer.histogram)
    table.rows.push_back({std::uint64_t{row.buckets}, row.persons, row.at_least});
  return table;
}

Figure figure_of(const StickinessQuestion&, const StickinessAnswer& answer) {
  Figure figure{.bucket = BucketUnit::day, .lines = {{"DAU", true, {}}, {"WAU", true, {}}, {"MAU", true, {}}}};
  for (const ActiveDay& day : answer.days) {
    figure.places.push_back(format_instant(day.start));
    const std::uint64_t values[] = {day.dau, day.wau, day.mau};
    for (std::size_t i = 0; i < 3; ++i) figure.lines[i].values.emplace_back(static_cast<double>(values[i]));
  }
  return figure;
}

}  // namespace throng::analyze
