// Random questions that pass validation, about random data.
#pragma once

#include <string>

#include "analyze/funnel/spec.h"
#include "analyze/retention/spec.h"
#include "analyze/segment/spec.h"
#include "analyze/trend/spec.h"
#include "differential/data.h"

namespace throng::testing {

model::Filter random_filter(Dice& dice, const Data& data, model::FilterPlace place, int depth);
analyze::TrendQuestion random_trend(Dice& dice, const Data& data);
analyze::FunnelQuestion random_funnel(Dice& dice, const Data& data);
analyze::RetentionQuestion random_retention(Dice& dice, const Data& data);
analyze::SegmentQuestion random_segment(Dice& dice, const Data& data);

// "even": persons with an even number; "few": a handful; "nobody".
class TestMemberships final : public analyze::Memberships {
 public:
  explicit TestMemberships(const Data& data);
  using List = Result<std::shared_ptr<const analyze::PersonList>>;
  List segment(std::string_view id) const override;
  List tag(std::string_view tag, const std::optional<std::string>& value) const override;
  List layer(std::string_view scheme, std::string_view layer) const override;

 private:
  std::shared_ptr<const analyze::PersonList> even_, few_, nobody_;
};

}  // namespace throng::testing
