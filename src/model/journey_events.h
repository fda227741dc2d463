// The events that tell of journeys (engage/journey.h): ordinary events of the person. "Any event" does not mean them
// (model/filter.h, kSystemEvents). All carry "journey" (its id), "version" and "step" ("" of entering and ending).
#pragma once

#include <string_view>

namespace throng::model {

inline constexpr std::string_view kJourneyEntered = "$journey_entered";  // "held_out": of the control group
inline constexpr std::string_view kJourneyEnded = "$journey_ended";      // "reason": end, exit, goal, ...; "held_out"
inline constexpr std::string_view kRewardGranted = "$reward_granted";    // "reward", "amount"

}  // namespace throng::model
