// The costs of a project, for questions.
#pragma once

#include <string>

#include "analyze/costs.h"
#include "ledger/costs.h"

namespace throng::audience {

class LedgerCosts final : public analyze::Costs {
 public:
  LedgerCosts(ledger::Db& db, std::string project) : db_(&db), project_(std::move(project)) {}
  Result<std::vector<analyze::Cost>> between(const std::string& first, const std::string& last) const override;
  std::uint64_t version() const override;

 private:
  ledger::Db* db_;
  std::string project_;
};

}  // namespace throng::audience
