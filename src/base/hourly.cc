#include "base/hourly.h"

#include <chrono>

namespace throng {
namespace {

constexpr auto kLook = std::chrono::seconds(30);

}  // namespace

bool Hourly::is_due(Instant last, Instant now) {
  return std::chrono::floor<std::chrono::hours>(now - kPast) > std::chrono::floor<std::chrono::hours>(last - kPast);
}

Hourly::Hourly(const Clock& clock, std::function<void(Instant, std::stop_token)> work)
    : clock_(clock), work_(std::move(work)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

Hourly::~Hourly() {
  thread_.request_stop();
  thread_.join();
}

void Hourly::nudge() {
  const std::lock_guard lock(mutex_);
  nudged_ = true;
  wake_.notify_all();
}

void Hourly::run(const std::stop_token& stop) {
  Instant last = clock_.now();
  work_(last, stop);
  while (!stop.stop_requested()) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, kLook, [&] { return nudged_; });
    nudged_ = false;
    lock.unlock();
    const Instant now = clock_.now();
    if (stop.stop_requested() || !is_due(last, now)) continue;
    last = now;
    work_(now, stop);
  }
}

}  // namespace throng
