// Random data in both stores: the warehouse, and a timeline of which a part was built and the rest appended.
#pragma once

#include "analyze/registry.h"
#include "differential/costs.h"
#include "differential/questions.h"

namespace throng::testing {

class Project {
 public:
  // Aborts when a store fails.
  explicit Project(Dice& dice);

  Data data;
  TestMemberships memberships;
  TestCosts costs;
  analyze::AskContext context;
  analyze::Sources sources;

 private:
  void store(std::size_t first_event, std::size_t first_link, std::size_t events, std::size_t links);
  void build_timeline(Dice& dice);

  std::unique_ptr<timeline::Timeline> timeline_;
};

}  // namespace throng::testing
