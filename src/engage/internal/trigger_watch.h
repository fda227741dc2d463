// Queues a message for whoever does what triggers a campaign, from the events as they are accepted.
#pragma once

#include <map>
#include <memory>
#include <stop_token>

#include "engage/campaign.h"
#include "engage/internal/ear.h"
#include "engage/post_office.h"
#include "ledger/sends.h"

namespace throng::engage::internal {

class TriggerWatch {
 public:
  explicit TriggerWatch(const PostOfficePlace& place);
  TriggerWatch(const TriggerWatch&) = delete;
  TriggerWatch& operator=(const TriggerWatch&) = delete;

  // Whether there was anything. Errors: the ledger's and the warehouse's.
  Result<bool> step(const std::stop_token& stop);

 private:
  struct Rule {
    ledger::SendRun run;
    std::shared_ptr<const RunPlan> plan;
  };
  Result<bool> look(const std::stop_token& stop);
  Result<std::vector<Rule>> rules();
  Result<bool> queue(const Rule& rule, std::span<const model::Event> events) const;

  const PostOfficePlace& place_;
  std::map<std::int64_t, std::shared_ptr<const RunPlan>> plans_;  // of the runs that run, read once
  Ear ear_;
};

}  // namespace throng::engage::internal
