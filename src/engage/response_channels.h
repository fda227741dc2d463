// By which channel each person responds to messages most (最佳触达渠道).
//
// Of every person the messages of the last 90 days are counted by channel, and those of them that a human opened or
// clicked. The share that was responded to is smoothed by everybody's of that channel, which counts as kPriorMessages
// more messages to each person (the mean of a Beta posterior; Gelman et al., Bayesian Data Analysis, 2013, 2.4). A
// channel by which fewer than kEnoughMessages were sent to anybody has the share of all channels together.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <stop_token>
#include <vector>

#include "audience/audience.h"
#include "engage/channel.h"
#include "engage/recent.h"
#include "engage/response_hours.h"

namespace throng::engage {

inline constexpr std::uint64_t kEnoughMessages = 100;
inline constexpr double kPriorMessages = 5;

struct Responded {
  std::uint64_t sent = 0, responded = 0;
};
double smoothed_share(const Responded& own, double everybody);

class ResponseChannels {
 public:
  // Errors: those of Timeline::snapshot(), cancelled.
  static Result<ResponseChannels> read(audience::Audience& audience, Instant now, const std::stop_token& stop);

  // Of all persons.
  const std::map<ChannelKind, Responded>& everybody() const { return everybody_; }
  Responded of(model::PersonNumber representative, ChannelKind channel) const;
  // What is expected of the person by that channel.
  double share(model::PersonNumber representative, ChannelKind channel) const;
  // The place of the greatest share; of equal ones the first. `channels` is not empty.
  std::size_t best(model::PersonNumber representative, std::span<const ChannelKind> channels) const;

 private:
  struct Own {
    model::PersonNumber person = 0;
    ChannelKind channel = ChannelKind::email;
    std::uint32_t sent = 0, responded = 0;
  };
  std::map<ChannelKind, Responded> everybody_;
  Responded all_;         // of all channels
  std::vector<Own> own_;  // by person and channel
};

// What is known of how people respond, as it was a while ago at most.
struct ResponseHabits {
  Recent<ResponseHours> hours;
  Recent<ResponseChannels> channels;
};

}  // namespace throng::engage
