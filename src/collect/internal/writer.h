// The thread that accepts: it orders requests, numbers their events, and makes them durable many at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "collect/internal/journal.h"
#include "collect/internal/publisher.h"

namespace throng::collect {

// One thing to do in order: a request, a change of identity, or a cut.
struct Work {
  std::vector<Draft> drafts;
  std::vector<warehouse::QuarantineRow> refused;
  std::vector<Reason> reasons;
  Receipt receipt;
  std::size_t source = kOwnEvents;
  std::uint32_t late = 0;
  std::move_only_function<void(Result<Receipt>)> done;

  std::move_only_function<Result<void>(Identity&)> change;  // what it refuses is not journaled
  std::move_only_function<void(Result<void>)> changed;

  std::move_only_function<void(Result<std::uint64_t>)> cut;  // is told the batch that holds everything so far
};

class Writer {
 public:
  struct Options {
    Duration flush_every{};
    std::size_t flush_events = 0;
  };
  Writer(Options options, Journal& journal, State& state, Publisher& publisher, Flusher& flusher, Counters& counters);
  ~Writer() { stop(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Rows recovered from the journal that are in no batch yet.
  void resume(std::size_t uncut_rows);
  void start();
  void submit(Work work);
  void note_done(CutMark mark);  // from the flusher
  // Handles what was submitted, cuts, ends the thread.
  void stop();
  // Writes down which batches are in the warehouse. After stop().
  void sign_off();

 private:
  using TimePoint = std::chrono::steady_clock::time_point;
  void run();
  void commit(std::vector<Work>& works);
  void stage(Work& work, Rows& rows);
  void deduplicate(Work& work);
  void identify(Work& work, Rows& rows);
  void identify_one(Draft& draft);
  void claim_previous(const Draft& draft, model::PersonNumber user);
  void roll_back(const Rows& rows);
  Result<void> write(Rows& rows, bool cut);
  void answer(std::vector<Work>& works, const Result<void>& written);
  bool cut_due(std::size_t more) const;
  SegmentHeader next_header() const;

  Options options_;
  Journal& journal_;
  State& state_;
  Publisher& publisher_;
  Flusher& flusher_;
  Counters& counters_;
  FrameWriter frame_;
  std::size_t uncut_ = 0;
  TimePoint uncut_since_{};
  Instant newest_{};  // receipt seen

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Work> inbox_;
  std::optional<CutMark> done_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace throng::collect
