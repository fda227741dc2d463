#include "analyze/segment/tables.h"

namespace throng::analyze {

Table table_of(const SegmentQuestion&, const SegmentAnswer& answer) {
  return {{{"persons", TableType::whole}, {"everyone", TableType::whole}}, {{answer.persons, answer.everyone}}};
}

Figure figure_of(const SegmentQuestion&, const SegmentAnswer& answer) {
  return {.kind = FigureKind::bars,
          .places = {""},
          .lines = {{"in the segment", true, {static_cast<double>(answer.persons)}},
                    {"everyone", true, {static_cast<double>(answer.everyone)}}}};
}

}  // namespace throng::analyze
