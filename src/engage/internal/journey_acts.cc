#include "engage/internal/journey_acts.h"

#include <algorithm>

#include <fmt/format.h>

#include "audience/put_in.h"
#include "engage/journey_walk.h"
#include "engage/message_event.h"
#include "model/journey_events.h"

namespace throng::engage::internal {
namespace {

constexpr std::size_t kAtOnce = 1000;
constexpr std::size_t kMostPlans = 100;  // that are kept

json::Raw raw_of(const auto& value) { return json::Raw{json::to_string(value)}; }

// Name and properties of what a visit is told as; empty: nothing is told.
struct Telling {
  std::string_view name;
  std::map<std::string, json::Raw> props;
};
std::optional<Telling> telling_of(const ledger::UntoldVisit& visit, const Step* step) {
  if (visit.visit.step.empty()) {
    Telling telling{visit.visit.outcome == outcome::kEntered ? model::kJourneyEntered : model::kJourneyEnded, {}};
    if (telling.name == model::kJourneyEnded) telling.props["reason"] = raw_of(visit.visit.outcome);
    telling.props["held_out"] = json::Raw{visit.entrant.held ? "true" : "false"};
    return telling;
  }
  if (step == nullptr) return std::nullopt;
  if (step->trait) return Telling{"$identify", {{step->trait->trait, step->trait->value}}};
  if (!step->reward) return std::nullopt;
  return Telling{model::kRewardGranted,
                 {{"reward", raw_of(step->reward->reward)}, {"amount", raw_of(step->reward->amount)}}};
}

}  // namespace

Result<const Step*> JourneyActs::step_of(const ledger::UntoldVisit& visit) {
  if (visit.visit.step.empty()) return nullptr;
  const std::pair key{visit.entrant.journey, visit.entrant.version};
  auto found = plans_.find(key);
  if (found == plans_.end()) {
    if (plans_.size() >= kMostPlans) plans_.clear();
    THRONG_TRY(const auto version, ledger::find_journey_version(place_.audience.db(), key.first, key.second));
    auto plan = json::read<JourneyPlan>(version.body);
    if (!plan) return fail(ErrorCode::corrupt, fmt::format("version {} of a journey cannot be read", key.second));
    found = plans_.emplace(key, *std::move(plan)).first;
  }
  return find_step(found->second.journey, visit.visit.step);
}

Result<std::optional<model::Event>> JourneyActs::event_of(const ledger::UntoldVisit& visit, const Step* step,
                                                          model::PersonNumber person) const {
  auto telling = telling_of(visit, step);
  auto id = shown_id(place_.collector, person);
  if (!telling || !id) return std::nullopt;
  if (!step || !step->trait) {  // of traits everything that an $identify has is one
    telling->props["journey"] = raw_of(visit.entrant.journey);
    telling->props["version"] = raw_of(visit.entrant.version);
    telling->props["step"] = raw_of(visit.visit.step);
  }
  model::Event event;
  (id->kind == model::IdKind::user ? event.user_id : event.anonymous_id) = std::move(id->value);
  event.id = model::event_id_from(fmt::format("journey/{}", visit.id));
  event.name = telling->name;
  // Not when the journey says it was, but when it is done: a trait that is younger would win else.
  event.time = step && step->trait ? place_.clock.now() : visit.visit.at;
  event.props = json::to_string(telling->props);
  return event;
}

// By tag, in the order of the visits. A tag that is gone takes nothing.
Result<void> JourneyActs::give(const std::vector<Given>& given) const {
  std::map<std::string, audience::PutIn> of_tag;
  for (const Given& one : given) of_tag[one.tag].values.push_back({one.person, one.value});
  for (const auto& [tag, put_in] : of_tag) {
    if (!ledger::find_saved(place_.audience.db(), {place_.audience.project(), ledger::SavedKind::tag, tag})) {
      place_.log.warn("a journey gives a tag that is gone", {{"tag", tag}});
      continue;
    }
    THRONG_CHECK(audience::put_values(place_.audience, {audience::ObjectKind::tag, tag}, put_in,
                                      {place_.calendar, place_.clock.now()}));
  }
  return {};
}

Result<bool> JourneyActs::step() {
  ledger::Db& db = place_.audience.db();
  THRONG_TRY(const auto visits, ledger::untold_visits(db, place_.audience.project(), kAtOnce));
  if (visits.empty()) return false;
  THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
  std::vector<model::Event> events;
  std::vector<Given> given;
  std::vector<std::int64_t> told;
  for (const ledger::UntoldVisit& visit : visits) {
    told.push_back(visit.id);
    const model::PersonNumber person = snapshot.representative(visit.entrant.person);
    THRONG_TRY(const Step* const step, step_of(visit));
    THRONG_TRY(auto event, event_of(visit, step, person));
    if (event) events.push_back(*std::move(event));
    if (step != nullptr && step->tag) given.push_back({step->tag->tag, person, step->tag->value});
  }
  THRONG_CHECK(give(given));
  if (!events.empty()) THRONG_CHECK(place_.collector.record(std::move(events)));
  THRONG_CHECK(ledger::mark_visits_told(db, told));
  return true;
}

}  // namespace throng::engage::internal
