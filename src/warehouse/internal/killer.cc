#include "warehouse/internal/killer.h"

#include <chrono>

#include "warehouse/warehouse.h"

namespace throng::warehouse::internal {
namespace {

constexpr auto kRepeat = std::chrono::milliseconds(20);

}  // namespace

Killer::Killer(const ChdbApi& api, ConnectionPool::Lease connection)
    : api_(api), connection_(std::move(connection)), thread_([this](std::stop_token stop) { run(std::move(stop)); }) {}

Killer::~Killer() = default;

Killer::Watch::Watch(Killer& killer, const std::stop_token& stop, std::string tag)
    : killer_(killer), tag_(std::move(tag)) {
  callback_.emplace(stop, Condemn{&killer_, &tag_});
}

Killer::Watch::~Watch() {
  callback_.reset();  // no condemn after the release
  killer_.release(tag_);
}

void Killer::condemn(const std::string& tag) {
  {
    const std::lock_guard lock(mutex_);
    condemned_.insert(tag);
  }
  changed_.notify_one();
}

void Killer::release(const std::string& tag) {
  const std::lock_guard lock(mutex_);
  condemned_.erase(tag);
}

void Killer::run(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !condemned_.empty(); })) {
    const auto tags = condemned_;
    lock.unlock();
    // A failed kill is tried again on the next round. SYNC is never used: it hangs.
    for (const auto& tag : tags)
      (void)run_statement(api_, *connection_, "KILL QUERY WHERE Settings['log_comment']=" + quote(tag) + " ASYNC");
    lock.lock();
    changed_.wait_for(lock, stop, kRepeat, [] { return false; });
  }
}

}  // namespace throng::warehouse::internal
