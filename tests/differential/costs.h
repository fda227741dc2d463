// Costs of random projects.
#pragma once

#include "analyze/question.h"
#include "differential/data.h"

namespace throng::testing {

class TestCosts final : public analyze::Costs {
 public:
  TestCosts(Dice& dice, const Data& data);
  Result<std::vector<analyze::Cost>> between(const std::string& first, const std::string& last) const override;

 private:
  std::vector<analyze::Cost> costs_;
};

// Per channel over the days that begin in the range, day by day.
std::map<std::string, analyze::CostSum> sums_of(const analyze::AskContext& context, TimeRange range);

}  // namespace throng::testing
