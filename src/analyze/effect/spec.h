// Effect (触达效果): what became of the messages of campaigns and journeys, and what they changed: those who got them
// against those who were held out.
#pragma once

#include <span>

#include "analyze/question.h"
#include "model/message_events.h"

namespace throng::analyze {

inline constexpr std::size_t kMaxEffectCampaigns = 50;
inline constexpr std::uint32_t kMaxEffectTop = 50;
inline constexpr Duration kMaxEffectWindow = days(3650);
inline constexpr Duration kFatigueWindow = days(7);  // in which `number` counts
inline constexpr std::uint32_t kMostMessages = 5;    // that `number` tells apart: "5+"

// By what sends are grouped; by a trait persons are.
enum class EffectBy { none, campaign, variant, channel, step, hour, number, trait };
BOOST_DESCRIBE_ENUM(EffectBy, none, campaign, variant, channel, step, hour, number, trait)

struct EffectQuestion {
  std::vector<std::string> campaigns;  // of campaigns and journeys, 1..kMaxEffectCampaigns
  model::Filter where{model::All{}};   // of what was sent or held out, and of whom
  model::Window range = {model::Window::Last{30, BucketUnit::day}};  // of what was sent or held out
  model::EventMatch goal;
  Duration window = days(7);  // from a person's first message to the goal, both ends included; 1 ms..kMaxEffectWindow
  std::string revenue;        // number property of the goal's events; "": not asked
  EffectBy by = EffectBy::none;
  std::optional<PropertyRef> trait;  // of the person; with `by` trait alone
  std::uint32_t top = 20;            // groups kept, by persons, but for campaign, hour and number; 1..kMaxEffectTop
  static constexpr std::string_view kRequired[] = {"campaigns", "goal"};
};
BOOST_DESCRIBE_STRUCT(EffectQuestion, (), (campaigns, where, range, goal, window, revenue, by, trait, top))

// What the messages changed: those who got them less those who were held out. Intervals are of 95 %.
struct EffectUplift {
  double difference = 0;  // of the shares that converted
  double low = 0, high = 0;
  std::optional<double> p;                          // two-sided; empty when all converted, or nobody
  std::optional<double> relative;                   // difference / the share of those held out; empty where that is 0
  double conversions = 0;                           // difference * sent
  std::optional<double> revenue;                    // difference of revenue per person * sent
  std::optional<double> revenue_low, revenue_high;  // empty when either are fewer than two
};
BOOST_DESCRIBE_STRUCT(EffectUplift, (),
                      (difference, low, high, p, relative, conversions, revenue, revenue_low, revenue_high))

// All are numbers of persons unless they say otherwise.
struct EffectGroup {
  std::string label;  // "" all; "$none" missing value; "$other" the rest; "0".."23"; "1".."5+"
  std::uint64_t sent = 0;
  std::uint64_t messages = 0;  // that they were sent
  std::uint64_t delivered = 0;
  std::uint64_t bounced = 0;
  std::uint64_t opened = 0;  // by a human
  std::uint64_t machine_opened = 0;
  std::uint64_t clicked = 0;  // by a human
  std::uint64_t unsubscribed = 0;
  std::uint64_t complained = 0;
  std::uint64_t converted = 0;
  std::optional<double> revenue;             // of the goal's events in the window
  std::optional<double> revenue_per_person;  // also empty without persons
  std::uint64_t window_open = 0;             // whose window is not over: the figures still grow
  std::uint64_t mixed = 0;                   // who were also held out, and count as sent alone
  std::uint64_t held_out = 0;
  std::uint64_t held_out_converted = 0;
  std::optional<double> held_out_revenue;
  std::optional<double> held_out_revenue_per_person;
  std::optional<EffectUplift> uplift;  // empty where nobody was sent to or nobody held out
};
BOOST_DESCRIBE_STRUCT(EffectGroup, (),
                      (label, sent, messages, delivered, bounced, opened, machine_opened, clicked, unsubscribed,
                       complained, converted, revenue, revenue_per_person, window_open, mixed, held_out,
                       held_out_converted, held_out_revenue, held_out_revenue_per_person, uplift))

struct EffectAnswer {
  EffectGroup all;
  std::vector<EffectGroup> groups;  // none without `by`; by persons, $other last; hours and numbers ascend
};
BOOST_DESCRIBE_STRUCT(EffectAnswer, (), (all, groups))

enum class EffectOf {
  sent,
  delivered,
  bounced,
  opened,
  machine_opened,
  clicked,
  unsubscribed,
  complained,
  converted,
  window_open,
  mixed,
  held_out,
  held_out_converted
};
BOOST_DESCRIBE_ENUM(EffectOf, sent, delivered, bounced, opened, machine_opened, clicked, unsubscribed, complained,
                    converted, window_open, mixed, held_out, held_out_converted)
inline constexpr std::size_t kEffectOfs = static_cast<std::size_t>(EffectOf::held_out_converted) + 1;

// The persons behind a number of a group; without label of all.
struct EffectCell {
  std::optional<std::string> label;
  EffectOf of = EffectOf::sent;
};
BOOST_DESCRIBE_STRUCT(EffectCell, (), (label, of))

Result<void> validate(const EffectQuestion& question);
Result<void> validate(const EffectCell& cell, const EffectQuestion& question);

// Every event that tells of messages: what answers depend on beside what the question names.
std::span<const std::string_view> message_events();
// Whether a group has those held out of its own; else it is held against all who were.
bool has_own_control(EffectBy by);

}  // namespace throng::analyze
