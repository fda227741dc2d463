// Writes down as events what became of messages, so that every analysis works on them.
#pragma once

#include "engage/post_office.h"
#include "ledger/sends.h"

namespace throng::engage::internal {

class Teller {
 public:
  explicit Teller(const PostOfficePlace& place) : place_(place) {}
  // Told twice an event is still there once: its id is that of the message and of what happened. Whether there was
  // anything to tell.
  Result<bool> step();

 private:
  std::optional<model::Event> event_of(const ledger::Send& send, const std::string& campaign,
                                       const std::string& step) const;
  const PostOfficePlace& place_;
};

}  // namespace throng::engage::internal
