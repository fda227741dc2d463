// The amount of an event in fixed point (analyze/costs.h).
#pragma once

#include <string>

namespace throng::analyze::sql {

struct MoneySql {
  std::string is_money;  // whether the property reads as an amount
  std::string units;     // the amount in kMoneyUnits, as a whole Float64; 0 if it is none
};
// `property` of the event of the row; "": every event is worth 1.
MoneySql money_sql(const std::string& property);

}  // namespace throng::analyze::sql
