// Long work, and when what can be worked out again is due.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audience/definition.h"
#include "audience/recompute.h"
#include "ledger/jobs.h"

namespace throng::api {

struct JobView {
  std::string id, kind;
  json::Raw request;  // of that kind
  std::string by;     // e-mail, "key LABEL", or "" for the schedule
  ledger::JobState state = ledger::JobState::waiting;
  std::uint64_t done = 0, total = 0;  // total 0: not known yet
  std::string message;
  Instant created{};
  std::optional<Instant> started, ended;
};
BOOST_DESCRIBE_STRUCT(JobView, (), (id, kind, request, by, state, done, total, message, created, started, ended))
struct JobsResponse {  // GET /api/jobs?limit=, newest first
  std::vector<JobView> jobs;
};
BOOST_DESCRIBE_STRUCT(JobsResponse, (), (jobs))

struct ScheduleLine {
  std::string object;  // "tag:k3x9"
  audience::ObjectKind kind = audience::ObjectKind::tag;
  std::string name;
  audience::Schedule schedule;
  std::optional<Instant> next;  // when it is due by itself
  std::optional<Instant> last;  // when it was last worked out
  std::optional<std::uint64_t> took_ms;
  std::optional<std::uint64_t> persons;
  std::string problem;  // why that failed
};
BOOST_DESCRIBE_STRUCT(ScheduleLine, (), (object, kind, name, schedule, next, last, took_ms, persons, problem))
struct ScheduleResponse {  // GET /api/schedule
  std::vector<ScheduleLine> lines;
  std::uint64_t memory_bytes = 0;  // of memberships that are held in memory
};
BOOST_DESCRIBE_STRUCT(ScheduleResponse, (), (lines, memory_bytes))

}  // namespace throng::api
