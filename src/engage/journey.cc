#include "engage/journey.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

namespace throng::engage {
namespace {

constexpr std::size_t kMaxName = 200;
constexpr std::uint32_t kMinutesOfDay = 24 * 60;

bool is_step_id(std::string_view id) {
  return !id.empty() && id.size() <= 40 &&
         std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

Result<void> check(const Wait& wait) {
  if (wait.kind == WaitKind::time && (wait.time <= Duration(0) || wait.time > kMaxWait))
    return invalid("time", "expected more than nothing and at most 366d");
  if (wait.minute >= kMinutesOfDay) return invalid("minute", "expected minutes after midnight, 0 to 1439");
  if (wait.kind != WaitKind::date) return {};
  if (auto good = model::validate_property(wait.trait); !good) return invalid("trait", good.error().message);
  if (wait.days < -kMostDaysOff || wait.days > kMostDaysOff) return invalid("days", "expected -366 to 366");
  return {};
}

Result<void> check(WaitFor& wait) {
  if (wait.event.has_value() == wait.filter.has_value()) return invalid("event", "expected an event or a filter");
  if (wait.event) THRONG_CHECK(check_event_alone("event", *wait.event));
  if (wait.filter)
    if (auto good = model::validate(*wait.filter, model::FilterPlace::person); !good)
      return std::unexpected(json::under("filter", std::move(good).error()));
  if (wait.timeout <= Duration(0) || wait.timeout > kMaxWait)
    return invalid("timeout", "expected more than nothing and at most 366d");
  return {};
}

Result<void> check_arm(std::string_view at, const std::string& name) {
  if (name.size() > kMaxName) return invalid(fmt::format("{}.name", at), "expected at most 200 bytes");
  return {};
}

Result<void> check(std::vector<BranchArm>& arms) {
  if (arms.empty() || arms.size() > kMaxArms) return invalid("branch", fmt::format("expected 1 to {}", kMaxArms));
  for (std::size_t i = 0; i < arms.size(); ++i) {
    const std::string at = fmt::format("branch[{}]", i);
    THRONG_CHECK(check_arm(at, arms[i].name));
    if (auto good = model::validate(arms[i].filter, model::FilterPlace::person); !good)
      return std::unexpected(json::under(at + ".filter", std::move(good).error()));
  }
  return {};
}

Result<void> check(const std::vector<SplitArm>& arms) {
  if (arms.size() < 2 || arms.size() > kMaxArms) return invalid("split", fmt::format("expected 2 to {}", kMaxArms));
  for (std::size_t i = 0; i < arms.size(); ++i) {
    const std::string at = fmt::format("split[{}]", i);
    THRONG_CHECK(check_arm(at, arms[i].name));
    if (arms[i].weight < 1 || arms[i].weight > 1000) return invalid(at + ".weight", "expected 1 to 1000");
  }
  return {};
}

Result<void> check(const std::vector<ChannelArm>& arms) {
  if (arms.size() < 2 || arms.size() > kMaxArms) return invalid("channel", fmt::format("expected 2 to {}", kMaxArms));
  std::set<ChannelKind> channels;
  for (std::size_t i = 0; i < arms.size(); ++i)
    if (!channels.insert(arms[i].channel).second)
      return invalid(fmt::format("channel[{}].channel", i), "another arm has this channel");
  return {};
}

Result<void> check(const TraitStep& step) {
  if (auto good = model::validate_property(step.trait); !good) return invalid("trait", good.error().message);
  if (step.value.text.size() > kMaxTraitValue)
    return fail(ErrorCode::too_large, "expected at most 4096 bytes", "value");
  return {};
}

Result<void> check(const TagStep& step) {
  if (step.tag.empty()) return invalid("tag", "expected the id of a tag");
  if (step.value.size() > kMaxName) return invalid("value", "expected at most 200 bytes");
  return {};
}

Result<void> check(const RewardStep& step) {
  if (step.reward.empty() || step.reward.size() > kMaxName) return invalid("reward", "expected 1 to 200 bytes");
  if (!(step.amount > 0) || !std::isfinite(step.amount)) return invalid("amount", "expected more than 0");
  return {};
}

Result<void> check(const MessageStep& step) {
  Campaign campaign = campaign_of(step);
  campaign.timing.rhythm = Rhythm::now;  // of a campaign, an event needs a trigger
  return check(campaign);
}

// The member that the kind names is there.
Result<void> check_members(const Step& step) {
  const std::pair<StepKind, bool> members[] = {
      {StepKind::wait, step.wait.has_value()},    {StepKind::wait_for, step.wait_for.has_value()},
      {StepKind::branch, !step.branch.empty()},   {StepKind::split, !step.split.empty()},
      {StepKind::channel, !step.channel.empty()}, {StepKind::message, step.message.has_value()},
      {StepKind::trait, step.trait.has_value()},  {StepKind::tag, step.tag.has_value()},
      {StepKind::reward, step.reward.has_value()}};
  for (const auto& [kind, is_there] : members) {
    const std::string name = boost::describe::enum_to_string(kind, "");
    if (kind == step.kind && !is_there) return invalid(name, "a step of this kind needs it");
    if (kind != step.kind && is_there) return invalid(name, "a step of another kind has none");
  }
  return {};
}

template <class Part>
Result<void> check_part(std::string_view name, Part& part) {
  if (auto good = check(part); !good) return std::unexpected(json::under(name, std::move(good).error()));
  return {};
}

Result<void> check(Step& step) {
  if (!is_step_id(step.id)) return invalid("id", "expected 1 to 40 of a-z, 0-9 and _");
  if (step.name.size() > kMaxName) return invalid("name", "expected at most 200 bytes");
  if (!std::isfinite(step.x) || !std::isfinite(step.y)) return invalid("x", "expected a place on the canvas");
  THRONG_CHECK(check_members(step));
  switch (step.kind) {
    case StepKind::wait: return check_part("wait", *step.wait);
    case StepKind::wait_for: return check_part("wait_for", *step.wait_for);
    case StepKind::branch: return check(step.branch);
    case StepKind::split: return check(step.split);
    case StepKind::channel: return check(step.channel);
    case StepKind::message: return check_part("message", *step.message);
    case StepKind::trait: return check_part("trait", *step.trait);
    case StepKind::tag: return check_part("tag", *step.tag);
    case StepKind::reward: return check_part("reward", *step.reward);
    case StepKind::go_to:
    case StepKind::exit: break;
  }
  if (step.kind == StepKind::exit && !step.next.empty()) return invalid("next", "nothing comes after an exit");
  return {};
}

Result<void> check(JourneyEntry& entry) {
  if ((entry.kind == EntryKind::event) != entry.event.has_value())
    return invalid("event", "an entry has an event if its kind is event, and only then");
  if (entry.event) THRONG_CHECK(check_event_alone("event", *entry.event));
  if (entry.kind == EntryKind::schedule) {
    if (entry.timing.rhythm == Rhythm::event) return invalid("timing.rhythm", "expected a time");
    if (entry.timing.person_zone) return invalid("timing.person_zone", "a journey is entered by the project's clock");
    if (entry.timing.best_time) return invalid("timing.best_time", "a journey has a step that waits for the best time");
    THRONG_CHECK(check(entry.timing));
  }
  if (auto good = model::validate(entry.audience, model::FilterPlace::person); !good)
    return std::unexpected(json::under("audience", std::move(good).error()));
  if (entry.again_after < Duration(0) || entry.again_after > days(366))
    return invalid("again_after", "expected at most 366d");
  return {};
}

// Whether time passes there whatever is known of the person.
bool waits(const Step& step) {
  if (step.wait) return step.wait->kind == WaitKind::time || step.wait->kind == WaitKind::clock;
  return step.wait_for && step.wait_for->event;
}

// A way from `id` that comes back to a step on it without waiting: its steps; else none.
std::vector<std::string> circle_from(const Journey& journey, const std::string& id, std::vector<std::string>& way,
                                     std::set<std::string>& clear) {
  if (id.empty() || clear.contains(id)) return {};
  if (const auto before = std::ranges::find(way, id); before != way.end()) return {before, way.end()};
  const Step* const step = find_step(journey, id);
  if (waits(*step)) return {};
  way.push_back(id);
  for (const std::string& next : nexts_of(*step))
    if (auto circle = circle_from(journey, next, way, clear); !circle.empty()) return circle;
  way.pop_back();
  clear.insert(id);
  return {};
}

}  // namespace

Campaign campaign_of(const MessageStep& step) {
  Campaign campaign;
  campaign.channel = step.channel;
  campaign.variants = step.variants;
  campaign.holdout_percent = 0;  // drawn on entering
  campaign.topic = step.topic;
  campaign.transactional = step.transactional;
  campaign.timing.rhythm = Rhythm::event;  // its run goes on until the journey is stopped
  campaign.recheck = false;
  campaign.at_quiet = step.at_quiet;
  campaign.give_up_after = step.give_up_after;
  campaign.priority = step.priority;
  return campaign;
}

const Step* find_step(const Journey& journey, std::string_view id) {
  const auto found = std::ranges::find(journey.steps, id, &Step::id);
  return found == journey.steps.end() ? nullptr : &*found;
}

std::set<std::string> awaited_by(const Journey& journey) {
  std::set<std::string> names;
  const auto add = [&](const model::EventMatch& match) { names.insert(match.events.begin(), match.events.end()); };
  if (journey.goal && journey.exit_at_goal) add(journey.goal->event);
  for (const Step& step : journey.steps)
    if (step.wait_for && step.wait_for->event) add(*step.wait_for->event);
  return names;
}

std::vector<std::string> nexts_of(const Step& step) {
  std::vector<std::string> nexts;
  if (step.kind == StepKind::exit) return nexts;
  for (const BranchArm& arm : step.branch) nexts.push_back(arm.next);
  for (const SplitArm& arm : step.split) nexts.push_back(arm.next);
  for (const ChannelArm& arm : step.channel) nexts.push_back(arm.next);
  if (step.wait_for) nexts.push_back(step.wait_for->otherwise);
  if (step.kind != StepKind::split) nexts.push_back(step.next);
  return nexts;
}

Result<void> check(Journey& journey) {
  if (auto good = check(journey.entry); !good) return std::unexpected(json::under("entry", std::move(good).error()));
  if (journey.steps.empty() || journey.steps.size() > kMaxSteps)
    return invalid("steps", fmt::format("expected 1 to {}", kMaxSteps));
  std::set<std::string> ids;
  for (std::size_t i = 0; i < journey.steps.size(); ++i) {
    const std::string at = fmt::format("steps[{}]", i);
    if (auto good = check(journey.steps[i]); !good) return std::unexpected(json::under(at, std::move(good).error()));
    if (!ids.insert(journey.steps[i].id).second) return invalid(at + ".id", "another step has this id");
  }
  for (std::size_t i = 0; i < journey.steps.size(); ++i)
    for (const std::string& next : nexts_of(journey.steps[i]))
      if (!next.empty() && !ids.contains(next))
        return invalid(fmt::format("steps[{}].next", i), fmt::format("there is no step {}", next));
  if (!(journey.holdout_percent >= 0 && journey.holdout_percent <= kMaxHoldoutPercent))
    return invalid("holdout_percent", "expected 0 to 90");
  if (journey.goal) THRONG_CHECK(check(*journey.goal));
  return {};
}

Result<void> check_ready(const Journey& journey) {
  std::set<std::string> reached;
  std::vector<std::string> open = {journey.steps.front().id};
  while (!open.empty()) {
    const std::string id = std::move(open.back());
    open.pop_back();
    if (id.empty() || !reached.insert(id).second) continue;
    for (std::string& next : nexts_of(*find_step(journey, id))) open.push_back(std::move(next));
  }
  std::set<std::string> clear;
  for (std::size_t i = 0; i < journey.steps.size(); ++i) {
    const Step& step = journey.steps[i];
    const std::string at = fmt::format("steps[{}]", i);
    if (!reached.contains(step.id)) return invalid(at, fmt::format("no way leads to the step {}", step.id));
    if (step.kind == StepKind::go_to && step.next.empty()) return invalid(at + ".next", "expected the step it goes to");
    std::vector<std::string> way;
    if (const auto circle = circle_from(journey, step.id, way, clear); !circle.empty())
      return invalid(at, fmt::format("a way leads round in a circle without waiting: {} > {}", fmt::join(circle, " > "),
                                     circle.front()));
  }
  return {};
}

Result<Journey> journey_of(const ledger::Saved& saved) {
  auto journey = json::read<Journey>(saved.body);
  if (!journey) return fail(ErrorCode::corrupt, fmt::format("the journey {} cannot be read", saved.name));
  return journey;
}

}  // namespace throng::engage
