#include "audience/definition.h"

#include <algorithm>
#include <map>
#include <set>

#include "audience/layers.h"
#include "audience/segment.h"
#include "audience/tag.h"

namespace throng::audience {
namespace {

const Definition* find(const std::vector<Definition>& all, const Object& object) {
  const auto found = std::ranges::find(all, object, &Definition::object);
  return found == all.end() ? nullptr : &*found;
}

std::string missing(const Object& object) {
  const std::string kind =
      object.kind == ObjectKind::layers ? "layer scheme" : std::string(json::enum_text(object.kind));
  return "there is no " + kind + " \"" + object.id + "\"";
}

// Depth first from `from` to `goal`; on success `path` has the names from one to the other.
bool leads_to(const std::vector<Definition>& all, const Object& from, const Object& goal, std::set<Object>& seen,
              std::vector<std::string>& path) {
  const Definition* definition = find(all, from);
  if (definition == nullptr || !seen.insert(from).second) return false;
  path.push_back(definition->name);
  if (from == goal) return true;
  for (const Object& next : definition->builds_on) {
    if (leads_to(all, next, goal, seen, path)) return true;
  }
  path.pop_back();
  return false;
}

}  // namespace

Result<void> check(const Schedule& schedule) {
  if (schedule.hour > 23) return invalid("hour", "expected 0 to 23");
  if (schedule.keep_days < 1 || schedule.keep_days > 3650) return invalid("keep_days", "expected 1 to 3650");
  return {};
}

std::optional<Instant> last_due(const Schedule& schedule, const Calendar& calendar, Instant now) {
  if (schedule.refresh == Refresh::manual) return std::nullopt;
  if (schedule.refresh == Refresh::hourly) return calendar.floor(now, BucketUnit::hour);
  const auto due_on = [&](Instant midnight) { return midnight + hours(schedule.hour); };
  const Instant today = calendar.floor(now, BucketUnit::day);
  return due_on(today) <= now ? due_on(today) : due_on(calendar.advance(today, BucketUnit::day, -1));
}

std::optional<Instant> next_due(const Schedule& schedule, const Calendar& calendar, Instant now) {
  if (schedule.refresh == Refresh::manual) return std::nullopt;
  if (schedule.refresh == Refresh::hourly)
    return calendar.advance(calendar.floor(now, BucketUnit::hour), BucketUnit::hour, 1);
  Instant day = calendar.floor(now, BucketUnit::day);
  while (day + hours(schedule.hour) <= now) day = calendar.advance(day, BucketUnit::day, 1);
  return day + hours(schedule.hour);
}

Result<void> check_builds_on(const std::vector<Definition>& all, const Object& self, std::string_view self_name,
                             std::span<const Object> builds_on) {
  for (const Object& object : builds_on) {
    if (find(all, object) == nullptr && object != self) return invalid("filter", missing(object));
    std::set<Object> seen;
    std::vector<std::string> path;
    if (object == self) path = {std::string(self_name)};
    if (object != self && (self.id.empty() || !leads_to(all, object, self, seen, path))) continue;
    std::string circle(self_name);
    for (const std::string& step : path) circle += " > " + step;
    return invalid("filter", "it would be built on itself: " + circle);
  }
  return {};
}

std::vector<const Definition*> users_of(const std::vector<Definition>& all, const Object& object) {
  std::vector<const Definition*> out;
  for (const Definition& definition : all) {
    if (std::ranges::find(definition.builds_on, object) != definition.builds_on.end()) out.push_back(&definition);
  }
  return out;
}

std::vector<std::vector<const Definition*>> in_levels(std::span<const Definition* const> definitions) {
  std::map<Object, const Definition*> waiting;
  for (const Definition* definition : definitions) waiting.emplace(definition->object, definition);
  std::vector<std::vector<const Definition*>> levels;
  while (!waiting.empty()) {
    std::vector<const Definition*> level;
    for (const auto& [object, definition] : waiting) {
      const auto waits = [&](const Object& below) { return waiting.contains(below); };
      if (std::ranges::none_of(definition->builds_on, waits)) level.push_back(definition);
    }
    if (level.empty()) level.push_back(waiting.begin()->second);  // a circle: begin anywhere
    for (const Definition* definition : level) waiting.erase(definition->object);
    levels.push_back(std::move(level));
  }
  return levels;
}

Result<std::vector<Definition>> all_definitions(ledger::Db& db, std::string_view project) {
  std::vector<Definition> all;
  THRONG_CHECK(add_segment_definitions(db, project, all));
  THRONG_CHECK(add_layer_definitions(db, project, all));
  THRONG_CHECK(add_tag_definitions(db, project, all));
  return all;
}

Result<Definition> find_definition(ledger::Db& db, std::string_view project, const Object& object) {
  THRONG_TRY(auto all, all_definitions(db, project));
  const auto found = std::ranges::find(all, object, &Definition::object);
  if (found == all.end()) return fail(ErrorCode::not_found, missing(object));
  return std::move(*found);
}

}  // namespace throng::audience
