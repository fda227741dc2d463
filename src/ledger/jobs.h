// Long work: what was asked for, how far it is, how it ended. And how it last went for each thing that is worked out
// again and again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "ledger/db.h"

namespace throng::ledger {

enum class JobState { waiting, running, done, failed, cancelled };
BOOST_DESCRIBE_ENUM(JobState, waiting, running, done, failed, cancelled)

struct Job {
  std::string id;  // 12 random letters and digits
  std::string project;
  std::string kind;     // "recompute"
  std::string request;  // JSON, what the kind wants to know
  std::string by;       // e-mail, "key LABEL", or "" for the schedule
  JobState state = JobState::waiting;
  std::uint64_t done = 0, total = 0;  // in steps of the kind; total 0: not known yet
  std::string message;                // what came out, or why it failed
  Instant created{};
  std::optional<Instant> started, ended;
};

inline constexpr std::size_t kKeptJobs = 1000;  // per project; the oldest that have ended are dropped

// Errors: invalid_argument naming the field, not_found (project).
Result<Job> add_job(Db& db, Job wanted, Instant now);  // sets id, created
Result<void> update_job(Db& db, const Job& job);       // state, done, total, message, started, ended; not_found
Result<Job> find_job(Db& db, std::string_view project, std::string_view id);              // not_found
Result<std::vector<Job>> list_jobs(Db& db, std::string_view project, std::size_t limit);  // newest first
Result<std::vector<Job>> unfinished_jobs(Db& db, std::string_view project);               // oldest first

// How a thing was last worked out.
struct Run {
  std::string object;  // "tag:k3x9"
  Instant at{};
  Duration took{};
  std::uint64_t persons = 0;
  std::string problem;  // why not; "": it went well
};
Result<void> put_runs(Db& db, std::string_view project, const std::vector<Run>& runs);
Result<std::vector<Run>> list_runs(Db& db, std::string_view project);  // by object

}  // namespace throng::ledger
