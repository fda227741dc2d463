#include "analyze/path/tables.h"

namespace throng::analyze {

Table table_of(const PathQuestion&, const PathAnswer& answer) {
  Table table{{{"level", TableType::whole},
               {"from"},
               {"to"},
               {"paths", TableType::whole},
               {"persons", TableType::whole},
               {"mean_ms", TableType::number}},
              {}};
  for (const PathEdge& edge : answer.edges)
    table.rows.push_back(
        {std::uint64_t{edge.level}, edge.from, edge.to, edge.paths, edge.persons, value_of(edge.mean_ms)});
  return table;
}

// The first level's nodes: a picture this small has no room for a Sankey.
Figure figure_of(const PathQuestion&, const PathAnswer& answer) {
  Figure figure{.kind = FigureKind::bars};
  if (answer.levels.empty() || answer.levels[0].empty()) return figure;
  figure.lines.emplace_back(FigureLine{.name = "paths", .word = true});
  for (const PathNode& node : answer.levels[0]) {
    figure.places.push_back(node.node);
    figure.lines[0].values.emplace_back(static_cast<double>(node.paths));
  }
  return figure;
}

}  // namespace throng::analyze
