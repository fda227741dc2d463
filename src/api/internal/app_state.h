// What handlers work with; one per server.
#pragma once

#include <algorithm>
#include <stop_token>

#include "analyze/registry.h"
#include "analyze/user_sql/run.h"
#include "api/app.h"
#include "api/auth.h"
#include "api/metrics.h"
#include "api/route_table.h"
#include "api/schema_cache.h"
#include "api/sign_in_limiter.h"
#include "api/source_book.h"
#include "api/static_files.h"
#include "api/worker_pool.h"
#include "audience/memberships.h"
#include "base/calendar.h"

namespace throng::api {

struct App {
  App(const Services& s, ServerOptions o, model::Project p, Calendar c, StaticFiles f)
      : services(s),
        options(std::move(o)),
        project(std::move(p)),
        calendar(std::move(c)),
        files(std::move(f)),
        table(all_routes_of()),
        metrics(table.routes().size()),
        auth(s.db, s.clock, project.id),
        sql(s.warehouse, project.id, project.time_zone, {.at_once = std::max(1, options.heavy_threads - 1)}),
        source_book(s.db, s.collector, project.id, s.clock),
        quick(options.quick_threads, options.quick_queue),
        heavy(options.heavy_threads, options.heavy_queue) {}

  Services services;
  ServerOptions options;
  model::Project project;
  Calendar calendar;
  StaticFiles files;
  RouteTable table;
  RequestMetrics metrics;
  Authenticator auth;
  SignInLimiter limiter;
  analyze::AnswerCache answers;
  SchemaCache schema;
  analyze::user_sql::UserSql sql;
  SourceBook source_book;
  std::stop_source stopping;  // ends running queries
  WorkerPool quick;           // last: their jobs use everything above
  WorkerPool heavy;

  Instant now() const { return services.clock.now(); }
  analyze::Sources sources() { return {&services.timeline, &services.warehouse, project.id, &answers}; }
  // Segments, tags and layers as a question asked now sees them; its context() goes with the question.
  audience::CurrentMemberships memberships(std::stop_token stop);

 private:
  static std::vector<Route> all_routes_of();
};

// The address of the client, seen through the proxy if there is one.
std::string client_address(const App& app, const http::Request& request);
bool is_secure(const App& app, const http::Request& request);
// "host:port" under which the client reached us.
std::string own_host(const App& app, const http::Request& request);

}  // namespace throng::api
