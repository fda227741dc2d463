// An operator as the database gives it.
#pragma once

#include <string>

#include "ledger/internal/text.h"
#include "ledger/operators.h"

namespace throng::ledger::internal {

struct OperatorRow {
  long long id = 0;
  std::string email;
  std::string name;
  std::string role;
  std::string language;
  long long created_ms = 0;
};

inline Result<Operator> operator_of(const OperatorRow& row) {
  THRONG_TRY(const auto role, enum_of<Role>(row.role));
  return Operator{row.id, row.email, row.name, role, row.language, from_ms(row.created_ms)};
}

}  // namespace throng::ledger::internal
