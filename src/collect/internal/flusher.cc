#include "collect/internal/flusher.h"

#include <algorithm>

namespace throng::collect {
namespace {

constexpr int kMaxDoublings = 5;

}  // namespace

Flusher::Flusher(Options options, warehouse::Warehouse& warehouse, Counters& counters)
    : options_(std::move(options)), warehouse_(warehouse), counters_(counters) {}

void Flusher::start() {
  thread_ = std::thread([this] { run(); });
}

void Flusher::push(Batch batch) {
  batch.prepare();
  const std::lock_guard lock(mutex_);
  queue_.push_back(std::move(batch));
  changed_.notify_all();
}

std::size_t Flusher::backlog() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

Result<void> Flusher::wait_for(std::uint64_t batch) {
  std::unique_lock lock(mutex_);
  const std::uint64_t failures = failures_;
  changed_.wait(lock, [&] { return done_ >= batch || failures_ != failures || stopping_; });
  if (done_ >= batch) return {};
  if (failures_ != failures) return std::unexpected(last_error_);
  return fail(ErrorCode::cancelled, "the collector is closing");
}

void Flusher::while_idle(FunctionRef<void(const std::deque<Batch>&)> work) {
  const std::lock_guard idle(insert_mutex_);
  work(queue_);
}

Result<void> Flusher::while_still(FunctionRef<Result<void>()> work) {
  const std::lock_guard still(insert_mutex_);
  return work();
}

Result<void> Flusher::insert_logged(Batch& batch) const {
  const LogField number{"batch", static_cast<std::int64_t>(batch.mark.batch)};
  if (options_.log != nullptr) options_.log->debug("storing a batch", {number});
  auto inserted = insert(warehouse_, options_.project, options_.epoch, batch);
  if (options_.log == nullptr) return inserted;
  if (inserted) {
    options_.log->debug("stored a batch", {number});
  } else {
    const std::string why = describe(inserted.error());
    options_.log->warn("the warehouse did not take a batch; it will be tried again", {number, {"why", why}});
  }
  return inserted;
}

bool Flusher::insert_front() {
  const std::lock_guard busy(insert_mutex_);
  Batch* batch = nullptr;
  {
    const std::lock_guard lock(mutex_);
    batch = &queue_.front();
  }
  auto inserted = insert_logged(*batch);
  const std::lock_guard lock(mutex_);
  changed_.notify_all();
  if (!inserted) {
    ++failures_;
    last_error_ = std::move(inserted).error();
    return false;
  }
  counters_.pending -= batch->weight();
  counters_.pending_bytes -= batch->rows.journal_bytes;
  if (batch->last_event > 0) committed_ = batch->last_event;
  done_ = batch->mark.batch;
  const CutMark mark = batch->mark;
  queue_.pop_front();
  options_.on_done(mark);
  return true;
}

void Flusher::run() {
  int doublings = 0;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    lock.unlock();
    const bool inserted = insert_front();
    lock.lock();
    if (inserted) {
      doublings = 0;
      continue;
    }
    if (stopping_) return;
    changed_.wait_for(lock, options_.retry_after * (1 << doublings), [&] { return stopping_; });
    doublings = std::min(doublings + 1, kMaxDoublings);
  }
}

void Flusher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

}  // namespace throng::collect
