// In which hour of the day each person responds to messages most (最佳触达时间).
//
// Of every person the responses of the last 90 days are counted by the hour that the clock in the person's zone showed:
// opens and clicks by humans. An hour lends a quarter of its count to each of its neighbours, so that 19:58 and 20:02
// are not strangers; everybody's shares then count as kPriorResponses more of each person's own (the mean of a
// Dirichlet posterior with everybody as its prior; Gelman et al., Bayesian Data Analysis, 2013, 3.4). The hour with the
// greatest share is the person's; who never responded has everybody's.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "audience/audience.h"
#include "base/calendar.h"

namespace throng::engage {

inline constexpr Duration kResponseReach = days(90);
inline constexpr std::uint64_t kEnoughResponses = 100;  // of all persons; with fewer nothing is said of anybody
inline constexpr double kPriorResponses = 5;

using HourCounts = std::array<double, 24>;
HourCounts smoothed(const HourCounts& counts);
// Sums to 1; a twenty-fourth each where there are none.
HourCounts shares_of(const HourCounts& counts);
// Of one person, given everybody's shares; of equal ones the first.
unsigned best_hour(const HourCounts& counts, const HourCounts& everybody);

class ResponseHours {
 public:
  struct Wanted {
    audience::Audience& audience;
    Calendar project;  // of those without a zone
    std::string zone_trait;
    Instant now{};
  };
  // Errors: those of Timeline::snapshot(), cancelled.
  static Result<ResponseHours> read(const Wanted& wanted, const std::stop_token& stop);

  std::uint64_t responses() const { return responses_; }
  bool is_enough() const { return responses_ >= kEnoughResponses; }
  const HourCounts& everybody() const { return everybody_; }  // shares

  struct Best {
    unsigned hour = 0;
    bool own = false;  // from responses of the person's own
  };
  // Empty: there are not enough responses to say.
  std::optional<Best> best(model::PersonNumber representative) const;

 private:
  struct Own {
    model::PersonNumber person = 0;
    std::uint8_t hour = 0;
  };
  std::uint64_t responses_ = 0;
  HourCounts everybody_{};
  unsigned common_ = 0;   // everybody's best
  std::vector<Own> own_;  // by person
};

}  // namespace throng::engage
