// Takes what is due from the queues, judges it, composes it and gives it to the sender.
#pragma once

#include <map>
#include <stop_token>

#include "engage/composer.h"
#include "engage/post_office.h"
#include "engage/sender.h"

namespace throng::engage::internal {

using Senders = std::map<ChannelKind, std::unique_ptr<Sender>>;  // of the channels that are set up

class Feeder {
 public:
  Feeder(const PostOfficePlace& place, const Senders& senders) : place_(place), senders_(senders) {}
  // As much as the senders have room for. Whether there was anything. Runs of a channel that is not set up wait.
  // Errors: the ledger's; of one run they are told to the log, and the others go on.
  Result<bool> step(const std::stop_token& stop);

 private:
  // A run that is being sent: what of it does not change, and who is in its audience as of a moment ago.
  struct Open {
    Composer composer;
    Bitmap audience;
    Instant looked{};
    std::string winner;  // "": none yet
  };
  // Read for all runs that ask for the same.
  struct Facts {
    std::shared_ptr<const PersonFacts> facts;
    Instant read{};
    std::uint64_t step = 0;  // in which of ours
  };
  Result<Open*> open(const ledger::SendRun& run);
  enum class Fed { nothing, some, full };  // full: its sender has no room
  Result<Fed> feed(const ledger::SendRun& run, const StoredRules& rules, const std::stop_token& stop);
  Result<void> give_winner(const ledger::SendRun& run, Open& open, std::span<ledger::Send> sends,
                           const std::stop_token& stop) const;
  Result<void> refresh(Open& open, const std::stop_token& stop) const;
  // Taken out of `sends` are those for whom it is to be read anew, in the next step.
  Result<std::shared_ptr<const PersonFacts>> facts_for(const Composer& composer, const StoredRules& rules,
                                                       std::vector<ledger::Send>& sends, const std::stop_token& stop);
  Result<std::vector<ledger::Send>> claim(const StoredRules& rules, const Campaign& campaign,
                                          std::span<const ledger::Send> sends, std::vector<KnownRecipient>& to) const;
  RecipientSource source() const { return {place_.audience, place_.collector, place_.calendar}; }
  Result<void> give(Sender& sender, const ledger::SendRun& run, const StoredRules& rules, const Open& open,
                    std::span<const ledger::Send> claimed, const std::map<std::int64_t, const KnownRecipient*>& to);

  const PostOfficePlace& place_;
  const Senders& senders_;
  std::map<std::int64_t, Open> open_;
  std::map<std::string, Facts> facts_;  // by what they are of
  std::uint64_t step_ = 0;
};

}  // namespace throng::engage::internal
