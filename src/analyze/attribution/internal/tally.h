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

// Per channel (none, the kept ones, the rest) and bucket. Markov's credits are counted as linear's, and shared out anew
// at the end.
struct AttributionCounts {
  AttributionCounts(std::vector<std::string> kept, std::size_t models, std::size_t bucket_count)
      : names(std::move(kept)),
        buckets(bucket_count),
        channels(names.size() + 2),
        totals(buckets),
        persons(models, std::vector<std::uint64_t>(channels.size())),
        credits(models, std::vector<CreditCounts>(channels.size() * buckets)),
        transitions(names.size() + 1) {}

  std::vector<std::string> names;  // kept
  std::size_t buckets;
  ChannelCounts total;
  std::vector<ChannelCounts> channels;
  std::vector<CreditCounts> totals;                 // per bucket, of all conversions
  std::vector<std::vector<std::uint64_t>> persons;  // per model and channel, over all buckets
  std::vector<std::vector<CreditCounts>> credits;   // per model, by cell()
  Transitions transitions;
  std::uint64_t unconverted = 0;

  std::size_t rest() const { return channels.size() - 1; }
  std::size_t cell(std::size_t channel, std::size_t bucket) const { return channel * buckets + bucket; }
  // Of other persons: persons add up too.
  void add(const AttributionCounts& other);
};

// Shares out what Markov credits, adds costs. `buckets` may be none.
Result<AttributionAnswer> answer_of(const AttributionQuestion& question, AttributionCounts counts,
                                    const Buckets& buckets, const AskContext& context);

// The channel of an answer with this name. Errors: invalid_argument (channel).
Result<Channel> channel_named(const std::string& name, const std::vector<std::string>& kept);

}  // namespace throng::analyze::internal
