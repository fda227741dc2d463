#include "analyze/distinguish/tables.h"

namespace throng::analyze {
namespace {

std::string name_of(const DistinguishFactor& factor) {
  if (factor.event) return *factor.event;
  return factor.property->name + " = " + factor.value.value_or("");
}

}  // namespace

Table table_of(const DistinguishQuestion&, const DistinguishAnswer& answer) {
  Table table{{{"factor"},
               {"converted_with", TableType::whole},
               {"converted_without", TableType::whole},
               {"others_with", TableType::whole},
               {"others_without", TableType::whole},
               {"odds_ratio", TableType::number},
               {"low", TableType::number},
               {"high", TableType::number}},
              {}};
  for (const DistinguishFactor& factor : answer.factors) {
    table.rows.push_back({name_of(factor), factor.converted_with, factor.converted_without, factor.others_with,
                          factor.others_without, factor.odds_ratio, factor.low, factor.high});
  }
  return table;
}

Figure figure_of(const DistinguishQuestion&, const DistinguishAnswer& answer) {
  Figure figure{.kind = FigureKind::bars, .lines = {{.name = "odds ratio", .word = true}}};
  for (const DistinguishFactor& factor : answer.factors) {
    figure.places.push_back(name_of(factor));
    figure.lines[0].values.emplace_back(factor.odds_ratio);
  }
  return figure;
}

}  // namespace throng::analyze
