// In-app messages (站内消息): handed over into an inbox of the ledger, from where apps and sites fetch them, or hear of
// them as they come.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "collect/collector.h"
#include "engage/channel.h"
#include "ledger/inbox.h"

namespace throng::engage {

class Inbox {
 public:
  struct Place {
    ledger::Db& db;
    const collect::Collector& collector;
    std::string project;
    const Clock& clock;
  };
  // `secret` signs the user ids of whoever asks; "": in-app messages are not set up.
  Inbox(Place place, std::string secret) : place_(std::move(place)), secret_(std::move(secret)) {}

  bool is_set_up() const { return !secret_.empty(); }
  // HMAC-SHA256 of a user id with the secret, in hexadecimal: what an app's own server gives those it knows.
  std::string hash_of(std::string_view user_id) const;

  // Who asks. With a user id it takes the hash: a write key is no secret, and user ids can be guessed. Anonymous ids
  // cannot.
  struct Asker {
    std::string user_id, hash, anonymous_id;
  };
  // Errors: conflict (it is not set up), invalid_argument, forbidden (the hash is wrong).
  Result<collect::PersonId> id_of(const Asker& asker) const;
  // The numbers of the person with this id; none: nothing is known of it yet.
  std::vector<model::PersonNumber> numbers_of(const collect::PersonId& id) const;

  Result<std::vector<ledger::InboxMessage>> list(std::span<const model::PersonNumber> numbers) const;
  Result<std::uint64_t> mark(std::span<const model::PersonNumber> numbers, std::span<const std::int64_t> ids,
                             ledger::InboxMark mark) const;

  // Called with what is handed over from here on to the person with this id, on a sending thread; must not block.
  using Subscription = std::shared_ptr<void>;  // unsubscribes when dropped
  Subscription subscribe(const collect::PersonId& id, std::function<void(const ledger::InboxMessage&)> on_message);

  // A way into it. Works as long as this.
  std::unique_ptr<Channel> open_channel();

  // Deletes what is too old, at most once an hour.
  Result<void> tidy();

 private:
  class Delivery;
  struct Listener {
    collect::PersonId id;
    std::function<void(const ledger::InboxMessage&)> on_message;
  };
  HandOver put(const Outgoing& message);
  void tell(const ledger::InboxMessage& message);

  const Place place_;
  const std::string secret_;
  std::mutex mutex_;
  std::map<std::uint64_t, Listener> listeners_;
  std::uint64_t next_listener_ = 0;
  Instant tidied_{};
};

}  // namespace throng::engage
