// /v1/*: where SDKs send events, and what they ask before they do.
#include "api/messages/collect.h"
#include "api/auth.h"
#include "api/cors.h"
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/problem.h"
#include "api/routes.h"
#include "api/source_settings.h"

namespace throng::api {
namespace {

using Kind = collect::Inbound::Kind;

// Segment's SDKs send at most 500 KB; compressed bodies are smaller than what they hold.
constexpr std::size_t kBodyLimit = 512 * 1024;

http::Response accepted() { return {.content_type = "application/json", .body = R"({"success":true})"}; }

http::Response answer_to(const Result<collect::Receipt>& receipt) {
  if (!receipt) return problem_response(receipt.error());
  if (receipt->quarantined == 0) return accepted();
  return {.content_type = "application/json",
          .body = json::to_string(
              CollectResponse{true, receipt->accepted, receipt->duplicates, receipt->quarantined, receipt->problems})};
}

template <Kind kind>
void receive(App& app, http::Request& request, http::Responder responder) {
  collect::Inbound inbound{kind, std::move(request.body), basic_user(request.header("authorization")),
                           std::string(request.header("user-agent")), client_address(app, request)};
  auto done = [r = std::move(responder),
               origin = std::string(request.header("origin"))](Result<collect::Receipt> receipt) mutable {
    http::Response response = answer_to(receipt);
    add_cors(response, origin);
    r(std::move(response));
  };
  app.services.collector.receive(std::move(inbound), std::move(done));
}

// Measurements of the SDK about itself: nobody needs them here, but the SDK wants a yes.
Result<http::Response> swallow(Call&) { return accepted(); }

// Errors: not_found, unless this may send by Segment's protocol.
Result<void> expect_known(const Call& call, const std::string& key) {
  const auto found = ledger::find_key(call.app.services.db, ledger::KeyKind::write, key);
  THRONG_TRY(const collect::Sources sources, source_settings(call.app.services.db, call.app.project.id));
  const bool is_key = found && found->project == call.app.project.id;
  if (collect::admission(sources, collect::Protocol::segment, key, is_key) == collect::Admission::unknown)
    return fail(ErrorCode::not_found, "there is no such write key");
  return {};
}

Result<SdkSettings> settings(Call& call) {
  const std::string& key = call.params[0];
  THRONG_CHECK(expect_known(call, key));
  SdkSettings out;
  SegmentIntegration to_us{key, own_host(call.app, call.request) + "/v1",
                           is_secure(call.app, call.request) ? "https" : "http"};
  out.integrations.emplace("Segment.io", std::move(to_us));
  return out;
}

// The web's SDK names its key twice, those for phones only in their authorization.
Result<RudderSettings> rudder_settings(Call& call) {
  const std::string key = call.query_or("writeKey", basic_user(call.request.header("authorization")));
  THRONG_CHECK(expect_known(call, key));
  RudderSettings out;
  out.source.id = key;
  out.source.workspaceId = call.app.project.id;
  return out;
}

template <Kind kind>
void add_kind(std::vector<Route>& routes, std::string_view name, std::string_view short_name) {
  Route route{.method = http::Method::post,
              .path = name,
              .permission = Permission::write_key,
              .summary = "Collect events (Segment tracking API)"};
  route.body_limit = kBodyLimit;
  route.cross_origin = true;
  route.handle_later = &receive<kind>;
  route.response_schema = &schema_of<CollectResponse>;
  routes.push_back(route);
  route.path = short_name;
  route.summary = "The same, as browsers' SDKs call it";
  routes.push_back(route);
}

}  // namespace

std::vector<Route> collect_routes() {
  std::vector<Route> routes;
  add_kind<Kind::batch>(routes, "/v1/batch", "/v1/b");
  add_kind<Kind::track>(routes, "/v1/track", "/v1/t");
  add_kind<Kind::identify>(routes, "/v1/identify", "/v1/i");
  add_kind<Kind::page>(routes, "/v1/page", "/v1/p");
  add_kind<Kind::screen>(routes, "/v1/screen", "/v1/s");
  add_kind<Kind::group>(routes, "/v1/group", "/v1/g");
  add_kind<Kind::alias>(routes, "/v1/alias", "/v1/a");
  // What older SDKs call batches.
  routes.push_back(routes.front());
  routes.back().path = "/v1/import";
  Route metrics = json_route<swallow>({.method = http::Method::post,
                                       .path = "/v1/m",
                                       .permission = Permission::write_key,
                                       .summary = "Measurements of the SDK about itself; ignored",
                                       .run_on = RunOn::loop,
                                       .cross_origin = true});
  routes.push_back(metrics);
  routes.push_back(json_route<settings>({.method = http::Method::get,
                                         .path = "/v1/projects/{writeKey}/settings",
                                         .permission = Permission::open,
                                         .summary = "What the Segment browser SDK asks before it sends",
                                         .cross_origin = true}));
  routes.push_back(json_route<rudder_settings>(
      {.method = http::Method::get,
       .path = "/sourceConfig",
       .permission = Permission::open,
       .summary = "What RudderStack's SDKs ask before they send: one source without destinations",
       .query = {{"writeKey", "string", "else the user of Basic authorization"}},
       .cross_origin = true}));
  return routes;
}

}  // namespace throng::api
