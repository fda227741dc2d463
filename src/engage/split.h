// Who gets which content and who is held out: functions of ids alone, so that a person's lot is the same whenever it is
// drawn.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "model/event.h"

namespace throng::engage {

// 0..9999, as if by lot, and independent for each `salt`: the campaign's id, or what the lot is about.
std::uint32_t lot_of(std::string_view salt, model::PersonNumber person);

// The share, in percent, of persons for whom this is true goes to two decimals.
inline bool is_held_out(std::string_view campaign, model::PersonNumber person, double percent) {
  return lot_of(std::string(campaign) + "/holdout", person) < percent * 100;
}
// The global control group: the same for all campaigns. Who is in it stays in it when the percentage grows.
inline bool is_in_control(std::string_view project, model::PersonNumber person, double percent) {
  return lot_of(std::string(project) + "/control", person) < percent * 100;
}
// The place of one of these weights, whose sum is above 0, drawn in proportion to them.
std::size_t variant_of(std::string_view campaign, model::PersonNumber person, std::span<const std::uint32_t> weights);

}  // namespace throng::engage
