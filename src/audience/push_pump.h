// Sends what pushes tell: reads changes, makes batches, posts them one after the other, tries again, gives up.
// Where it is it writes into the ledger before and after every post, so that a process that is killed at any point
// loses no change and sends no batch a second time under another name.
#pragma once

#include <map>
#include <string>

#include "audience/push.h"
#include "base/clock.h"
#include "base/log.h"
#include "ledger/push_states.h"

namespace throng::audience {

// Where changes come from (audience/push_changes.h).
class ChangeSource {
 public:
  struct Wanted {
    const Push* push = nullptr;
    model::EventNumber after = 0;  // only later ones
    Instant after_at{};            // when that was
    std::size_t most = 0;
  };
  struct Found {
    std::vector<NumberedChange> changes;  // the first ones, by number
    model::EventNumber looked_to = 0;     // if they are fewer than `most`: there are no others up to here
  };
  virtual ~ChangeSource() = default;
  // There is no change beyond this one yet. Cheap.
  virtual Result<model::EventNumber> newest() = 0;
  virtual Result<Found> read(const Wanted& wanted, std::stop_token stop) = 0;
};

class PushPump {
 public:
  // Everything must outlive it.
  PushPump(ledger::Db& db, std::string project, ChangeSource& source, outbound::Poster& poster, const Clock& clock,
           const Log& log);

  // At most one batch of every push that is due. Whether anything was sent, so that there may be more at once.
  // Errors: the ledger's and the source's; of one push they are told to the log, and the others go on.
  Result<bool> step(std::stop_token stop = {});

 private:
  Result<bool> step(const ledger::Saved& saved, const std::stop_token& stop);
  Result<ledger::PushState> state_of(const ledger::Saved& saved, const StoredPush& push) const;
  Result<bool> take_batch(const ledger::Saved& saved, const StoredPush& push, ledger::PushState& state,
                          const std::stop_token& stop);
  Result<bool> note_nothing(ledger::PushState& state, model::EventNumber looked_to) const;
  Result<void> settle(const ledger::Saved& saved, ledger::PushState state, const PushSending& sending);

  ledger::Db& db_;
  const std::string project_;
  ChangeSource& source_;
  outbound::Poster& poster_;
  const Clock& clock_;
  const Log& log_;
  std::map<std::string, model::EventNumber> looked_to_;  // by push: nothing of it up to here but what was told
};

}  // namespace throng::audience
