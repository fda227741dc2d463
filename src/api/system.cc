// Health, metrics and the API's own description.
#include <fstream>

#include <unistd.h>

#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/openapi.h"
#include "api/problem.h"
#include "api/routes.h"

namespace throng::api {
namespace {

http::Response plain(std::string text) {
  return {
      .content_type = "text/plain; charset=utf-8", .headers = {{"Cache-Control", "no-store"}}, .body = std::move(text)};
}

Result<http::Response> alive(Call&) { return plain("ok\n"); }

Result<http::Response> ready(Call& call) {
  const auto probe =
      warehouse::query_all(call.app.services.warehouse, "SELECT toUInt8(1) AS one", {.max_time = seconds(2)});
  if (!probe) return problem_response(503, "the warehouse does not answer: " + probe.error().message);
  return plain("ready\n");
}

double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  statm >> pages >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

void write_gauge(std::string& out, std::string_view name, std::string_view help, double value) {
  write_help(out, name, "gauge", help);
  write_sample(out, name, "", value);
}

void write_counter(std::string& out, std::string_view name, std::string_view help, double value) {
  write_help(out, name, "counter", help);
  write_sample(out, name, "", value);
}

void write_collector(std::string& out, const collect::Collector::Stats& s) {
  write_counter(out, "throng_collect_requests_total", "Requests to collect.", static_cast<double>(s.requests));
  write_counter(out, "throng_collect_refused_total", "Requests refused as a whole.", static_cast<double>(s.refused));
  write_counter(out, "throng_collect_accepted_total", "Events accepted.", static_cast<double>(s.accepted));
  write_counter(out, "throng_collect_duplicates_total", "Events seen before.", static_cast<double>(s.duplicates));
  write_gauge(out, "throng_collect_pending_events", "Accepted, not yet in the warehouse.",
              static_cast<double>(s.pending));
  write_gauge(out, "throng_collect_journal_bytes", "Size of the journal.", static_cast<double>(s.journal_bytes));
  write_help(out, "throng_collect_quarantined_total", "counter", "Events kept aside, by reason.");
  for (const auto& [reason, count] : s.quarantined) {
    write_sample(out, "throng_collect_quarantined_total", label("reason", reason), static_cast<double>(count));
  }
  write_help(out, "throng_collect_step_seconds_total", "counter", "Time spent in each step of the pipeline.");
  for (const auto& [step, took] : s.step_seconds)
    write_sample(out, "throng_collect_step_seconds_total", label("step", step), took);
}

void write_timeline(std::string& out, const timeline::Timeline::Stats& s) {
  write_gauge(out, "throng_timeline_events", "Events in memory.", static_cast<double>(s.events));
  write_gauge(out, "throng_timeline_runs", "Ids with events.", static_cast<double>(s.runs));
  write_gauge(out, "throng_timeline_delta_events", "Events not folded yet.", static_cast<double>(s.delta_events));
  write_gauge(out, "throng_timeline_base_bytes", "Memory of the base columns.", static_cast<double>(s.base_bytes));
  write_gauge(out, "throng_timeline_column_bytes", "Memory of the property columns.",
              static_cast<double>(s.column_bytes));
  write_gauge(out, "throng_timeline_columns", "Property columns loaded.", static_cast<double>(s.columns));
  write_counter(out, "throng_timeline_folds_total", "Folds done.", static_cast<double>(s.folds));
}

void write_answers(std::string& out, const analyze::AnswerCache::Usage& u) {
  write_counter(out, "throng_answers_kept_total", "Questions answered from what was kept.",
                static_cast<double>(u.hits));
  write_counter(out, "throng_answers_missed_total", "Questions that had to be worked on.",
                static_cast<double>(u.misses));
  write_gauge(out, "throng_answers_bytes", "Memory of the answers kept.", static_cast<double>(u.bytes));
}

Result<http::Response> metrics(Call& call) {
  std::vector<std::string> names;
  for (const Route& route : call.app.table.routes()) {
    names.push_back(std::string(http::text_of(route.method)) + " " + std::string(route.path));
  }
  std::string out;
  call.app.metrics.write(out, names);
  write_collector(out, call.app.services.collector.stats());
  write_timeline(out, call.app.services.timeline.stats());
  write_answers(out, call.app.answers.usage());
  write_gauge(out, "process_resident_memory_bytes", "Resident memory.", resident_bytes());
  http::Response response = plain(std::move(out));
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

Result<http::Response> openapi(Call&) { return json_response(openapi_document()); }

Route open(Route route) {
  route.permission = Permission::open;
  return route;
}

}  // namespace

std::vector<Route> system_routes() {
  constexpr std::string_view kText = "text/plain";
  return {
      open(json_route<alive>(
          {.path = "/healthz", .summary = "Is the process alive?", .run_on = RunOn::loop, .answers = kText})),
      open(json_route<ready>({.path = "/readyz", .summary = "Can it answer questions?", .answers = kText})),
      open(json_route<metrics>({.path = "/metrics", .summary = "Prometheus metrics", .answers = kText})),
      open(json_route<openapi>({.path = "/openapi.json", .summary = "This document"})),
  };
}

}  // namespace throng::api
