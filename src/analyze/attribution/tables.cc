#include "analyze/attribution/tables.h"

namespace throng::analyze {

Table table_of(const AttributionQuestion&, const AttributionAnswer& answer) {
  Table table{{{"channel"},
               {"model"},
               {"conversions", TableType::number},
               {"value", TableType::number},
               {"persons", TableType::whole},
               {"touched_conversions", TableType::whole},
               {"touches", TableType::whole},
               {"acquired", TableType::whole},
               {"cost", TableType::number},
               {"cpa", TableType::number},
               {"roas", TableType::number},
               {"cac", TableType::number}},
              {}};
  for (const AttributionChannel& channel : answer.channels) {
    for (const AttributionCredit& credit : channel.credits) {
      table.rows.push_back({channel.channel, std::string(json::enum_text(credit.model)), credit.conversions,
                            credit.value, credit.persons, channel.conversions, channel.touches, channel.acquired,
                            value_of(channel.cost), value_of(credit.cpa), value_of(credit.roas),
                            value_of(channel.cac)});
    }
  }
  return table;
}

Figure figure_of(const AttributionQuestion& question, const AttributionAnswer& answer) {
  Figure figure{.kind = FigureKind::bars};
  for (const AttributionChannel& channel : answer.channels) figure.places.push_back(channel.channel);
  for (std::size_t m = 0; m < question.models.size(); ++m) {
    FigureLine& line =
        figure.lines.emplace_back(FigureLine{.name = std::string(json::enum_text(question.models[m])), .word = true});
    for (const AttributionChannel& channel : answer.channels)
      line.values.emplace_back(question.value.empty() ? channel.credits[m].conversions : channel.credits[m].value);
  }
  return figure;
}

}  // namespace throng::analyze
