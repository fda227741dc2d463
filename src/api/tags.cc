// /api/tags: named values per person.
#include <algorithm>
#include <map>

#include "api/internal/saved_resource.h"
#include "api/json_route.h"
#include "api/messages/tags.h"
#include "api/routes.h"
#include "ledger/jobs.h"

namespace throng::api {
namespace {

using audience::Audience;
using audience::Definition;
using audience::Object;
using audience::ObjectKind;
using audience::VersionSummary;
using Tags = SavedResource<TagBody, TagView>;

Object object_of(std::string_view id) { return {ObjectKind::tag, std::string(id)}; }

// What the list and a single view say beyond the definition, read once for all of them.
struct Facts {
  Audience::Definitions definitions;
  std::map<Object, VersionSummary> latest;
  std::map<std::string, ledger::Run> runs;
  audience::Users users;

  const Definition* find(const Object& object) const {
    const auto found = std::ranges::find(*definitions, object, &Definition::object);
    return found == definitions->end() ? nullptr : &*found;
  }
};

Result<Facts> facts_of(Call& call) {
  Audience& audience = call.app.services.audience;
  Facts facts;
  THRONG_TRY(facts.definitions, audience.definitions());
  THRONG_TRY(auto latest, audience.shelf().versions().latest_of_all());
  for (auto& [object, summary] : latest) facts.latest.emplace(object, std::move(summary));
  THRONG_TRY(auto runs, ledger::list_runs(audience.db(), audience.project()));
  for (ledger::Run& run : runs) facts.runs.emplace(run.object, std::move(run));
  THRONG_TRY(facts.users, audience::all_users(audience));
  return facts;
}

void add_version(TagView& view, const Facts& facts) {
  const auto found = facts.latest.find(object_of(view.id));
  if (found == facts.latest.end()) {
    for (std::string& value : audience::named_values(view)) view.values.push_back({std::move(value), {}});
    view.value_count = view.values.size();
    return;
  }
  const VersionSummary& version = found->second;
  view.computed = version.computed;
  view.persons = version.persons;
  view.everyone = version.everyone;
  view.value_count = version.values.size();
  for (std::size_t i = 0; i < std::min(audience::kShownValues, version.values.size()); ++i)
    view.values.push_back({version.values[i], version.sizes[i]});
}

void add_facts(Call& call, TagView& view, const Facts& facts) {
  add_version(view, facts);
  const Object object = object_of(view.id);
  const auto run = facts.runs.find(audience::text_of(object));
  if (run != facts.runs.end()) {
    view.last_run = run->second.at;
    view.problem = run->second.problem;
  }
  if (const auto users = facts.users.find(object); users != facts.users.end()) view.used_by = users->second;
  const Definition* definition = facts.find(object);
  if (definition == nullptr) return;
  view.stale = audience::is_stale(*definition, run == facts.runs.end() ? nullptr : &run->second, call.app.calendar,
                                  call.app.now());
  if (definition->plan) view.next = audience::next_due(definition->schedule, call.app.calendar, call.app.now());
  for (const Object& below : definition->builds_on) {
    const Definition* other = facts.find(below);
    view.builds_on.push_back(
        {std::string(json::enum_text(below.kind)), below.id, other == nullptr ? below.id : other->name});
  }
}

Result<void> finish(Call& call, TagView& view) {
  THRONG_TRY(const Facts facts, facts_of(call));
  add_facts(call, view, facts);
  return {};
}

Result<TagsResponse> list(Call& call) {
  THRONG_TRY(auto views, Tags::all(call));
  THRONG_TRY(const Facts facts, facts_of(call));
  for (TagView& view : views) add_facts(call, view, facts);
  return TagsResponse{std::move(views)};
}

// What it names must exist and not lead back to it.
Result<void> check_names(Call& call, std::string_view id, const TagBody& body) {
  THRONG_TRY(const auto all, call.app.services.audience.definitions());
  return audience::check_builds_on(*all, object_of(id), body.name,
                                   audience::named_in(static_cast<const audience::Tag&>(body)));
}

Result<TagView> create(Call& call, const TagBody& body) {
  THRONG_TRY(auto wanted, Tags::wanted(call, "", body));
  THRONG_CHECK(check_names(call, "", body));
  THRONG_TRY(const auto added, ledger::add_saved(call.app.services.db, std::move(wanted), call.app.now()));
  call.app.services.audience.changed();
  return Tags::finished<finish>(call, added);
}

// What people put in is lost where a plan takes its place; a tag that has values keeps its way to come by them.
Result<void> check_kind(const ledger::Saved& before, const TagBody& body) {
  THRONG_TRY(const audience::Tag tag, audience::tag_of(before));
  if (audience::is_put_in(tag.kind) == audience::is_put_in(body.kind)) return {};
  return invalid(
      "kind", "a tag whose values people put in cannot become one that is worked out, nor the reverse: make a new one");
}

Result<TagView> change(Call& call, const TagBody& body) {
  THRONG_TRY(const auto before, ledger::find_saved(call.app.services.db, Tags::key(call)));
  THRONG_TRY(const auto wanted, Tags::wanted(call, before.id, body));
  THRONG_CHECK(check_kind(before, body));
  THRONG_CHECK(check_names(call, before.id, body));
  THRONG_TRY(const auto changed, ledger::update_saved(call.app.services.db, wanted, call.app.now()));
  call.app.services.audience.changed();
  return Tags::finished<finish>(call, changed);
}

Result<Empty> remove_one(Call& call) {
  Audience& audience = call.app.services.audience;
  THRONG_TRY(const auto saved, ledger::find_saved(call.app.services.db, Tags::key(call)));
  THRONG_TRY(const auto all, audience.definitions());
  const auto users = audience::users_of(*all, object_of(saved.id));
  if (!users.empty()) return fail(ErrorCode::conflict, "\"" + users.front()->name + "\" is built on this tag");
  THRONG_CHECK(ledger::remove_saved(call.app.services.db, Tags::key(call)));
  audience.changed();
  THRONG_CHECK(audience.shelf().forget(object_of(saved.id)));
  return Empty{};
}

}  // namespace

std::vector<Route> tag_routes() {
  using enum http::Method;
  constexpr auto kHeavy = RunOn::heavy;
  return {
      json_route<list>(
          {.method = get,
           .path = "/api/tags",
           .permission = Permission::viewer,
           .summary = "Tags, the sizes of their values, who uses them, and how they were last worked out"}),
      json_route<create>({.method = post,
                          .path = "/api/tags",
                          .permission = Permission::analyst,
                          .summary = "Save a tag",
                          .run_on = kHeavy}),
      json_route<Tags::find<finish>>(
          {.method = get, .path = "/api/tags/{id}", .permission = Permission::viewer, .summary = "One tag"}),
      json_route<change>({.method = put,
                          .path = "/api/tags/{id}",
                          .permission = Permission::analyst,
                          .summary = "Change a tag",
                          .run_on = kHeavy}),
      json_route<remove_one>({.method = remove,
                              .path = "/api/tags/{id}",
                              .permission = Permission::analyst,
                              .summary = "Delete a tag that nothing is built on",
                              .run_on = kHeavy}),
  };
}

}  // namespace throng::api
