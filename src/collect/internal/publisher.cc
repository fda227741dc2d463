#include "collect/internal/publisher.h"

#include <algorithm>
#include <future>
#include <utility>

namespace throng::collect {
namespace {

constexpr std::chrono::milliseconds kPublishEvery{100};

}  // namespace

std::shared_ptr<void> Subscribers::add(std::function<void(const model::Event&)> on_event) {
  auto one = std::make_shared<One>();
  one->on_event = std::move(on_event);
  const std::lock_guard lock(mutex_);
  std::erase_if(all_, [](const auto& other) { return other.use_count() == 1; });
  all_.push_back(one);
  // The deleter keeps `one` alive and waits for a call under way, unless it runs within that call.
  return {one.get(), [one](void*) mutable {
            if (one->teller == std::this_thread::get_id()) {
              one->left = true;
            } else {
              const std::lock_guard call(one->mutex);
              one->on_event = nullptr;
            }
            one.reset();
          }};
}

void Subscribers::tell(std::span<const model::Event> events) {
  std::vector<std::shared_ptr<One>> all;
  {
    const std::lock_guard lock(mutex_);
    all = all_;
  }
  for (const auto& one : all) {
    const std::lock_guard call(one->mutex);
    if (!one->on_event) continue;
    one->teller = std::this_thread::get_id();
    for (std::size_t i = 0; i < events.size() && !one->left; ++i) one->on_event(events[i]);
    one->teller = std::thread::id();
    if (one->left) one->on_event = nullptr;
  }
}

void Publisher::start() {
  thread_ = std::thread([this] { run(); });
}

void Publisher::push(Group group) {
  const std::lock_guard lock(mutex_);
  queue_.push_back(std::move(group));
  changed_.notify_all();
}

void Publisher::wake() {
  const std::lock_guard lock(mutex_);
  woken_ = true;
  changed_.notify_all();
}

void Publisher::publish() {
  std::unique_lock lock(mutex_);
  const std::uint64_t mine = ++asked_;
  changed_.notify_all();
  changed_.wait(lock, [&] { return answered_ >= mine || stopping_; });
}

Result<void> Publisher::rebuild() {
  std::promise<Result<void>> promise;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return fail(ErrorCode::cancelled, "the collector is closing");
    rebuilds_.push_back([&](Result<void> result) { promise.set_value(std::move(result)); });
    changed_.notify_all();
  }
  return promise.get_future().get();
}

// The timeline keeps what was appended and is newer than the warehouse's newest event; a batch that is half in the
// warehouse would hide its other half.
Result<void> Publisher::rebuild_now() {
  Result<void> result;
  flusher_.while_idle([&](const std::deque<Batch>& waiting) {
    const bool halved = std::any_of(waiting.begin(), waiting.end(), [](const Batch& b) { return b.parts_done > 0; });
    result = halved ? fail(ErrorCode::conflict, "the warehouse is taking a batch; try again in a moment")
                    : timeline_.rebuild();
  });
  return result;
}

void Publisher::take(Group& group) {
  if (!group.rows.events.empty() || !group.rows.links.empty()) {
    timeline_.append(group.rows.events, group.rows.links);
    dirty_ = true;
    subscribers_.tell(group.rows.events);
  }
  open_.append(std::move(group.rows));
  if (!group.cut) return;
  Batch batch;
  batch.mark = *group.cut;
  batch.rows = std::exchange(open_, {});
  flusher_.push(std::move(batch));
}

bool Publisher::publish_due(std::chrono::steady_clock::time_point now) const {
  return dirty_ && now - last_publish_ >= kPublishEvery;
}

void Publisher::run() {
  std::unique_lock lock(mutex_);
  const auto busy = [&] { return stopping_ || woken_ || !queue_.empty() || asked_ > answered_ || !rebuilds_.empty(); };
  while (true) {
    if (dirty_) {
      changed_.wait_until(lock, last_publish_ + kPublishEvery, busy);
    } else {
      changed_.wait(lock, busy);
    }
    auto groups = std::exchange(queue_, {});
    auto rebuilds = std::exchange(rebuilds_, {});
    const std::uint64_t asked = asked_;
    const bool stopping = stopping_;
    const bool now_please = asked > answered_ || stopping;
    woken_ = false;
    lock.unlock();
    for (Group& group : groups) take(group);
    for (auto& done : rebuilds) done(rebuild_now());
    if (const auto committed = flusher_.committed(); committed > told_committed_) {
      timeline_.committed(committed);
      told_committed_ = committed;
    }
    if (publish_due(std::chrono::steady_clock::now()) || (dirty_ && now_please)) {
      timeline_.publish();
      dirty_ = false;
      last_publish_ = std::chrono::steady_clock::now();
    }
    lock.lock();
    answered_ = asked;
    changed_.notify_all();
    if (stopping && queue_.empty()) return;
  }
}

void Publisher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

}  // namespace throng::collect
