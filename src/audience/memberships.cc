#include "audience/memberships.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace throng::audience {
namespace {

using analyze::PersonList;
using List = Result<std::shared_ptr<const PersonList>>;

std::string circle_text(const std::vector<Definition>& path, const Definition& again) {
  std::string text;
  for (const Definition& step : path) text += step.name + " > ";
  return text + again.name;
}

bool is_of_now(const Definition& definition) {
  return definition.plan &&
         (definition.object.kind == ObjectKind::segment || definition.schedule.refresh == Refresh::live);
}

List list_of(const Bitmap& persons) { return std::make_shared<const PersonList>(persons.numbers()); }

}  // namespace

CurrentMemberships::CurrentMemberships(Audience& audience, Moment moment)
    : audience_(&audience), moment_(std::move(moment)), costs_(audience.db(), audience.project()) {}

CurrentMemberships::CurrentMemberships(const CurrentMemberships& outer, const Definition& inside)
    : CurrentMemberships(outer) {
  path_.push_back(inside);
}

analyze::AskContext CurrentMemberships::context() const {
  analyze::AskContext context{
      .calendar = moment_.calendar, .now = moment_.now, .memberships = this, .stop = moment_.stop, .costs = &costs_};
  if (moment_.past) context.as_of = moment_.now;
  return context;
}

Audience::Stamp CurrentMemberships::stamp_of(const Definition& definition) const {
  const timeline::Timeline* timeline = audience_->sources().timeline;
  return {timeline == nullptr ? 0 : timeline->stats().version, audience_->shelf().version(),
          std::chrono::floor<std::chrono::minutes>(moment_.now), definition.updated};
}

Result<std::shared_ptr<const Assignment>> CurrentMemberships::assignment(const Object& object) const {
  THRONG_TRY(const Audience::Definitions all, audience_->definitions());
  const auto found = std::ranges::find(*all, object, &Definition::object);
  if (found == all->end()) {
    const std::string_view kind = object.kind == ObjectKind::layers ? "layer scheme" : json::enum_text(object.kind);
    return fail(ErrorCode::not_found, "there is no " + std::string(kind) + " \"" + object.id + "\"");
  }
  return assignment(*found);
}

Result<std::shared_ptr<const Assignment>> CurrentMemberships::assignment(const Definition& definition) const {
  if (std::ranges::find(path_, definition.object, &Definition::object) != path_.end())
    return fail(ErrorCode::conflict, "these are built on each other: " + circle_text(path_, definition));
  if (moment_.past) return past(definition);
  if (!is_of_now(definition)) {
    THRONG_TRY(auto latest, in_force(definition));
    if (latest || !definition.plan) return latest ? latest : std::make_shared<const Assignment>();
  }
  const Audience::Stamp stamp = stamp_of(definition);
  if (auto known = audience_->find(definition.object, stamp)) return known;
  const CurrentMemberships inner(*this, definition);
  THRONG_TRY(auto done, carry_out({&*definition.plan, 1}, audience_->sources(), inner.context()));
  THRONG_TRY(Assignment assignment, std::move(done.front()));
  auto shared = std::make_shared<const Assignment>(std::move(assignment));
  audience_->keep(definition.object, stamp, shared);
  return shared;
}

Result<std::shared_ptr<const Assignment>> CurrentMemberships::past(const Definition& definition) const {
  if (definition.object.kind != ObjectKind::segment || !definition.plan) {
    const CivilDate day = moment_.calendar.date_of(moment_.now - Duration(1));
    THRONG_TRY(auto stored, audience_->shelf().versions().at(definition.object, day));
    if (!stored) {
      return fail(ErrorCode::not_found, "of \"" + definition.name + "\" there is no version of that day or before");
    }
    return std::make_shared<const Assignment>(*std::move(stored));
  }
  analyze::Sources warehouse = audience_->sources();
  warehouse.timeline = nullptr;
  const CurrentMemberships inner(*this, definition);
  THRONG_TRY(auto done, carry_out({&*definition.plan, 1}, warehouse, inner.context()));
  THRONG_TRY(Assignment assignment, std::move(done.front()));
  return std::make_shared<const Assignment>(std::move(assignment));
}

// The latest version; whoever has become part of somebody else since counts as that other one.
Result<std::shared_ptr<const Assignment>> CurrentMemberships::in_force(const Definition& definition) const {
  THRONG_TRY(auto latest, audience_->shelf().latest(definition.object));
  timeline::Timeline* timeline = audience_->sources().timeline;
  if (!latest || timeline == nullptr) return latest;
  const Audience::Stamp stamp = stamp_of(definition);
  if (auto known = audience_->find(definition.object, stamp)) return known;
  THRONG_TRY(const timeline::Snapshot snapshot, timeline->snapshot());
  const auto today = [&](model::PersonNumber number) { return snapshot.representative(number); };
  auto now = std::make_shared<const Assignment>(in_todays_numbers(*latest, today));
  audience_->keep(definition.object, stamp, now);
  return now;
}

bool CurrentMemberships::is_lacking(const Definition& definition) const {
  if (!definition.plan || moment_.past) return false;
  if (!is_of_now(definition)) {
    const auto latest = audience_->shelf().latest(definition.object);
    return latest && !*latest;
  }
  return !audience_->find(definition.object, stamp_of(definition));
}

// With what they build on, each once.
std::vector<const Definition*> CurrentMemberships::lacking(const std::vector<Definition>& all,
                                                           std::span<const Object> objects) const {
  std::vector<Object> open(objects.begin(), objects.end());
  std::set<Object> seen;
  std::vector<const Definition*> out;
  while (!open.empty()) {
    const Object object = std::move(open.back());
    open.pop_back();
    if (!seen.insert(object).second) continue;
    const auto found = std::ranges::find(all, object, &Definition::object);
    if (found == all.end() || !is_lacking(*found)) continue;
    out.push_back(&*found);
    open.insert(open.end(), found->builds_on.begin(), found->builds_on.end());
  }
  return out;
}

void CurrentMemberships::keep(std::span<const Definition* const> definitions,
                              std::span<Result<Assignment>> assignments) const {
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    if (!assignments[i]) continue;
    audience_->keep(definitions[i]->object, stamp_of(*definitions[i]),
                    std::make_shared<const Assignment>(std::move(*assignments[i])));
  }
}

void CurrentMemberships::prepare(std::span<const Object> objects) const {
  const auto all = audience_->definitions();
  if (all && lacking(**all, objects).size() > 1) (void)prepare_with(objects, {});
}

Result<std::vector<Result<Assignment>>> CurrentMemberships::prepare_with(std::span<const Object> objects,
                                                                         std::span<const Plan> plans) const {
  THRONG_TRY(const Audience::Definitions all, audience_->definitions());
  auto levels = in_levels(lacking(*all, objects));
  if (levels.empty()) levels.emplace_back();
  std::vector<Result<Assignment>> own;
  for (const auto& level : levels) {
    const bool is_first = &level == &levels.front();
    std::vector<Plan> together;
    for (const Definition* definition : level) together.push_back(*definition->plan);
    if (is_first) together.insert(together.end(), plans.begin(), plans.end());
    if (together.empty()) continue;
    THRONG_TRY(auto done, carry_out(together, audience_->sources(), context()));
    keep(level, done);
    if (is_first) {
      own.assign(std::make_move_iterator(done.begin() + static_cast<std::ptrdiff_t>(level.size())),
                 std::make_move_iterator(done.end()));
    }
  }
  return own;
}

List CurrentMemberships::segment(std::string_view id) const {
  THRONG_TRY(const auto found, assignment(Object{ObjectKind::segment, std::string(id)}));
  return list_of(found->everyone());
}

List CurrentMemberships::tag(std::string_view tag, const std::optional<std::string>& value) const {
  THRONG_TRY(const auto found, assignment(Object{ObjectKind::tag, std::string(tag)}));
  if (!value) return list_of(found->everyone());
  const auto place = found->find(*value);
  return list_of(place ? found->persons[*place] : Bitmap());
}

List CurrentMemberships::layer(std::string_view scheme, std::string_view layer) const {
  THRONG_TRY(const auto found, assignment(Object{ObjectKind::layers, std::string(scheme)}));
  const auto place = found->find(layer);
  if (!place) {
    return fail(ErrorCode::not_found,
                "there is no layer \"" + std::string(layer) + "\" in the scheme \"" + std::string(scheme) + "\"");
  }
  return list_of(found->persons[*place]);
}

}  // namespace throng::audience
