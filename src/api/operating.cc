// /api/roles: which events play which part. /api/operating: the questions of a ready board.
#include <boost/describe/enum_from_string.hpp>

#include "api/internal/event_schema.h"
#include "api/internal/project_roles.h"
#include "api/json_route.h"
#include "api/messages/operating.h"
#include "api/messages/session.h"
#include "api/routes.h"

namespace throng::api {
namespace {

constexpr std::string_view kName = "roles";  // there is one of its kind in a project
constexpr std::string_view kEvent = "event.";

Result<board::Roles> guessed(App& app) {
  THRONG_TRY(const EventNamesResponse response, read_event_names(app));
  std::vector<std::string> names;
  for (const EventNameView& event : response.events) names.push_back(event.name);
  return board::guess_roles(names, [&](std::string_view event) { return seen_properties(app, event); });
}

Result<std::optional<ledger::Saved>> kept(App& app) {
  THRONG_TRY(auto all, ledger::list_saved(app.services.db, app.project.id, ledger::SavedKind::roles));
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

// The owner of a saved thing stays who made it first; here it is of interest who confirmed it last.
struct KeptRoles : board::Roles {
  std::string by;
};
BOOST_DESCRIBE_STRUCT(KeptRoles, (board::Roles), (by))

Result<RolesView> view_of(const ledger::Saved& saved) {
  THRONG_TRY(const auto body, json::read<KeptRoles>(saved.body));
  RolesView view;
  static_cast<board::Roles&>(view) = body;
  view.confirmed = true;
  view.by = body.by;
  view.at = saved.updated;
  return view;
}

// Guessed anew: who looks here may just have sent the event that was missing.
Result<RolesView> roles(Call& call) {
  THRONG_TRY(const auto saved, kept(call.app));
  if (saved) return view_of(*saved);
  RolesView view;
  THRONG_TRY(static_cast<board::Roles&>(view), guessed(call.app));
  return view;
}

Result<RolesView> confirm(Call& call, const board::Roles& wanted) {
  THRONG_CHECK(board::check(wanted));
  auto& db = call.app.services.db;
  THRONG_TRY(auto saved, kept(call.app));
  const bool first = !saved;
  if (first) saved = {.project = call.app.project.id, .kind = ledger::SavedKind::roles, .name = std::string(kName)};
  KeptRoles body{wanted, call.principal->name};
  saved->body = json::to_string(body);
  saved->owner = body.by;
  const Instant now = call.app.now();
  THRONG_TRY(const auto done,
             first ? ledger::add_saved(db, *std::move(saved), now) : ledger::update_saved(db, *saved, now));
  return view_of(done);
}

// Back to what names say.
Result<RolesView> forget(Call& call) {
  THRONG_TRY(const auto saved, kept(call.app));
  if (saved)
    THRONG_CHECK(
        ledger::remove_saved(call.app.services.db, {call.app.project.id, ledger::SavedKind::roles, saved->id}));
  return roles(call);
}

Result<board::OperatingQuestions> operating(Call& call) {
  board::OperatingModel model{};
  if (!boost::describe::enum_from_string(call.params[0].c_str(), model))
    return fail(ErrorCode::not_found, "there are the models aarrr and cspdd", "model");
  model::Window range{model::Window::Last{30, BucketUnit::day}};
  if (const auto text = call.find_query("range"); text && !text->empty()) {
    auto given = json::read<model::Window>(*text);
    if (!given) return std::unexpected(json::under("range", std::move(given).error()));
    range = *std::move(given);
  }
  THRONG_TRY(const RolesView mapped, roles(call));
  return board::operating_questions(model, mapped, range, call.app.calendar, call.app.now());
}

}  // namespace

board::SeenProperties seen_properties(App& app, std::string_view event) {
  board::SeenProperties seen;
  const auto response = read_properties(app, std::string(event));
  if (!response) return seen;  // then nothing is guessed of it
  for (const PropertyView& property : response->properties) {
    if (!property.ref.starts_with(kEvent)) continue;
    auto& list = property.type == PropertyType::number ? seen.numbers : seen.others;
    list.push_back(property.ref.substr(kEvent.size()));
  }
  return seen;
}

Result<RolesView> project_roles(App& app) {
  THRONG_TRY(const auto saved, kept(app));
  if (saved) return view_of(*saved);
  const auto guess = [&app]() -> Result<std::string> {
    THRONG_TRY(const board::Roles roles, guessed(app));
    return json::to_string(roles);
  };
  RolesView view;
  THRONG_TRY(const std::string body, app.schema.get("guessed roles", app.now(), guess));
  THRONG_TRY(static_cast<board::Roles&>(view), json::read<board::Roles>(body));
  return view;
}

std::vector<Route> operating_routes() {
  using enum http::Method;
  return {
      json_route<roles>({.path = "/api/roles",
                         .permission = Permission::viewer,
                         .summary = "Which events play which part; guessed from their names until confirmed"}),
      json_route<confirm>({.method = put,
                           .path = "/api/roles",
                           .permission = Permission::analyst,
                           .summary = "Say which events play which part"}),
      json_route<forget>({.method = remove,
                          .path = "/api/roles",
                          .permission = Permission::analyst,
                          .summary = "Guess again which events play which part"}),
      json_route<operating>({.path = "/api/operating/{model}",
                             .permission = Permission::viewer,
                             .summary = "The questions of a ready board: aarrr or cspdd",
                             .query = {{"range", "string", "a Window as JSON; the last 30 days"}}}),
  };
}

}  // namespace throng::api
