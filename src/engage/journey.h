// A journey (旅程): a way that persons walk, step by step, each in his own time. docs/semantics.md, Journeys.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engage/campaign.h"
#include "ledger/journeys.h"

namespace throng::engage {

inline constexpr std::size_t kMaxSteps = 200;
inline constexpr std::size_t kMaxArms = 10;
inline constexpr Duration kMaxWait = days(366);
inline constexpr std::size_t kMaxTraitValue = 4096;

// time: so long. clock: until the clock next shows that time, on one of those weekdays. date: until the day that a
// trait of the person names; whoever has no such day, or had it, goes on at once. best_time: until the next hour of the
// day in which the person responds most (engage/response_hours.h); while nobody knows which, not at all.
enum class WaitKind { time, clock, date, best_time };
BOOST_DESCRIBE_ENUM(WaitKind, time, clock, date, best_time)

struct Wait {
  WaitKind kind = WaitKind::time;
  Duration time = throng::days(1);  // time: above 0, at most kMaxWait
  std::uint32_t minute = 10 * 60;   // clock, date: minutes after midnight, 0..1439
  std::vector<Weekday> weekdays;    // clock: none means any
  bool person_zone = true;          // clock, date: of the person's zone, else of the project's
  std::string trait;                // date: "birthday"; its value begins with a date, 1990-02-28
  std::int32_t days = 0;            // date: so many days after it; below 0: before it; -366..366
  bool yearly = false;              // date: the next time that the day comes round
};
BOOST_DESCRIBE_STRUCT(Wait, (), (kind, time, minute, weekdays, person_zone, trait, days, yearly))

// Until the person does something, or until something holds of him; at most so long.
struct WaitFor {
  std::optional<model::EventMatch> event;  // one of the two; conditions on the event alone
  std::optional<model::Filter> filter;     // looked at on arrival and twice a minute
  Duration timeout = throng::days(1);      // above 0, at most kMaxWait
  std::string otherwise;                   // the step after that time; "": the journey ends
};
BOOST_DESCRIBE_STRUCT(WaitFor, (), (event, filter, timeout, otherwise))

// The first arm whose filter holds; `next` of the step if none does.
struct BranchArm {
  std::string name;  // for people; may be ""
  model::Filter filter{model::All{}};
  std::string next;
  static constexpr std::string_view kRequired[] = {"filter"};
};
BOOST_DESCRIBE_STRUCT(BranchArm, (), (name, filter, next))

// Drawn by lot in proportion to the weights; `next` of the step is not used.
struct SplitArm {
  std::string name;
  std::uint32_t weight = 100;  // 1..1000
  std::string next;
};
BOOST_DESCRIBE_STRUCT(SplitArm, (), (name, weight, next))

struct MessageStep {
  ChannelKind channel = ChannelKind::email;
  std::vector<Variant> variants;  // 1..kMaxVariants
  std::string topic;              // as of a campaign, and so are the rest
  bool transactional = false;
  AtQuiet at_quiet = AtQuiet::wait;
  Duration give_up_after = throng::days(2);
  std::int32_t priority = 0;
  static constexpr std::string_view kRequired[] = {"variants"};
};
BOOST_DESCRIBE_STRUCT(MessageStep, (), (channel, variants, topic, transactional, at_quiet, give_up_after, priority))

struct TraitStep {
  std::string trait;
  json::Raw value{"null"};  // null takes it away
  static constexpr std::string_view kRequired[] = {"trait", "value"};
};
BOOST_DESCRIBE_STRUCT(TraitStep, (), (trait, value))

// Of a manual or imported tag.
struct TagStep {
  std::string tag;    // id
  std::string value;  // "": none from now on
  static constexpr std::string_view kRequired[] = {"tag"};
};
BOOST_DESCRIBE_STRUCT(TagStep, (), (tag, value))

// What the person is given: told as the event $reward_granted, for whoever keeps points and coupons.
struct RewardStep {
  std::string reward;  // 1 to 200 characters
  double amount = 1;   // above 0
  static constexpr std::string_view kRequired[] = {"reward"};
};
BOOST_DESCRIBE_STRUCT(RewardStep, (), (reward, amount))

// The channel by which the person responds most, of those that reach him (engage/response_channels.h); while nobody
// knows which, the first. `next` of the step if none of them reaches him.
struct ChannelArm {
  ChannelKind channel = ChannelKind::email;  // each once
  std::string next;
  static constexpr std::string_view kRequired[] = {"channel"};
};
BOOST_DESCRIBE_STRUCT(ChannelArm, (), (channel, next))

enum class StepKind { wait, wait_for, branch, split, channel, message, trait, tag, reward, go_to, exit };
BOOST_DESCRIBE_ENUM(StepKind, wait, wait_for, branch, split, channel, message, trait, tag, reward, go_to, exit)

// Has the member that its kind names, and no other; go_to and exit have none.
struct Step {
  std::string id;    // [a-z0-9_]{1,40}, unique in the journey
  std::string name;  // for people; may be ""
  StepKind kind = StepKind::exit;
  std::string next;     // id; "": the journey ends
  double x = 0, y = 0;  // on the canvas
  std::optional<Wait> wait;
  std::optional<WaitFor> wait_for;
  std::vector<BranchArm> branch;    // 1..kMaxArms
  std::vector<SplitArm> split;      // 2..kMaxArms
  std::vector<ChannelArm> channel;  // 2..kMaxArms
  std::optional<MessageStep> message;
  std::optional<TraitStep> trait;
  std::optional<TagStep> tag;
  std::optional<RewardStep> reward;
  static constexpr std::string_view kRequired[] = {"id", "kind"};
};
BOOST_DESCRIBE_STRUCT(Step, (),
                      (id, name, kind, next, x, y, wait, wait_for, branch, split, channel, message, trait, tag, reward))

// event: whoever does it. schedule: everybody in the audience when its times come.
enum class EntryKind { event, schedule };
BOOST_DESCRIBE_ENUM(EntryKind, event, schedule)

// never: once and no more. when_out: after he has left. always: also while he is inside.
enum class Reentry { never, when_out, always };
BOOST_DESCRIBE_ENUM(Reentry, never, when_out, always)

struct JourneyEntry {
  EntryKind kind = EntryKind::event;
  std::optional<model::EventMatch> event;  // event: at least one name; conditions on the event alone
  Timing timing;                           // schedule: any rhythm but event; the project's clock
  model::Filter audience{model::All{}};    // whoever enters is in it
  Reentry again = Reentry::when_out;
  Duration again_after{};  // and not before so long after he entered last; at most a year
  std::uint64_t most = 0;  // persons let in altogether; 0: any number
};
BOOST_DESCRIBE_STRUCT(JourneyEntry, (), (kind, event, timing, audience, again, again_after, most))

struct Journey {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::journey;
  JourneyEntry entry;
  std::vector<Step> steps;      // 1..kMaxSteps, the first is where one enters
  double holdout_percent = 10;  // of those who enter: they walk and get nothing, to measure by; 0..kMaxHoldoutPercent
  std::optional<Goal> goal;
  bool exit_at_goal = true;  // whoever reaches the goal after entering leaves
  static constexpr std::string_view kRequired[] = {"steps"};
};
BOOST_DESCRIBE_STRUCT(Journey, (), (entry, steps, holdout_percent, goal, exit_at_goal))

// Each part alone, and that every step that is named as a next one is there. Errors: invalid_argument naming the field.
Result<void> check(Journey& journey);
// Whether persons can walk it: every step can be reached, and no way leads round in a circle without waiting. Whether
// the messages and tags it names exist is not looked at. Errors: invalid_argument naming the step.
Result<void> check_ready(const Journey& journey);
Result<Journey> journey_of(const ledger::Saved& saved);  // errors: corrupt

const Step* find_step(const Journey& journey, std::string_view id);  // null: there is none
// Names of the events that steps and the goal wait for.
std::set<std::string> awaited_by(const Journey& journey);
// Where a step may lead to; "" is the end.
std::vector<std::string> nexts_of(const Step& step);

// A message of a version is sent as a run of its own: the campaign that its step comes to.
Campaign campaign_of(const MessageStep& step);

// What a version is made of: nothing that is changed later changes it. The body of ledger::JourneyVersion.
struct StepContents {
  std::string step;               // id
  std::vector<Message> messages;  // of its variants, in their order
};
BOOST_DESCRIBE_STRUCT(StepContents, (), (step, messages))
struct JourneyPlan {
  std::string name;
  Journey journey;
  std::vector<StepContents> contents;  // of the steps that send something
};
BOOST_DESCRIBE_STRUCT(JourneyPlan, (), (name, journey, contents))

// The plan that a journey comes to now, with its messages as they are. Errors: check_ready(); not_found, naming the
// step, for a message or tag that is gone; invalid_argument for a tag that is worked out.
Result<JourneyPlan> plan_of(ledger::Db& db, const ledger::Saved& saved);
// Makes that the newest version, by which everybody walks who enters from now on; `heard`: events up to this number let
// nobody in. Errors: those of plan_of().
Result<ledger::JourneyVersion> publish(ledger::Db& db, const ledger::Saved& saved, std::uint64_t heard, Instant now);
// What a message step is sent as: the run of that version and step, opened where it is not there yet.
Result<ledger::SendRun> run_of_step(ledger::Db& db, const ledger::Saved& saved, const ledger::JourneyVersion& version,
                                    const JourneyPlan& plan, const Step& step, Instant now);

}  // namespace throng::engage
