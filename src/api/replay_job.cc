#include "api/replay_job.h"

#include <fmt/format.h>

#include "base/json.h"

namespace throng::api {

jobs::Kinds kinds_of_jobs(collect::Collector& collector, warehouse::Warehouse& warehouse, std::string project) {
  const auto replay = [&collector, &warehouse, project](const jobs::Work& work) -> Result<std::string> {
    THRONG_TRY(const auto filter, json::read<collect::QuarantineFilter>(work.job.request));
    THRONG_TRY(const auto report, collect::replay(collector, warehouse, project, filter, work.stop, work.progress));
    return fmt::format("{} read, {} accepted, {} were there before, {} kept aside again", report.read, report.accepted,
                       report.duplicates, report.quarantined);
  };
  return {{std::string(kReplay), replay}};
}

}  // namespace throng::api
