#include "analyze/segments/tables.h"

namespace throng::analyze {

Table table_of(const SegmentsQuestion&, const SegmentsAnswer& answer) {
  Table table{{{"filter", TableType::whole}, {"persons", TableType::whole}, {"everyone", TableType::whole}}, {}};
  for (std::size_t i = 0; i < answer.persons.size(); ++i)
    table.rows.push_back({std::uint64_t{i}, answer.persons[i], answer.everyone});
  return table;
}

Figure figure_of(const SegmentsQuestion&, const SegmentsAnswer& answer) {
  Figure figure{.kind = FigureKind::bars, .lines = {{}}};
  for (std::size_t i = 0; i < answer.persons.size(); ++i) {
    figure.places.push_back(std::to_string(i + 1));
    figure.lines[0].values.emplace_back(static_cast<double>(answer.persons[i]));
  }
  return figure;
}

}  // namespace throng::analyze
