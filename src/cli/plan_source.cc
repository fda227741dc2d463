#include "cli/plan_source.h"

#include "api/catalog_entries.h"

namespace throng::cli {

std::shared_ptr<const collect::Plan> PlanSource::current() {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  if (now >= until_) {
    renew();
    until_ = now + kPlanMemory;
  }
  return plan_;
}

void PlanSource::renew() {
  const auto version = api::plan_version(db_, project_);
  if (!version || *version == version_) return;
  auto plan = api::compiled_plan(db_, project_);
  if (!plan) return;
  plan_ = std::move(*plan);
  version_ = *version;
}

}  // namespace throng::cli
