#include "engage/internal/journey_facts.h"

#include <algorithm>

#include "audience/plan.h"
#include "engage/channel_kinds.h"
#include "engage/rules.h"

namespace throng::engage::internal {

using model::PersonNumber;

namespace {

bool is_everybody(const model::Filter& filter) {
  const auto* const all = std::get_if<model::All>(&filter.node);
  return all != nullptr && all->of.empty();
}

// What the steps of a journey ask of everybody who comes to them.
struct Asked {
  bool clock = false, best_time = false;
  std::vector<std::string> dates;     // traits
  std::vector<ChannelKind> channels;  // that are chosen between

  explicit Asked(const Journey& journey) {
    for (const Step& step : journey.steps) {
      for (const ChannelArm& arm : step.channel) channels.push_back(arm.channel);
      if (!step.wait || step.wait->kind == WaitKind::time) continue;
      clock = true;
      best_time |= step.wait->kind == WaitKind::best_time;
      if (step.wait->kind == WaitKind::date) dates.push_back(step.wait->trait);
    }
  }
};

// Traits: the zone, then the days, then where the channels reach somebody.
std::vector<std::string> names_of(const Asked& asked, const SendingRules& rules) {
  std::vector<std::string> names = {rules.zone_trait};
  const auto add = [&](const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const std::string& name : asked.dates) add(name);
  for (const ChannelKind channel : asked.channels)
    if (const std::string* const address = address_trait(rules, channel)) add(*address);
  return names;
}

}  // namespace

// What let somebody in may be younger than what the timelines show.
Result<void> Freshness::ensure() {
  if (is_fresh_) return {};
  THRONG_CHECK(collector_.flush());
  is_fresh_ = true;
  return {};
}

JourneyFacts::JourneyFacts(const PostOfficePlace& place, std::span<const PersonNumber> persons, Freshness& freshness,
                           std::stop_token stop)
    : place_(place),
      persons_(persons),
      freshness_(freshness),
      memberships_(place.audience, {place.calendar, place.clock.now(), std::move(stop)}),
      zones_(place.calendar) {}

Result<bool> JourneyFacts::holds(const model::Filter& filter, PersonNumber person) {
  if (is_everybody(filter)) return true;
  const std::string text = json::to_string(filter);
  auto found = holders_.find(text);
  if (found == holders_.end()) {
    THRONG_CHECK(freshness_.ensure());
    THRONG_TRY(auto holders, audience::holders_among(persons_, {&filter, 1}, *place_.audience.sources().timeline,
                                                     memberships_.context()));
    found = holders_.emplace(text, std::move(holders.front())).first;
  }
  return found->second.contains(person);
}

Result<void> JourneyFacts::read_habits(bool hours, bool channels, std::span<const PersonNumber> representatives) {
  audience::Audience& audience = place_.audience;
  const Instant now = place_.clock.now();
  if (channels) {
    THRONG_TRY(channels_,
               place_.responses->channels.get(now, [&] { return ResponseChannels::read(audience, now, {}); }));
  }
  if (!hours) return {};
  const ResponseHours::Wanted wanted{audience, place_.calendar, rules_->zone_trait, now};
  THRONG_TRY(const auto known, place_.responses->hours.get(now, [&] { return ResponseHours::read(wanted, {}); }));
  for (const PersonNumber person : representatives)
    if (const auto best = known->best(person)) best_hours_[person] = best->hour;
  return {};
}

Result<void> JourneyFacts::read_traits(const Journey& journey) {
  const Asked asked(journey);
  if (!asked.clock && asked.channels.empty()) return {};
  THRONG_CHECK(freshness_.ensure());
  THRONG_TRY(rules_, sending_rules(place_.audience.db(), place_.audience.project(), place_.clock.now()));
  names_ = names_of(asked, *rules_);
  THRONG_TRY(const auto reader, audience::PersonTraits::open(*place_.audience.sources().timeline, names_, {}));
  std::vector<PersonNumber> representatives;
  for (const PersonNumber person : persons_) {
    const PersonNumber now = representatives_[person] = reader.snapshot().representative(person);
    representatives.push_back(now);
  }
  std::ranges::sort(representatives);
  representatives.erase(std::ranges::unique(representatives).begin(), representatives.end());
  THRONG_CHECK(read_habits(asked.best_time, !asked.channels.empty(), representatives));
  const auto rows = reader.of(representatives);
  for (std::size_t i = 0; i < representatives.size(); ++i)
    for (const std::string_view raw : rows[i]) traits_[representatives[i]].push_back(text_of_trait(raw));
  return {};
}

PersonNumber JourneyFacts::representative(PersonNumber person) const {
  const auto found = representatives_.find(person);
  return found == representatives_.end() ? person : found->second;
}

// By the channels that reach the person; what has one address for all reaches everybody.
std::optional<std::size_t> JourneyFacts::best_channel(std::span<const ChannelArm> arms, PersonNumber person) const {
  std::vector<ChannelKind> open;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    const std::string* const address = rules_ ? address_trait(*rules_, arms[i].channel) : nullptr;
    if (address != nullptr && usable_address(arms[i].channel, trait(*address, person)).empty()) continue;
    open.push_back(arms[i].channel);
    places.push_back(i);
  }
  if (open.empty()) return std::nullopt;
  return places[channels_ ? channels_->best(representative(person), open) : 0];
}

std::string JourneyFacts::trait(std::string_view name, PersonNumber person) const {
  const auto row = traits_.find(representative(person));
  const auto at = std::ranges::find(names_, name);
  if (row == traits_.end() || at == names_.end()) return {};
  return row->second[static_cast<std::size_t>(at - names_.begin())];
}

WalkFacts JourneyFacts::of(PersonNumber person) {
  WalkFacts facts;
  facts.project = place_.calendar;
  facts.holds = [this, person](const model::Filter& filter) { return holds(filter, person); };
  facts.trait = [this, person](std::string_view name) { return trait(name, person); };
  facts.best_channel = [this, person](std::span<const ChannelArm> arms) { return best_channel(arms, person); };
  if (const auto best = best_hours_.find(representative(person)); best != best_hours_.end())
    facts.best_hour = best->second;
  facts.zone = zones_.of(names_.empty() ? "" : trait(names_.front(), person));
  return facts;
}

}  // namespace throng::engage::internal
