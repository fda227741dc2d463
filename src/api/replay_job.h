// Reading the quarantine in again, as a job.
#pragma once

#include <string_view>

#include "collect/quarantine.h"
#include "jobs/runner.h"

namespace throng::api {

inline constexpr std::string_view kReplay = "replay";  // the kind of job; its request is a collect::QuarantineFilter

// Everything must outlive the runner.
jobs::Kinds kinds_of_jobs(collect::Collector& collector, warehouse::Warehouse& warehouse, std::string project);

}  // namespace throng::api
