// Runs jobs one after the other on a thread of its own.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "base/function_ref.h"
#include "base/log.h"
#include "ledger/jobs.h"

namespace throng::jobs {

// What the function of a kind is given.
struct Work {
  const ledger::Job& job;
  Instant now{};         // when it began
  std::stop_token stop;  // the job was cancelled, or the program ends
  FunctionRef<void(std::uint64_t done, std::uint64_t total)> progress;
};
// What came out, in words. It may be called again for a job that was interrupted at any point.
using Do = std::function<Result<std::string>(const Work&)>;
using Kinds = std::map<std::string, Do>;

class Runner {
 public:
  struct Options {
    std::string project;
    Kinds kinds;
  };
  // Begins with what is unfinished. Everything must outlive it.
  Runner(ledger::Db& db, Options options, const Clock& clock, const Log& log);
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  ~Runner();  // asks the running job to stop and waits for it; it is resumed at the next start

  // A job that waits with the same kind and request is taken instead of a new one.
  // Errors: invalid_argument (no such kind), the ledger's.
  Result<ledger::Job> start(std::string_view kind, std::string request, std::string by);
  // One that waits is cancelled at once, one that runs as soon as it looks. Errors: not_found, conflict (has ended).
  Result<ledger::Job> cancel(std::string_view id);

  // Until nothing runs or waits.
  void wait();

 private:
  void run(const std::stop_token& stop);
  std::optional<ledger::Job> next();
  void work_on(ledger::Job job, const std::stop_token& stop);
  void save(const ledger::Job& job);

  ledger::Db& db_;
  Options options_;
  const Clock& clock_;
  const Log& log_;
  std::mutex mutex_;  // also held while rows are changed by more than progress
  std::condition_variable_any wake_;
  std::condition_variable idle_;
  bool looks_ = true;  // there may be something to do
  std::string running_;
  std::stop_source cancel_;
  std::jthread thread_;  // last: uses everything above
};

}  // namespace throng::jobs
