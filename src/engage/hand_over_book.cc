#include "engage/hand_over_book.h"

#include <algorithm>

namespace throng::engage {
namespace {

// So long the first waits for as many as came together the last time. A commit costs more than a mail: all threads in
// step send about twice as many as each at its own time.
constexpr auto kForOthers = std::chrono::milliseconds(2);
constexpr auto kAfterFailure = std::chrono::milliseconds(500);

}  // namespace

HandOverBook::HandOverBook(ledger::Db& db, const Clock& clock, const Log& log)
    : db_(db), clock_(clock), log_(log), thread_([this](const std::stop_token& stop) { run(stop); }) {}

HandOverBook::~HandOverBook() {
  thread_.request_stop();
  thread_.join();
}

bool HandOverBook::begin(std::int64_t send) {
  Begin begin{.send = send};
  std::unique_lock lock(mutex_);
  if (closed_) return false;
  begins_.push_back(&begin);
  wake_.notify_all();
  written_.wait(lock, [&] { return begin.done; });
  return begin.granted;
}

void HandOverBook::end(ledger::SendEnd end) {
  const std::lock_guard lock(mutex_);
  ends_.push_back(std::move(end));
  wake_.notify_all();
}

void HandOverBook::flush() {
  std::unique_lock lock(mutex_);
  ++flushes_;
  wake_.notify_all();
  written_.wait(lock, [&] { return closed_ || (ends_.empty() && !writing_); });
  --flushes_;
}

// What comes while one transaction is written goes into the next.
void HandOverBook::run(const std::stop_token& stop) {
  std::vector<Begin*> begins;
  std::vector<ledger::SendEnd> ends;
  std::size_t together = 1;
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, stop, [&] { return !begins_.empty() || !ends_.empty() || !begins.empty() || !ends.empty(); });
    if (flushes_ == 0)
      wake_.wait_for(lock, stop, kForOthers, [&] { return begins_.size() >= together || flushes_ > 0; });
    begins.insert(begins.end(), begins_.begin(), begins_.end());
    begins_.clear();
    ends.insert(ends.end(), std::make_move_iterator(ends_.begin()), std::make_move_iterator(ends_.end()));
    ends_.clear();
    closed_ = closed_ || stop.stop_requested();
    writing_ = true;
    lock.unlock();
    together = std::max<std::size_t>(1, begins.size());
    const bool written = (begins.empty() && ends.empty()) || write(ends, begins);
    lock.lock();
    // What could not be written is tried again, and who waits for it waits on: given up, it would stay claimed.
    const bool stopping = stop.stop_requested();
    if (written || stopping) {
      for (Begin* begin : begins) begin->done = true;
      begins.clear();
    }
    if (written) ends.clear();
    writing_ = !ends.empty();
    written_.notify_all();
    if (stopping && ends_.empty() && begins_.empty()) return;
    if (!stopping && !written) wake_.wait_for(lock, stop, kAfterFailure, [] { return false; });  // not at once again
  }
}

bool HandOverBook::write(const std::vector<ledger::SendEnd>& ends, const std::vector<Begin*>& begins) {
  std::vector<std::int64_t> wanted;
  for (const Begin* begin : begins) wanted.push_back(begin->send);
  const auto begun = ledger::hand_over_sends(db_, ends, wanted, clock_.now());
  if (!begun) {
    log_.warn("what became of messages could not be written", {{"why", describe(begun.error())}});
    return false;
  }
  for (Begin* begin : begins) begin->granted = std::ranges::find(*begun, begin->send) != begun->end();
  return true;
}

}  // namespace throng::engage
