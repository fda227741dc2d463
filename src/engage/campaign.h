// A campaign (触达计划): who is written to, what, when, and what that is to change. docs/semantics.md, Sending.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engage/message.h"
#include "engage/timing.h"
#include "ledger/saved.h"
#include "ledger/sends.h"
#include "model/filter.h"
#include "model/filter_eval.h"

namespace throng::engage {

inline constexpr std::size_t kMaxVariants = 5;
inline constexpr double kMaxHoldoutPercent = 90;
inline constexpr Duration kMaxTriggerDelay = days(90);
inline constexpr Duration kMaxGoalWindow = days(90);

// One of several contents that are tried against each other: persons are split in proportion to the weights.
struct Variant {
  std::string name;            // "A": 1 to 20 letters and digits
  std::string message;         // id
  std::uint32_t weight = 100;  // 1..1000
  static constexpr std::string_view kRequired[] = {"name", "message"};
};
BOOST_DESCRIBE_STRUCT(Variant, (), (name, message, weight))

// An event after which a person gets the message, if he is in the audience when it goes: "did A, then not B within an
// hour" is a trigger A with a delay of an hour and the audience of those who did not B within it.
struct Trigger {
  model::EventMatch event;   // conditions on the event alone; at least one name
  Duration delay{};          // at most kMaxTriggerDelay
  Duration again = days(1);  // who was triggered is not triggered again before that; at most a year
  static constexpr std::string_view kRequired[] = {"event"};
};
BOOST_DESCRIBE_STRUCT(Trigger, (), (event, delay, again))

// What a message is to bring about, within a time after it.
struct Goal {
  model::EventMatch event;
  Duration window = days(7);  // above 0, at most kMaxGoalWindow
  std::string revenue;        // property of the event that is money; "": none
  static constexpr std::string_view kRequired[] = {"event"};
};
BOOST_DESCRIBE_STRUCT(Goal, (), (event, window, revenue))

// The contents are tried on a part of the audience; the one with the greatest share of persons who opened, clicked or
// reached the goal goes to all the others so long after.
enum class WinnerBy { opened, clicked, converted };
BOOST_DESCRIBE_ENUM(WinnerBy, opened, clicked, converted)
struct Winner {
  double test_percent = 20;   // of the audience; 1..90
  Duration after = hours(4);  // 10 minutes to 7 days
  WinnerBy by = WinnerBy::clicked;
};
BOOST_DESCRIBE_STRUCT(Winner, (), (test_percent, after, by))

// When the hour is quiet where the person is.
enum class AtQuiet { wait, drop };
BOOST_DESCRIBE_ENUM(AtQuiet, wait, drop)

struct Campaign {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::campaign;
  ChannelKind channel = ChannelKind::email;
  model::Filter audience{model::All{}};  // of persons: {"in_segment": ...} or any other
  std::vector<Variant> variants;         // 1..kMaxVariants
  double holdout_percent = 10;           // of the audience: who gets nothing, to measure by; 0..kMaxHoldoutPercent
  std::string topic;                     // id; "": no consent to a topic is asked for
  bool transactional = false;            // exempt from consent, caps, quiet hours and control groups; goes first
  Timing timing;
  std::optional<Trigger> trigger;  // of rhythm `event`, and only then
  std::optional<Goal> goal;
  std::optional<Winner> winner;  // of two contents or more; not of rhythm `event`
  bool recheck = true;           // whoever has left the audience when his turn comes gets nothing
  AtQuiet at_quiet = AtQuiet::wait;
  Duration give_up_after = days(2);  // who could not be written to until then is dropped; 1 minute to 30 days
  std::int32_t priority = 0;         // -100..100; the greater go first
  static constexpr std::string_view kRequired[] = {"audience", "variants"};
};
BOOST_DESCRIBE_STRUCT(Campaign, (),
                      (channel, audience, variants, holdout_percent, topic, transactional, timing, trigger, goal,
                       winner, recheck, at_quiet, give_up_after, priority))

// Whether what they name exists is not looked at. Errors: invalid_argument naming the field.
Result<void> check(Campaign& campaign);
Result<void> check(const Goal& goal);
// An event that somebody waits for: names, and conditions on the event alone.
Result<void> check_event_alone(std::string_view field, const model::EventMatch& event);
bool is_awaited(const model::EventMatch& awaited, const model::Event& event, const model::Moment& moment);
Result<Campaign> campaign_of(const ledger::Saved& saved);  // errors: corrupt

// What a run is made of: nothing that is changed later changes it. The body of ledger::SendRun.
struct RunPlan {
  std::string name;  // of the campaign
  Campaign campaign;
  std::vector<Message> messages;  // of its variants, in their order
};
BOOST_DESCRIBE_STRUCT(RunPlan, (), (name, campaign, messages))

Result<RunPlan> plan_of_run(ledger::Db& db, const ledger::SendRun& run);  // reads its body. Errors: not_found, corrupt

}  // namespace throng::engage
