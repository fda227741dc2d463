#include "audience/push_watch.h"

#include <chrono>

namespace throng::audience {
namespace {

constexpr auto kLook = std::chrono::seconds(1);

}  // namespace

PushWatch::PushWatch(Audience& audience, collect::Collector& collector, outbound::Poster& poster, const Clock& clock,
                     const Log& log)
    : db_(audience.db()),
      audience_(audience),
      collector_(collector),
      poster_(poster),
      clock_(clock),
      log_(log),
      changes_(audience, collector),
      pump_(db_, audience.project(), changes_, poster, clock, log),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

PushWatch::~PushWatch() {
  thread_.request_stop();
  thread_.join();
}

void PushWatch::nudge() {
  const std::lock_guard lock(mutex_);
  nudged_ = true;
  wake_.notify_all();
}

Result<PushSending> PushWatch::test(const ledger::Saved& saved, std::stop_token stop) {
  THRONG_TRY(const StoredPush push, push_of(saved));
  const Instant now = clock_.now();
  const PushBatch batch = test_batch({saved.id, audience_.project(), push.segment}, now);
  THRONG_TRY(PushSending sending, send_batch(poster_, push, batch, now, std::move(stop)));
  THRONG_CHECK(ledger::add_saved_event(db_, {saved.id, now, json::to_string(sending)}));
  return sending;
}

Result<model::EventNumber> PushWatch::now_at() {
  THRONG_CHECK(collector_.flush());
  THRONG_TRY(const timeline::Snapshot snapshot, audience_.sources().timeline->snapshot());
  return snapshot.last_number();
}

void PushWatch::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto sent = pump_.step(stop);
    if (!sent && !stop.stop_requested()) log_.warn("pushes could not be sent", {{"why", describe(sent.error())}});
    if (sent && *sent) continue;
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, kLook, [this] { return nudged_; });
    nudged_ = false;
  }
}

}  // namespace throng::audience
