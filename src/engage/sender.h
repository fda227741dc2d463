// Hands finished messages over to one channel, on several threads, each with a connection of its own. What is
// transactional goes first.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "engage/channel.h"
#include "engage/hand_over_book.h"

namespace throng::engage {

struct Prepared {
  std::int64_t send = 0;
  bool transactional = false;
  std::uint32_t tries = 0;  // before this one
  Instant expires{};
  Outgoing message;
};

struct SenderOptions {
  std::function<std::unique_ptr<Channel>()> open;  // called once by each thread
  unsigned connections = 8;
  Duration first_pause = seconds(1);  // of a thread after the other side took nothing; doubles up to 32 times
  // An address that the other side says is none. Called on sending threads.
  std::function<void(const Outgoing& message, const std::string& detail)> bad_address;
};

class Sender {
 public:
  static constexpr std::size_t kRoom = 512;  // messages of each lane that are in hand at most

  // Everything must outlive it.
  Sender(SenderOptions options, HandOverBook& book, const Clock& clock);
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  ~Sender();  // after the messages that are being handed over; the others stay claimed in the ledger

  // How many more may be given.
  std::size_t room(bool transactional) const;
  void give(std::vector<Prepared> messages);
  // Blocks until nothing is in hand.
  void wait() const;
  // At most so many a second from now on; 0: any number.
  void limit(std::uint32_t per_second);

 private:
  void work(const std::stop_token& stop);
  std::optional<Prepared> take(const std::stop_token& stop);
  void wait_for_turn(const std::stop_token& stop);
  ledger::SendEnd end_of(const Prepared& prepared, const HandOver& handed) const;

  SenderOptions options_;
  HandOverBook& book_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  mutable std::condition_variable idle_;
  std::deque<Prepared> bulk_, transactional_;
  std::size_t bulk_in_hand_ = 0, transactional_in_hand_ = 0;  // waiting and being handed over
  std::uint32_t per_second_ = 0;
  std::chrono::steady_clock::time_point next_turn_{};
  std::vector<std::jthread> threads_;  // last: use everything above
};

// When a message that was not taken is tried again, after so many tries: 1, 2, 4, ... minutes, at most an hour.
Duration resend_after(std::uint32_t tries);

}  // namespace throng::engage
