#include "analyze/funnel/tables.h"

namespace throng::analyze {
namespace {

TableValue share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return std::monostate{};
  return static_cast<double>(part) / static_cast<double>(whole);
}

void add_rows(Table& table, const FunnelQuestion& question, const FunnelGroup& group) {
  const auto previous = previous_steps(question);
  for (std::size_t i = 0; i < group.steps.size(); ++i) {
    const FunnelStep& step = group.steps[i];
    table.rows.push_back({group.label, std::uint64_t{i + 1}, say_match(question.steps[i]), step.count, step.persons,
                          share(step.count, group.steps[0].count), share(step.count, group.steps[previous[i]].count),
                          value_of(step.mean_ms_from_previous), value_of(step.median_ms_from_previous),
                          value_of(step.p90_ms_from_previous), value_of(step.mean_ms_from_first),
                          value_of(step.median_ms_from_first), value_of(step.p90_ms_from_first)});
  }
}

}  // namespace

Table table_of(const FunnelQuestion& question, const FunnelAnswer& answer) {
  Table table{{{"group"},
               {"step", TableType::whole},
               {"event"},
               {"count", TableType::whole},
               {"persons", TableType::whole},
               {"from_first", TableType::number},
               {"from_previous", TableType::number},
               {"mean_ms_from_previous", TableType::number},
               {"median_ms_from_previous", TableType::number},
               {"p90_ms_from_previous", TableType::number},
               {"mean_ms_from_first", TableType::number},
               {"median_ms_from_first", TableType::number},
               {"p90_ms_from_first", TableType::number}},
              {}};
  add_rows(table, question, answer.all);
  for (const FunnelGroup& group : answer.groups) add_rows(table, question, group);
  return table;
}

Figure figure_of(const FunnelQuestion& question, const FunnelAnswer& answer) {
  Figure figure{.kind = FigureKind::bars};
  for (const auto& step : question.steps) figure.places.push_back(say_match(step));
  const auto add = [&](const FunnelGroup& group) {
    FigureLine& line = figure.lines.emplace_back(FigureLine{.name = group.label});
    for (const FunnelStep& step : group.steps) line.values.emplace_back(static_cast<double>(step.count));
  };
  if (answer.groups.empty()) add(answer.all);
  for (const FunnelGroup& group : answer.groups) add(group);
  return figure;
}

}  // namespace throng::analyze
