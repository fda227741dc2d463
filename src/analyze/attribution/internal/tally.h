// What both runs count, and the answer made of it.
#pragma once

#include <string>
#include <vector>

#include "analyze/attribution/internal/credits.h"

namespace throng::analyze::internal {

struct ChannelCounts {
  std::uint64_t touches = 0, touch_persons = 0;
  std::uint64_t conversions = 0, persons = 0;
  std::uint64_t acquired = 0;
};
struct CreditCounts {
  std::int64_t credits = 0;  // in kCreditUnits
  std::int64_t value = 0;    // in kMoneyUnits
  std::uint64_t persons = 0;
};

// Per channel: none, the kept ones, the rest. Markov's credits are counted as linear's, and shared out anew at the end.
struct AttributionCounts {
  AttributionCounts(std::vector<std::string> kept, std::size_t models)
      : names(std::move(kept)),
        channels(names.size() + 2),
        credits(models, std::vector<CreditCounts>(channels.size())),
        transitions(names.size() + 1) {}

  std::vector<std::string> names;  // kept
  ChannelCounts total;
  std::int64_t value = 0;
  std::vector<ChannelCounts> channels;
  std::vector<std::vector<CreditCounts>> credits;  // per model
  Transitions transitions;
  std::uint64_t unconverted = 0;

  std::size_t rest() const { return channels.size() - 1; }
  // Of other persons: persons add up too.
  void add(const AttributionCounts& other);
};

// Shares out what Markov credits, adds costs.
AttributionAnswer answer_of(const AttributionQuestion& question, AttributionCounts counts, const CostByChannel& costs);

// The channel of an answer with this name. Errors: invalid_argument (channel).
Result<Channel> channel_named(const std::string& name, const std::vector<std::string>& kept);

}  // namespace throng::analyze::internal
