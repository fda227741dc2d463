// /api/memberships: the segments, tags and layers of one person, from memory alone: as they were last worked out, live
// segments as of the last second.
#include "api/messages/memberships.h"

#include <algorithm>

#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/routes.h"

namespace throng::api {
namespace {

using audience::Lookup;
using audience::ObjectKind;
using model::PersonNumber;

Result<PersonNumber> asked_person(const Call& call) {
  const collect::Collector& collector = call.app.services.collector;
  for (const auto& [name, kind] :
       {std::pair{"user_id", model::IdKind::user}, std::pair{"anonymous_id", model::IdKind::anonymous}}) {
    const std::string value = call.query_or(name, "");
    if (value.empty()) continue;
    if (const auto number = collector.find({kind, value})) return *number;
    return fail(ErrorCode::not_found, "nobody has this id", name);
  }
  THRONG_TRY(const std::uint64_t person, call.query_number("person", 0, UINT32_MAX));
  if (person == 0) return invalid("user_id", "user_id, anonymous_id or person is needed");
  return static_cast<PersonNumber>(person);
}

HeldValue held_by(std::span<const PersonNumber> numbers, const Lookup& lookup) {
  HeldValue held;
  for (const PersonNumber number : numbers) {
    lookup.each_value(number, [&](std::size_t place) {
      const std::string& value = lookup.assignment().values[place];
      if (std::ranges::find(held.values, value) == held.values.end()) held.values.push_back(value);
    });
    if (!held.number) held.number = lookup.number_of(number);
  }
  return held;
}

Result<MembershipsResponse> memberships(Call& call) {
  THRONG_TRY(const PersonNumber asked, asked_person(call));
  const auto known = call.app.services.collector.ids_of(asked);
  if (known.empty()) return fail(ErrorCode::not_found, "there is no such person", "person");
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  MembershipsResponse response{.person = snapshot.representative(asked), .segments = {}, .tags = {}, .layers = {}};
  std::vector<PersonNumber> numbers;
  for (const auto& id : known) numbers.push_back(id.number);
  audience::Audience& audience = call.app.services.audience;
  response.segments = audience.live_segments_of(numbers);
  THRONG_CHECK(audience.shelf().load_all(call.request.gone));
  const auto latest = audience.shelf().in_memory();
  for (const auto& [object, lookup] : *latest) {
    if (!lookup) continue;
    HeldValue held = held_by(numbers, *lookup);
    if (held.values.empty() && !held.number) continue;
    held.id = object.id;
    if (object.kind == ObjectKind::tag) response.tags.push_back(std::move(held));
    if (object.kind == ObjectKind::layers) response.layers.push_back(std::move(held));
    if (object.kind == ObjectKind::segment && !audience.is_followed(object.id)) response.segments.push_back(object.id);
  }
  return response;
}

bool is_at_hand(const App& app) { return app.services.audience.shelf().is_loaded(); }

}  // namespace

std::vector<Route> membership_routes() {
  return {json_route<memberships>({.path = "/api/memberships",
                                   .permission = Permission::viewer,
                                   .summary = "The segments, tags and layers of one person, from memory",
                                   .query = {{"user_id", "string", "of the person"},
                                             {"anonymous_id", "string", "or this"},
                                             {"person", "integer", "or this number"}},
                                   .is_at_hand = &is_at_hand})};
}

}  // namespace throng::api
