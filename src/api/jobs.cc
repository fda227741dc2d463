// /api/jobs, /api/schedule: long work, and when it is due.
#include "api/messages/jobs.h"

#include <map>

#include "api/internal/app_state.h"
#include "api/internal/job_view.h"
#include "api/json_route.h"
#include "api/routes.h"

namespace throng::api {
namespace {

Result<JobsResponse> list(Call& call) {
  THRONG_TRY(const auto limit, call.query_number("limit", 50, ledger::kKeptJobs));
  THRONG_TRY(const auto jobs, ledger::list_jobs(call.app.services.db, call.app.project.id, limit));
  JobsResponse response;
  for (const ledger::Job& job : jobs) response.jobs.push_back(view_of(job));
  return response;
}

Result<JobView> find(Call& call) {
  THRONG_TRY(const auto job, ledger::find_job(call.app.services.db, call.app.project.id, call.params[0]));
  return view_of(job);
}

Result<JobView> recompute(Call& call, const audience::RecomputeRequest& request) {
  THRONG_TRY(const auto all, call.app.services.audience.definitions());
  for (const std::string& text : request.objects) {
    THRONG_TRY(const audience::Object object, audience::parse_object(text));
    const auto found = std::ranges::find(*all, object, &audience::Definition::object);
    if (found == all->end()) return invalid("objects", "there is no " + text);
    if (!found->plan)
      return invalid("objects", "\"" + found->name + "\" is what people put in: there is nothing to work out");
  }
  THRONG_TRY(const auto job,
             call.app.services.jobs.start(audience::kRecompute, json::to_string(request), call.principal->name));
  return view_of(job);
}

Result<JobView> cancel(Call& call) {
  THRONG_TRY(const auto job, call.app.services.jobs.cancel(call.params[0]));
  return view_of(job);
}

Result<ScheduleResponse> schedule(Call& call) {
  audience::Audience& audience = call.app.services.audience;
  THRONG_TRY(const auto all, audience.definitions());
  THRONG_TRY(const auto runs, ledger::list_runs(call.app.services.db, call.app.project.id));
  std::map<std::string, const ledger::Run*> last;
  for (const ledger::Run& run : runs) last[run.object] = &run;
  ScheduleResponse response{.lines = {}, .memory_bytes = audience.shelf().bytes()};
  for (const audience::Definition& definition : *all) {
    if (!definition.plan) continue;
    ScheduleLine line{.object = audience::text_of(definition.object),
                      .kind = definition.object.kind,
                      .name = definition.name,
                      .schedule = definition.schedule,
                      .next = audience::next_due(definition.schedule, call.app.calendar, call.app.now()),
                      .last = {},
                      .took_ms = {},
                      .persons = {},
                      .problem = {}};
    if (const auto run = last.find(line.object); run != last.end()) {
      line.last = run->second->at;
      line.took_ms = static_cast<std::uint64_t>(run->second->took.count());
      line.problem = run->second->problem;
      if (line.problem.empty()) line.persons = run->second->persons;
    }
    response.lines.push_back(std::move(line));
  }
  return response;
}

}  // namespace

std::vector<Route> job_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list>({.path = "/api/jobs",
                        .permission = kViewer,
                        .summary = "Long work, newest first",
                        .query = {{"limit", "integer", "at most this many; 50"}}}),
      json_route<find>({.path = "/api/jobs/{id}", .permission = kViewer, .summary = "How far a job is"}),
      json_route<recompute>({.method = post,
                             .path = "/api/jobs/recompute",
                             .permission = kAnalyst,
                             .summary = "Work out tags, segments and layers now; without objects, all of them"}),
      json_route<cancel>(
          {.method = post, .path = "/api/jobs/{id}/cancel", .permission = kAnalyst, .summary = "Cancel a job"}),
      json_route<schedule>({.path = "/api/schedule",
                            .permission = kViewer,
                            .summary = "When tags, segments and layers are worked out, and how it went last"}),
  };
}

}  // namespace throng::api
