#include "analyze/heatmap/tables.h"

namespace throng::analyze {

Table table_of(const HeatmapQuestion&, const HeatmapAnswer& answer) {
  Table table{{{"selector"},
               {"text"},
               {"events", TableType::whole},
               {"persons", TableType::whole},
               {"clicks", TableType::whole},
               {"rage_clicks", TableType::whole},
               {"dead_clicks", TableType::whole}},
              {}};
  for (const HeatmapElement& one : answer.elements) {
    table.rows.push_back(
        {one.selector, one.text, one.events, one.persons, one.clicks, one.rage_clicks, one.dead_clicks});
  }
  return table;
}

// The ten elements with most.
Figure figure_of(const HeatmapQuestion&, const HeatmapAnswer& answer) {
  Figure figure{.kind = FigureKind::bars};
  FigureLine line;
  for (const HeatmapElement& one : answer.elements) {
    if (figure.places.size() == 10) break;
    figure.places.push_back(one.text.empty() ? one.selector : one.text);
    line.values.emplace_back(static_cast<double>(one.events));
  }
  if (!figure.places.empty()) figure.lines.push_back(std::move(line));
  return figure;
}

}  // namespace throng::analyze
