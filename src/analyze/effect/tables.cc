#include "analyze/effect/tables.h"

namespace throng::analyze {
namespace {

// The groups, or that of all where there are none asked for.
std::vector<EffectGroup> rows_of(const EffectQuestion& question, const EffectAnswer& answer) {
  return question.by == EffectBy::none ? std::vector{answer.all} : answer.groups;
}

std::optional<double> share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

void add_uplift(std::vector<TableValue>& row, const std::optional<EffectUplift>& uplift) {
  const auto of = [&uplift](auto member) { return uplift ? std::optional<double>((*uplift).*member) : std::nullopt; };
  const auto maybe = [&uplift](auto member) { return uplift ? (*uplift).*member : std::nullopt; };
  row.insert(row.end(), {value_of(of(&EffectUplift::difference)), value_of(of(&EffectUplift::low)),
                         value_of(of(&EffectUplift::high)), value_of(maybe(&EffectUplift::p)),
                         value_of(maybe(&EffectUplift::relative)), value_of(of(&EffectUplift::conversions)),
                         value_of(maybe(&EffectUplift::revenue)), value_of(maybe(&EffectUplift::revenue_low)),
                         value_of(maybe(&EffectUplift::revenue_high))});
}

}  // namespace

Table table_of(const EffectQuestion& question, const EffectAnswer& answer) {
  Table table;
  if (question.by != EffectBy::none) table.columns.push_back({"group"});
  for (const char* name :
       {"sent", "messages", "delivered", "bounced", "opened", "machine_opened", "clicked", "unsubscribed", "complained",
        "converted", "window_open", "mixed", "held_out", "held_out_converted"})
    table.columns.push_back({name, TableType::whole});
  for (const char* name : {"revenue", "revenue_per_person", "held_out_revenue", "held_out_revenue_per_person",
                           "difference", "low", "high", "p", "relative", "incremental_conversions",
                           "incremental_revenue", "incremental_revenue_low", "incremental_revenue_high"})
    table.columns.push_back({name, TableType::number});
  for (const EffectGroup& group : rows_of(question, answer)) {
    auto& row = table.rows.emplace_back();
    if (question.by != EffectBy::none) row.emplace_back(group.label);
    row.insert(row.end(), {group.sent, group.messages, group.delivered, group.bounced, group.opened,
                           group.machine_opened, group.clicked, group.unsubscribed, group.complained, group.converted,
                           group.window_open, group.mixed, group.held_out, group.held_out_converted});
    row.insert(row.end(), {value_of(group.revenue), value_of(group.revenue_per_person),
                           value_of(group.held_out_revenue), value_of(group.held_out_revenue_per_person)});
    add_uplift(row, group.uplift);
  }
  return table;
}

Figure figure_of(const EffectQuestion& question, const EffectAnswer& answer) {
  Figure figure{.kind = FigureKind::bars,
                .unit = FigureUnit::share,
                .places = {},
                .bucket = {},
                .lines = {{"sent", true, {}}, {"held out", true, {}}}};
  for (const EffectGroup& group : rows_of(question, answer)) {
    figure.places.push_back(group.label);
    figure.lines[0].values.push_back(share(group.converted, group.sent));
    figure.lines[1].values.push_back(share(group.held_out_converted, group.held_out));
  }
  return figure;
}

}  // namespace throng::analyze
