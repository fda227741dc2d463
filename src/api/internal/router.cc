#include "api/internal/router.h"

#include "api/cors.h"
#include "api/http/target.h"
#include "api/problem.h"

namespace throng::api {
namespace {

bool changes_something(http::Method method) {
  return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

}  // namespace

std::size_t Router::admit(http::Request& head) {
  head.route = app_.table.find(head.method, head.path);
  constexpr std::size_t kWithoutRoute = 64 * 1024;
  return head.route < 0 ? kWithoutRoute : app_.table.routes()[static_cast<std::size_t>(head.route)].body_limit;
}

void Router::handle(http::Request& request, http::Responder responder) {
  if (request.route < 0) return responder(without_route(request));
  const Route& route = app_.table.routes()[static_cast<std::size_t>(request.route)];
  if (route.handle_later != nullptr) return route.handle_later(app_, request, std::move(responder));
  const bool at_hand = route.is_at_hand != nullptr && route.is_at_hand(app_) && app_.auth.remembers(request);
  if (at_hand || route.run_on == RunOn::loop) return responder(run(route, request));
  WorkerPool& pool = route.run_on == RunOn::heavy ? app_.heavy : app_.quick;
  if (!pool.has_room()) return responder(problem_response(503, "too many requests are waiting: try again in a moment"));
  pool.submit([this, &route, &request, r = std::move(responder)]() mutable { r(run(route, request)); });
}

http::Response Router::run(const Route& route, const http::Request& request) {
  Result<http::Response> result = run_checked(route, request);
  http::Response response = result ? std::move(*result) : problem_response(result.error());
  if (!result && response.status >= 500) {
    app_.services.log.error("a request failed",
                            {{"route", route.path}, {"why", std::string_view(result.error().message)}});
  }
  if (route.cross_origin) add_cors(response, request.header("origin"));
  if (response.content_type == "application/json") response.headers.push_back({"X-Content-Type-Options", "nosniff"});
  return response;
}

Result<http::Response> Router::run_checked(const Route& route, const http::Request& request) {
  Call call{app_, request, RouteTable::params(route.path, request.path), nullptr, http::parse_query(request.query)};
  const bool protected_route = route.permission >= Permission::viewer;
  if (changes_something(request.method) && !route.cross_origin) {
    const std::string own = app_.options.public_url.empty() ? "" : app_.options.public_url;
    THRONG_CHECK(check_origin(request, own));
  }
  if (!protected_route) return route.handle(call);
  THRONG_TRY(const Principal principal, app_.auth.authenticate(request));
  THRONG_CHECK(check_role(principal, route.permission));
  if (changes_something(request.method)) THRONG_CHECK(check_csrf(request, principal));
  call.principal = &principal;
  return route.handle(call);
}

http::Response Router::without_route(const http::Request& request) {
  const std::vector<int> others = app_.table.at(request.path);
  if (others.empty()) {
    const bool for_programs = request.path.starts_with("/api/") || request.path.starts_with("/v1/");
    const bool reading = request.method == http::Method::get || request.method == http::Method::head;
    return reading && !for_programs ? app_.files.respond(request)
                                    : problem_response(404, "there is nothing at " + request.path);
  }
  std::string allowed = "OPTIONS";
  bool cross_origin = false;
  for (const int i : others) {
    const Route& route = app_.table.routes()[static_cast<std::size_t>(i)];
    allowed.append(", ").append(http::text_of(route.method));
    cross_origin = cross_origin || route.cross_origin;
  }
  if (request.method == http::Method::options && cross_origin) return preflight_response(request);
  http::Response response = request.method == http::Method::options
                                ? http::Response{.status = 204}
                                : problem_response(405, "this path takes: " + allowed);
  response.headers.push_back({"Allow", allowed});
  return response;
}

http::Response Router::refuse(const http::Request& request, int status, std::string_view why) {
  http::Response response = problem_response(status, why);
  if (request.route >= 0 && app_.table.routes()[static_cast<std::size_t>(request.route)].cross_origin) {
    add_cors(response, request.header("origin"));
  }
  return response;
}

void Router::finished(const http::Request& request, const http::Response& response, std::chrono::nanoseconds took) {
  app_.metrics.record(request.route, response.status, took);
  const bool hot = request.route >= 0 &&
                   app_.table.routes()[static_cast<std::size_t>(request.route)].permission == Permission::write_key;
  const LogLevel level = response.status >= 500 ? LogLevel::warn : hot ? LogLevel::debug : LogLevel::info;
  if (!app_.services.log.wants(level)) return;
  const double ms = std::chrono::duration<double, std::milli>(took).count();
  app_.services.log.write(level, "request",
                          {{"method", http::text_of(request.method)},
                           {"path", first_line(request.path)},
                           {"status", static_cast<std::int64_t>(response.status)},
                           {"ms", ms},
                           {"from", std::string_view(request.remote_address)}});
}

}  // namespace throng::api
