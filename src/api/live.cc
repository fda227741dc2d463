// /api/live: events as they are accepted.
#include "api/event_view.h"
#include "api/http/event_stream.h"
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/persons.h"
#include "api/routes.h"

namespace throng::api {
namespace {

constexpr std::size_t kQueueBytes = 256 * 1024;

struct Wanted {
  std::optional<model::PersonNumber> person;
  std::string event;
};

// Runs on the collector's thread for every event: whatever does not fit is not even written.
void show(App& app, const Wanted& wanted, const model::Event& event, http::EventStream& stream) {
  if (!wanted.event.empty() && wanted.event != event.name) return;
  const auto snapshot = app.services.timeline.snapshot();
  const model::PersonNumber person = snapshot ? snapshot->representative(event.person) : event.person;
  if (wanted.person && *wanted.person != person) return;
  if (stream.has_room()) stream.push("event", json::to_string(view_of(event, person)));
}

Result<http::Response> live(Call& call) {
  App& app = call.app;
  Wanted wanted{std::nullopt, call.query_or("event", "")};
  THRONG_TRY(const std::uint64_t person, call.query_number("person", 0, UINT32_MAX));
  if (person > 0) wanted.person = static_cast<model::PersonNumber>(person);
  auto stream = std::make_shared<http::EventStream>(kQueueBytes);
  const std::weak_ptr<http::EventStream> weak = stream;
  stream->keep(app.services.collector.subscribe([&app, wanted, weak](const model::Event& event) {
    if (const auto open = weak.lock()) show(app, wanted, event, *open);
  }));
  http::Response response{.content_type = "text/event-stream", .stream = std::move(stream)};
  response.headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
  return response;
}

}  // namespace

std::vector<Route> live_routes() {
  return {json_route<live>(
      {.path = "/api/live",
       .permission = Permission::viewer,
       .summary = "Accepted events as they come: server-sent events named \"event\", each an EventView",
       .query = {{"event", "string", "only this name"}, {"person", "integer", "only this person"}},
       .answers = "text/event-stream"})};
}

}  // namespace throng::api
