#include "analyze/insight/tables.h"

#include <algorithm>
#include <cmath>

namespace throng::analyze {
namespace {

constexpr std::size_t kMostBars = 12;

std::vector<TableValue> row_of(const InsightGrouping& by, const InsightValue& value) {
  return {std::string(json::enum_text(by.kind)),
          by.id,
          value.value,
          value.segment,
          value.baseline,
          value.segment_share,
          value.baseline_share,
          value_of(value.tgi),
          value_of(value.z),
          value_of(value.p)};
}

}  // namespace

Table table_of(const InsightQuestion& question, const InsightAnswer& answer) {
  Table table{{{"kind"},
               {"id"},
               {"value"},
               {"segment", TableType::whole},
               {"baseline", TableType::whole},
               {"segment_share", TableType::number},
               {"baseline_share", TableType::number},
               {"tgi", TableType::number},
               {"z", TableType::number},
               {"p", TableType::number}},
              {}};
  for (std::size_t i = 0; i < answer.groups.size(); ++i) {
    for (const InsightValue& value : answer.groups[i].values) table.rows.push_back(row_of(question.by[i], value));
  }
  return table;
}

Figure figure_of(const InsightQuestion& question, const InsightAnswer& answer) {
  std::vector<std::pair<std::string, double>> bars;
  for (std::size_t i = 0; i < answer.groups.size(); ++i) {
    for (const InsightValue& value : answer.groups[i].values) {
      if (value.tgi) bars.emplace_back(question.by[i].id + " = " + value.value, *value.tgi);
    }
  }
  std::ranges::sort(bars, [](const auto& a, const auto& b) {
    const double of_a = std::abs(a.second - 100), of_b = std::abs(b.second - 100);
    return of_a != of_b ? of_a > of_b : a.first < b.first;
  });
  if (bars.size() > kMostBars) bars.resize(kMostBars);
  Figure figure{.kind = FigureKind::bars, .lines = {{.name = "TGI", .word = true}}};
  for (const auto& [name, tgi] : bars) {
    figure.places.push_back(name);
    figure.lines[0].values.emplace_back(tgi);
  }
  return figure;
}

}  // namespace throng::analyze
