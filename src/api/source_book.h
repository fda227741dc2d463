// Writes down hour by hour what came from where, and day by day what was not as planned, out of the collector's counts.
// What was counted since the last minute is lost when the program is killed; the events themselves are not.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "base/clock.h"
#include "collect/collector.h"
#include "ledger/db.h"

namespace throng::api {

// Thread-safe. Writes once a minute until it is destroyed, and then once more.
class SourceBook {
 public:
  SourceBook(ledger::Db& db, collect::Collector& collector, std::string project, const Clock& clock);
  ~SourceBook();
  Result<void> write();

 private:
  void run(const std::stop_token& stop);

  ledger::Db& db_;
  collect::Collector& collector_;
  std::string project_;
  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::map<std::string, collect::Collector::SourceStats> written_;
  std::jthread thread_;  // last: uses everything above
};

}  // namespace throng::api
