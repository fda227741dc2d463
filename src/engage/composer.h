// Makes the messages of a run: which content, in which language, with links that lead back here.
#pragma once

#include <string>
#include <vector>

#include "engage/campaign.h"
#include "engage/links.h"
#include "engage/recipients.h"

namespace throng::engage {

class Composer {
 public:
  // Errors: those of CompiledMessage::compile().
  static Result<Composer> create(std::string campaign, RunPlan plan);

  const RunPlan& plan() const { return plan_; }
  const std::vector<std::string>& traits() const { return traits_; }  // that the contents look at
  const std::vector<std::string>& tags() const { return tags_; }      // names of those

  struct Wanted {
    std::int64_t send = 0;  // 0: a test, whose links tell nothing
    std::string_view variant;
    std::string_view context;  // JSON: the variable `event`; "": there is none
    const KnownRecipient& to;
    const SendingRules& rules;
    const Links& links;
    Instant now{};
    std::vector<std::string>* missing = nullptr;
  };
  // Errors: those of CompiledMessage::render(); not_found (variant).
  Result<Outgoing> compose(const Wanted& wanted) const;

 private:
  std::string campaign_;
  RunPlan plan_;
  std::vector<CompiledMessage> contents_;
  std::vector<std::string> traits_, tags_;
};

}  // namespace throng::engage
