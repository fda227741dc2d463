#include "engage/sender.h"

#include <algorithm>

#include <fmt/format.h>

namespace throng::engage {
namespace {

constexpr unsigned kMostDoublings = 5;

}  // namespace

Duration resend_after(std::uint32_t tries) { return std::min(minutes(60), minutes(1LL << std::min(tries, 6U))); }

Sender::Sender(SenderOptions options, HandOverBook& book, const Clock& clock)
    : options_(std::move(options)), book_(book), clock_(clock) {
  for (unsigned i = 0; i < options_.connections; ++i)
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

Sender::~Sender() {
  for (std::jthread& thread : threads_) thread.request_stop();
  wake_.notify_all();
  threads_.clear();
}

std::size_t Sender::room(bool transactional) const {
  const std::lock_guard lock(mutex_);
  const std::size_t in_hand = transactional ? transactional_in_hand_ : bulk_in_hand_;
  return in_hand >= kRoom ? 0 : kRoom - in_hand;
}

void Sender::give(std::vector<Prepared> messages) {
  const std::lock_guard lock(mutex_);
  for (Prepared& message : messages) {
    ++(message.transactional ? transactional_in_hand_ : bulk_in_hand_);
    (message.transactional ? transactional_ : bulk_).push_back(std::move(message));
  }
  wake_.notify_all();
}

void Sender::wait() const {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return bulk_in_hand_ + transactional_in_hand_ == 0; });
}

void Sender::limit(std::uint32_t per_second) {
  const std::lock_guard lock(mutex_);
  per_second_ = per_second;
}

std::optional<Prepared> Sender::take(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!wake_.wait(lock, stop, [this] { return !bulk_.empty() || !transactional_.empty(); })) return std::nullopt;
  if (stop.stop_requested()) return std::nullopt;
  std::deque<Prepared>& lane = transactional_.empty() ? bulk_ : transactional_;
  Prepared message = std::move(lane.front());
  lane.pop_front();
  return message;
}

// Turns are given out one interval apart; whoever has one waits for it.
void Sender::wait_for_turn(const std::stop_token& stop) {
  using std::chrono::steady_clock;
  std::unique_lock lock(mutex_);
  if (per_second_ == 0) return;
  const auto interval = std::chrono::duration_cast<steady_clock::duration>(std::chrono::seconds(1)) / per_second_;
  const auto turn = std::max(next_turn_, steady_clock::now());
  next_turn_ = turn + interval;
  wake_.wait_until(lock, stop, turn, [&] { return steady_clock::now() >= turn; });
}

ledger::SendEnd Sender::end_of(const Prepared& prepared, const HandOver& handed) const {
  using ledger::SendState;
  const std::int64_t send = prepared.send;
  switch (handed.how) {
    case Handed::taken: return {send, SendState::sent, {}, {}};
    case Handed::refused: return {send, SendState::refused, handed.detail, {}};
    case Handed::unknown: return {send, SendState::unknown, handed.detail, {}};
    case Handed::later: break;
  }
  const Instant due = clock_.now() + std::max(resend_after(prepared.tries), handed.wait);
  if (due < prepared.expires) return {send, SendState::queued, handed.detail, due};
  return {send, SendState::refused, fmt::format("given up: {}", handed.detail), {}};
}

void Sender::work(const std::stop_token& stop) {
  const std::unique_ptr<Channel> channel = options_.open();
  unsigned failures = 0;
  while (auto prepared = take(stop)) {
    wait_for_turn(stop);
    if (!stop.stop_requested() && book_.begin(prepared->send)) {
      const HandOver handed = channel->deliver(prepared->message, stop);
      book_.end(end_of(*prepared, handed));
      if (handed.bad_address && options_.bad_address) options_.bad_address(prepared->message, handed.detail);
      failures = handed.how == Handed::later ? failures + 1 : 0;
    }
    std::unique_lock lock(mutex_);
    --(prepared->transactional ? transactional_in_hand_ : bulk_in_hand_);
    idle_.notify_all();
    if (failures == 0) continue;
    const Duration pause = options_.first_pause * (1LL << std::min(failures - 1, kMostDoublings));
    wake_.wait_for(lock, stop, pause, [] { return false; });
  }
}

}  // namespace throng::engage
