// /api/events/export: what happened, as a file of any length.
#include "api/event_file.h"
#include "api/http/file_stream.h"
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/routes.h"

namespace throng::api {
namespace {

constexpr std::string_view kLines = "application/x-ndjson";

std::string_view type_of(EventFormat format) {
  switch (format) {
    case EventFormat::csv: return "text/csv; charset=utf-8";
    case EventFormat::parquet: return "application/vnd.apache.parquet";
    case EventFormat::jsonl:
    case EventFormat::posthog:
    case EventFormat::mixpanel:
    case EventFormat::amplitude:
    case EventFormat::sensors: break;
  }
  return kLines;
}

// What the file's name ends with.
std::string ending_of(EventFormat format) {
  const std::string name(json::enum_text(format));
  return type_of(format) == kLines && format != EventFormat::jsonl ? name + ".jsonl" : name;
}

// The first piece is made before the answer begins, so that what is wrong can still be said.
Result<http::Response> export_events(Call& call) {
  App& app = call.app;
  THRONG_TRY(EventFileWish wish, read_wish({call.query_or("from", ""), call.query_or("to", ""),
                                            call.query_or("event", ""), call.query_or("format", "")},
                                           app.calendar));
  const EventFormat format = wish.format;
  THRONG_TRY(EventFile file, EventFile::open({&app.services.warehouse, app.project.id}, app.services.timeline,
                                             std::move(wish), call.request.gone));
  THRONG_TRY(std::string first, file.next(call.request.gone));
  auto make = [file = std::move(file), first = std::move(first),
               begun = false](std::stop_token stop) mutable -> Result<std::string> {
    return std::exchange(begun, true) ? file.next(stop) : Result<std::string>(std::move(first));
  };
  http::Response response{.content_type = std::string(type_of(format))};
  response.headers = {{"Content-Disposition", "attachment; filename=\"events." + ending_of(format) + "\""},
                      {"Cache-Control", "no-store"},
                      {"X-Accel-Buffering", "no"}};
  response.stream = std::make_shared<http::FileStream>(
      std::move(make), [&app](std::move_only_function<void()> work) { app.heavy.submit(std::move(work)); },
      [&app](const Error& error) {
        app.services.log.error("an export of events broke off", {{"why", std::string_view(error.message)}});
      });
  return response;
}

}  // namespace

std::vector<Route> event_export_routes() {
  return {json_route<export_events>(
      {.path = "/api/events/export",
       .permission = Permission::analyst,
       .summary = "Events in the order of their time as a file: person, ids, name, time, properties",
       .query = {{"from", "string", "a date or an instant; the first event's"},
                 {"to", "string", "a date or an instant before which the last event is; until now"},
                 {"event", "string", "only events of this name"},
                 {"format", "string",
                  "jsonl (the default), csv, parquet; or lines for posthog, mixpanel, amplitude, sensors"}},
       .run_on = RunOn::heavy,
       .answers = "application/octet-stream"})};
}

}  // namespace throng::api
