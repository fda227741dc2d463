// Hears the events of some names as they are accepted, for several who wait for them. What one of them missed while no
// process ran, or while he did not listen, is read from the warehouse, so that each hears each event once whatever is
// killed when.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "engage/post_office.h"

namespace throng::engage::internal {

class Ear {
 public:
  explicit Ear(const PostOfficePlace& place);
  Ear(const Ear&) = delete;
  Ear& operator=(const Ear&) = delete;

  struct Listener {
    std::string key;               // tells them apart, the same from one call to the next
    std::set<std::string> names;   // of events
    model::EventNumber heard = 0;  // what he has noted; events up to it are not told again
  };
  struct News {
    std::vector<model::Event> events;  // ascending by number
    model::EventNumber up_to = 0;      // what was heard with them
    bool is_worth_noting = false;      // even if he has no use for any of them
  };
  // In the order of the listeners: what is new since the last call. Between two calls they do with it what they do and
  // note `up_to`. Errors: the warehouse's; forget() then.
  Result<std::vector<News>> listen(std::span<const Listener> listeners, const std::stop_token& stop);
  // What was heard could not be dealt with: everything after `heard` is read again.
  void forget();

 private:
  void hear(const model::Event& event);
  Result<std::vector<model::Event>> missed(const Listener& listener, model::EventNumber up_to,
                                           const std::stop_token& stop) const;

  const PostOfficePlace& place_;
  std::mutex mutex_;                               // of what follows
  std::set<std::string> names_;                    // that somebody listens for
  std::vector<model::Event> heard_;                // of these names, in order
  model::EventNumber newest_ = 0;                  // of any name
  std::set<std::string> caught_up_;                // keys of those who have missed nothing
  collect::Collector::Subscription subscription_;  // last: uses everything above
};

}  // namespace throng::engage::internal
