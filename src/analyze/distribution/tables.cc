#include "analyze/distribution/tables.h"

#include <fmt/format.h>

namespace throng::analyze {

Table table_of(const DistributionQuestion&, const DistributionAnswer& answer) {
  Table table{{{"from", TableType::number}, {"to", TableType::number}, {"group"}, {"persons", TableType::whole}}, {}};
  for (const DistributionSeries& series : answer.series) {
    for (std::size_t i = 0; i < series.bins.size(); ++i)
      table.rows.push_back({value_of(answer.bins[i].from), value_of(answer.bins[i].to), series.label, series.bins[i]});
  }
  return table;
}

Figure figure_of(const DistributionQuestion&, const DistributionAnswer& answer) {
  Figure figure{.kind = FigureKind::bars};
  for (const DistributionBin& bin : answer.bins) {
    figure.places.push_back(bin.from && bin.to ? fmt::format("{:g}–{:g}", *bin.from, *bin.to)
                            : bin.from         ? fmt::format("≥ {:g}", *bin.from)
                                               : fmt::format("< {:g}", bin.to.value_or(0)));
  }
  for (const DistributionSeries& series : answer.series) {
    FigureLine& line = figure.lines.emplace_back(FigureLine{.name = series.label});
    for (const std::uint64_t persons : series.bins) line.values.emplace_back(static_cast<double>(persons));
  }
  return figure;
}

}  // namespace throng::analyze
