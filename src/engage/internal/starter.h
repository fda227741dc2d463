// Opens a run of each campaign whose time has come, and queues its audience.
#pragma once

#include <stop_token>

#include "engage/campaign.h"
#include "engage/post_office.h"
#include "ledger/campaign_states.h"
#include "ledger/sends.h"

namespace throng::engage::internal {

class Starter {
 public:
  explicit Starter(const PostOfficePlace& place) : place_(place) {}
  // Whether there was anything. Errors: the ledger's; of one campaign they end its run and are told to the log.
  Result<bool> step(const std::stop_token& stop);

 private:
  Result<bool> open_due(const std::stop_token& stop);
  Result<bool> open(const ledger::CampaignState& state, Instant occasion);
  Result<bool> fill_open(const std::stop_token& stop);
  Result<void> fill(const ledger::SendRun& run, const std::stop_token& stop);
  Result<void> queue(const ledger::SendRun& run, const RunPlan& plan, std::vector<ledger::SendGroup> groups,
                     const std::stop_token& stop);
  Result<bool> end_what_is_over();

  const PostOfficePlace& place_;
};

// The persons of an audience by what is the same for them: content, control group, time.
std::vector<ledger::SendGroup> groups_of(std::string_view campaign, const RunPlan& plan,
                                         std::span<const model::PersonNumber> persons,
                                         FunctionRef<Instant(std::size_t place)> due);

}  // namespace throng::engage::internal
