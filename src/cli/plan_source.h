// The plan that the collector asks for with every request, out of memory.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "collect/plan/plan.h"
#include "ledger/db.h"

namespace throng::cli {

inline constexpr Duration kPlanMemory = seconds(5);  // how long a changed plan may still be followed as it was

// Thread-safe.
class PlanSource {
 public:
  // db and clock must outlive it.
  PlanSource(ledger::Db& db, std::string project, const Clock& clock)
      : db_(db), project_(std::move(project)), clock_(clock) {}
  // Null where nothing is planned. What cannot be read stays as it was last read.
  std::shared_ptr<const collect::Plan> current();

 private:
  void renew();

  ledger::Db& db_;
  std::string project_;
  const Clock& clock_;
  std::mutex mutex_;
  std::shared_ptr<const collect::Plan> plan_;
  std::string version_;
  Instant until_{};
};

}  // namespace throng::cli
