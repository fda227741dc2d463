// Targeting (人群定位): audiences - segments, and each layer of the layer schemes - side by side, by what makes them
// worth reaching, and a score that ranks them.
//
// Five measures of an audience (all now, windows in days of the project's calendar, today included):
//   size        persons
//   growth      persons now / persons so many days ago - 1; unknown without a kept version, or of nobody then
//   value       revenue of the last kTargetingDays / persons; unknown of nobody, or where no revenue is mapped
//   conversion  share of the persons who bought in the last kTargetingDays; unknown likewise
//   reach       share of the persons who can be reached by any channel (kChannelTraits); unknown of nobody
//
// Score. Measures have no common unit, so each is turned into a standing 0..1 by rank among the listed audiences that
// know it: (audiences with less + half of the others with as much) / (those audiences - 1); alone: 0.5. The score is
// the mean of the standings, weighted; a measure that an audience does not know is left out of its mean. So a score
// says "better than that part of what is listed", and nothing about anything that is not.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audience/plan.h"

namespace throng::audience {

inline constexpr std::uint32_t kTargetingDays = 30;

enum class Channel { email, sms, push, wechat };
BOOST_DESCRIBE_ENUM(Channel, email, sms, push, wechat)
inline constexpr std::size_t kChannels = 4;

// Whoever has one of these traits can be reached by the channel. The one place that says so.
struct ChannelTraits {
  Channel channel;
  std::array<std::string_view, 4> traits;  // "" from the end on
};
inline constexpr ChannelTraits kChannelTraits[kChannels] = {
    {Channel::email, {"email"}},
    {Channel::sms, {"phone", "mobile", "phone_number"}},
    {Channel::push, {"push_token", "device_token", "registration_id"}},
    {Channel::wechat, {"wechat_openid", "openid", "unionid", "wecom_id"}},
};
model::Filter reached_by(Channel channel);
model::Filter reached_by_any();

// What people buy by. Without a purchase nothing is known of value and conversion; without a revenue nothing of value.
struct Purchases {
  std::optional<model::EventMatch> purchase;
  std::string revenue;  // its property; "": none
};
model::Filter bought(const model::EventMatch& purchase);  // in the last kTargetingDays

// What must be known of everybody, whatever the audiences.
struct People {
  std::optional<Bitmap> buyers;
  std::optional<std::vector<double>> revenue;  // by person number; who is not in it has none
  std::array<Bitmap, kChannels> by_channel;
  Bitmap reachable;  // by any
};
// One plan that is carried out in the same pass as the audiences; its assignment means something to people_of only.
Plan people_plan(const Purchases& purchases);
People people_of(const Assignment& found, const Purchases& purchases);

struct Figures {
  std::uint64_t persons = 0;
  std::optional<std::uint64_t> buyers;
  std::optional<double> revenue;
  std::uint64_t reachable = 0;
  std::array<std::uint64_t, kChannels> by_channel{};
};
// Time O(members with revenue).
Figures figures_of(const Bitmap& members, const People& people);

enum class TargetingMeasure { size, growth, value, conversion, reach };
BOOST_DESCRIBE_ENUM(TargetingMeasure, size, growth, value, conversion, reach)
inline constexpr std::size_t kTargetingMeasures = 5;

template <class T>
using PerMeasure = std::array<T, kTargetingMeasures>;  // in order of TargetingMeasure
using Measures = PerMeasure<std::optional<double>>;

Measures measures_of(const Figures& figures, std::optional<std::uint64_t> persons_before);

// One measure of all audiences, in their order.
std::vector<std::optional<double>> standings_of(std::span<const std::optional<double>> values);

inline constexpr std::uint32_t kMaxWeight = 100;
using Weights = PerMeasure<std::uint32_t>;  // 0..kMaxWeight each

struct Score {
  std::optional<double> score;  // 0..1; empty: nothing that has a weight is known
  Measures standings;
  Measures parts;  // weight * standing / sum of the weights of what is known: these sum to the score
};
// Of each audience.
std::vector<Score> scores_of(std::span<const Measures> audiences, const Weights& weights);

}  // namespace throng::audience
