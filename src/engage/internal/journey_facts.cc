#include "engage/internal/journey_facts.h"

#include <algorithm>

#include "audience/plan.h"
#include "engage/rules.h"
#include "model/value.h"

namespace throng::engage::internal {

using model::PersonNumber;

namespace {

bool is_everybody(const model::Filter& filter) {
  const auto* const all = std::get_if<model::All>(&filter.node);
  return all != nullptr && all->of.empty();
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
      memberships_(place.audience, {place.calendar, place.clock.now(), std::move(stop)}) {}

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

Result<void> JourneyFacts::read_traits(const Journey& journey) {
  bool by_clock = false, at_best = false;
  std::vector<std::string> dates;
  for (const Step& step : journey.steps) {
    if (!step.wait || step.wait->kind == WaitKind::time) continue;
    by_clock = true;
    at_best |= step.wait->kind == WaitKind::best_time;
    if (step.wait->kind == WaitKind::date) dates.push_back(step.wait->trait);
  }
  if (!by_clock) return {};
  THRONG_CHECK(freshness_.ensure());
  THRONG_TRY(const auto rules, sending_rules(place_.audience.db(), place_.audience.project(), place_.clock.now()));
  names_ = {rules.zone_trait};
  for (std::string& name : dates)
    if (std::ranges::find(names_, name) == names_.end()) names_.push_back(std::move(name));
  THRONG_TRY(const auto reader, audience::PersonTraits::open(*place_.audience.sources().timeline, names_, {}));
  std::map<PersonNumber, std::vector<PersonNumber>> asked;  // by what they are now
  for (const PersonNumber person : persons_) asked[reader.snapshot().representative(person)].push_back(person);
  std::vector<PersonNumber> representatives;
  for (const auto& [representative, persons] : asked) representatives.push_back(representative);
  std::shared_ptr<const ResponseHours> hours;
  if (at_best) {
    const ResponseHours::Wanted wanted{place_.audience, place_.calendar, rules.zone_trait, place_.clock.now()};
    THRONG_TRY(hours, place_.responses->get(wanted, {}));
  }
  const auto rows = reader.of(representatives);
  for (std::size_t i = 0; i < representatives.size(); ++i) {
    std::vector<std::string> texts;
    for (const std::string_view raw : rows[i]) texts.push_back(raw.empty() ? "" : model::as_text(raw).value_or(""));
    const auto best = hours ? hours->best(representatives[i]) : std::nullopt;
    for (const PersonNumber person : asked[representatives[i]]) {
      traits_[person] = texts;
      if (best) best_hours_[person] = best->hour;
    }
  }
  return {};
}

std::string JourneyFacts::trait(std::string_view name, PersonNumber person) const {
  const auto row = traits_.find(person);
  const auto at = std::ranges::find(names_, name);
  if (row == traits_.end() || at == names_.end()) return {};
  return row->second[static_cast<std::size_t>(at - names_.begin())];
}

WalkFacts JourneyFacts::of(PersonNumber person) {
  WalkFacts facts;
  facts.project = facts.zone = place_.calendar;
  facts.holds = [this, person](const model::Filter& filter) { return holds(filter, person); };
  facts.trait = [this, person](std::string_view name) { return trait(name, person); };
  if (const auto best = best_hours_.find(person); best != best_hours_.end()) facts.best_hour = best->second;
  const std::string zone = names_.empty() ? "" : trait(names_.front(), person);
  if (zone.empty()) return facts;
  const auto found = zones_.find(zone);
  if (found != zones_.end()) {
    facts.zone = found->second;
  } else if (const auto made = Calendar::create(zone, place_.calendar.week_start())) {
    facts.zone = zones_.emplace(zone, *made).first->second;
  }
  return facts;
}

}  // namespace throng::engage::internal
