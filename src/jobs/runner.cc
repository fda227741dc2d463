#include "jobs/runner.h"

#include <algorithm>

namespace throng::jobs {
namespace {

using ledger::Job;
using ledger::JobState;

constexpr Duration kBetweenNotes = seconds(1);

bool has_ended(const Job& job) { return job.ended.has_value(); }

}  // namespace

Runner::Runner(ledger::Db& db, Options options, const Clock& clock, const Log& log)
    : db_(db), options_(std::move(options)), clock_(clock), log_(log), thread_([this](const std::stop_token& stop) {
        run(stop);
      }) {}

Runner::~Runner() {
  thread_.request_stop();
  {
    const std::lock_guard lock(mutex_);
    cancel_.request_stop();
  }
  wake_.notify_all();
}

Result<Job> Runner::start(std::string_view kind, std::string request, std::string by) {
  if (!options_.kinds.contains(std::string(kind))) return invalid("kind", "there is no such kind of job");
  const std::lock_guard lock(mutex_);
  THRONG_TRY(const auto unfinished, ledger::unfinished_jobs(db_, options_.project));
  const auto same = std::ranges::find_if(
      unfinished, [&](const Job& job) { return job.id != running_ && job.kind == kind && job.request == request; });
  if (same != unfinished.end()) return *same;
  THRONG_TRY(Job job, ledger::add_job(db_,
                                      {.id = {},
                                       .project = options_.project,
                                       .kind = std::string(kind),
                                       .request = std::move(request),
                                       .by = std::move(by)},
                                      clock_.now()));
  looks_ = true;
  wake_.notify_all();
  return job;
}

Result<Job> Runner::cancel(std::string_view id) {
  const std::lock_guard lock(mutex_);
  THRONG_TRY(Job job, ledger::find_job(db_, options_.project, id));
  if (has_ended(job)) return fail(ErrorCode::conflict, "the job has ended already");
  if (job.id == running_) {
    cancel_.request_stop();
    return job;
  }
  job.state = JobState::cancelled;
  job.ended = clock_.now();
  THRONG_CHECK(ledger::update_job(db_, job));
  return job;
}

void Runner::wait() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return !looks_ && running_.empty(); });
}

void Runner::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (const auto job = next()) {
      work_on(*job, stop);
      continue;
    }
    std::unique_lock lock(mutex_);
    if (looks_) continue;
    idle_.notify_all();
    wake_.wait(lock, stop, [this] { return looks_; });
  }
}

std::optional<Job> Runner::next() {
  const std::lock_guard lock(mutex_);
  looks_ = false;
  const auto unfinished = ledger::unfinished_jobs(db_, options_.project);
  if (!unfinished) {
    log_.error("the jobs cannot be read", {{"why", describe(unfinished.error())}});
    return std::nullopt;
  }
  if (unfinished->empty()) return std::nullopt;
  looks_ = unfinished->size() > 1;
  Job job = unfinished->front();
  job.state = JobState::running;
  job.started = clock_.now();
  running_ = job.id;
  cancel_ = {};
  save(job);
  return job;
}

void Runner::work_on(Job job, const std::stop_token& stop) {
  Instant noted = clock_.now();
  const auto progress = [&](std::uint64_t done, std::uint64_t total) {
    job.done = done;
    job.total = total;
    if (clock_.now() - noted < kBetweenNotes) return;
    noted = clock_.now();
    save(job);
  };
  Result<std::string> result = fail(ErrorCode::invalid_argument, "this program does not know such jobs");
  if (const auto kind = options_.kinds.find(job.kind); kind != options_.kinds.end())
    result = kind->second({job, *job.started, cancel_.get_token(), progress});
  const std::lock_guard lock(mutex_);
  running_.clear();
  looks_ = true;
  if (!result && stop.stop_requested()) return;  // begins again at the next start
  job.state = result ? JobState::done : cancel_.stop_requested() ? JobState::cancelled : JobState::failed;
  job.message = result ? *result : job.state == JobState::failed ? describe(result.error()) : "";
  if (result) job.done = job.total;
  job.ended = clock_.now();
  save(job);
}

void Runner::save(const Job& job) {
  if (const auto saved = ledger::update_job(db_, job); !saved)
    log_.error("a job's progress cannot be kept", {{"job", job.id}, {"why", describe(saved.error())}});
}

}  // namespace throng::jobs
