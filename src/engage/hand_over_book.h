// Writes hand-overs into the send ledger for many sending threads at once: one transaction for all that wait.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "ledger/sends.h"

namespace throng::engage {

class HandOverBook {
 public:
  // Everything must outlive it.
  HandOverBook(ledger::Db& db, const Clock& clock, const Log& log);
  HandOverBook(const HandOverBook&) = delete;
  HandOverBook& operator=(const HandOverBook&) = delete;
  ~HandOverBook();  // after all that was ended is written, or could not be

  // Blocks until it is on disk that this one is being handed over. False: it must not be (it was stopped, or nothing
  // can be written any more).
  bool begin(std::int64_t send);
  // Returns at once.
  void end(ledger::SendEnd end);
  // Blocks until what was ended so far is written.
  void flush();

 private:
  struct Begin {
    std::int64_t send = 0;
    bool done = false, granted = false;
  };
  void run(const std::stop_token& stop);
  bool write(const std::vector<ledger::SendEnd>& ends, const std::vector<Begin*>& begins);

  ledger::Db& db_;
  const Clock& clock_;
  const Log& log_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::condition_variable written_;
  std::vector<Begin*> begins_;
  std::vector<ledger::SendEnd> ends_;
  int flushes_ = 0;  // that wait
  bool closed_ = false, writing_ = false;
  std::jthread thread_;  // last: uses everything above
};

}  // namespace throng::engage
