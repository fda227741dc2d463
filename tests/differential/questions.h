// The parts that random questions are made of. All pass validation.
#pragma once

#include <string>

#include "analyze/question.h"
#include "differential/data.h"

namespace throng::testing {

std::string random_property(Dice& dice, bool trait);
model::Filter random_filter(Dice& dice, const Data& data, model::FilterPlace place, int depth);
model::EventMatch random_match(Dice& dice, const Data& data, model::FilterPlace place, int depth);
model::Window random_window(Dice& dice, const Data& data);
std::optional<analyze::PropertyRef> random_breakdown(Dice& dice);

// "even": even numbers; "few": every 17th; "nobody".
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
