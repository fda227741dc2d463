// Where the SDKs of other products send: all at the root of one origin, as if it were theirs. What a body means is
// collect's affair (collect/protocols); here is who sends where, and what each SDK needs to hear.
#include <fmt/core.h>

#include "api/auth.h"
#include "api/cors.h"
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/collect.h"
#include "api/problem.h"
#include "api/routes.h"
#include "base/encoding.h"

namespace throng::api {
namespace {

using collect::Inbound;
using collect::Protocol;
using collect::Receipt;

constexpr std::size_t kBodyLimit = std::size_t{5} << 20;
// A transparent picture of one pixel.
constexpr std::string_view kPixel = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

// What an answer depends on.
struct Asked {
  Protocol protocol = Protocol::segment;
  std::string endpoint;
  bool get = false;
  bool verbose = false;
  bool strict = false;  // Mixpanel's newer libraries import so
  bool dry_run = false;
  bool no_image = false;
  std::size_t bytes = 0;
  std::int64_t now_ms = 0;
};

http::Response json(std::string body) { return {.content_type = "application/json", .body = std::move(body)}; }
http::Response text(std::string body) { return {.content_type = "text/plain", .body = std::move(body)}; }
http::Response pixel() {
  http::Response response{.content_type = "image/gif", .body = from_base64(kPixel).value_or("")};
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

// Strict imports are told what was not taken; their libraries do not send it again.
http::Response partly_imported(const Receipt& receipt) {
  std::string failed;
  for (const std::string& problem : receipt.problems)
    failed += fmt::format(R"({}{{"message":{}}})", failed.empty() ? "" : ",", json::to_string(problem));
  http::Response response = json(fmt::format(
      R"({{"code":400,"error":"some records were kept aside","status":"Bad Request","num_records_imported":{},"failed_records":[{}]}})",
      receipt.accepted + receipt.duplicates, failed));
  response.status = 400;
  return response;
}

// Whoever sends to be checked only wants to know what is wrong.
http::Response checked(const Receipt& receipt) {
  return json(json::to_string(
      CollectResponse{true, receipt.accepted, receipt.duplicates, receipt.quarantined, receipt.problems}));
}

http::Response success(const Asked& asked, const Receipt& receipt) {
  const std::uint32_t stored = receipt.accepted + receipt.duplicates;
  switch (asked.protocol) {
    case Protocol::posthog: return json(asked.endpoint == "v1" ? R"({"results":{}})" : R"({"status":1})");
    case Protocol::mixpanel:
      if (asked.strict && receipt.quarantined > 0) return partly_imported(receipt);
      if (asked.strict) return json(fmt::format(R"({{"code":200,"num_records_imported":{},"status":"OK"}})", stored));
      return asked.verbose ? json(R"({"status":1,"error":null})") : text("1");
    case Protocol::amplitude:
      if (asked.endpoint.ends_with("identify")) return text("success");
      return json(fmt::format(R"({{"code":200,"events_ingested":{},"payload_size_bytes":{},"server_upload_time":{}}})",
                              stored, asked.bytes, asked.now_ms));
    case Protocol::ga4:
      return asked.endpoint == "debug" ? json(R"({"validationMessages":[]})") : http::Response{.status = 204};
    case Protocol::matomo:
      if (asked.no_image) return {.status = 204};
      if (asked.get) return pixel();
      return json(fmt::format(R"({{"status":"success","tracked":{},"invalid":{}}})", stored, receipt.quarantined));
    case Protocol::countly: return json(R"({"result":"Success"})");
    case Protocol::jitsu: return json(R"({"ok":true})");
    case Protocol::sensors:
      if (asked.dry_run) return checked(receipt);
      [[fallthrough]];
    case Protocol::snowplow: return asked.get ? pixel() : text("ok");
    case Protocol::segment: break;
  }
  return json("{}");
}

// SDKs that give up on 429 come again after 503; Amplitude's read the code in the body.
http::Response failure(const Asked& asked, const Error& error) {
  http::Response response = problem_response(error);
  if (response.status == 429) response.status = 503;
  if (asked.protocol == Protocol::amplitude && error.code == ErrorCode::unauthenticated) {
    response = json(R"({"code":400,"error":"Invalid API key: there is no such write key"})");
    response.status = 400;  // else the SDK would try twelve times
  } else if (asked.protocol == Protocol::amplitude) {
    response.content_type = "application/json";
    response.body = fmt::format(R"({{"code":{},"error":{}}})", response.status, json::to_string(error.message));
  }
  return response;
}

void receive(App& app, Inbound inbound, Asked asked, const http::Request& request, http::Responder responder) {
  inbound.protocol = asked.protocol;
  inbound.endpoint = asked.endpoint;
  inbound.query = std::string(request.query);
  inbound.user_agent = std::string(request.header("user-agent"));
  inbound.remote_address = client_address(app, request);
  asked.get = request.method != http::Method::post;
  asked.dry_run = inbound.dry_run;
  asked.strict = request.query.contains("strict=1");
  asked.no_image = asked.get && request.query.contains("send_image=0");
  asked.bytes = inbound.body.size();
  asked.now_ms = to_ms(app.now());
  auto done = [r = std::move(responder), asked = std::move(asked),
               origin = std::string(request.header("origin"))](const Result<Receipt>& receipt) mutable {
    http::Response response = receipt ? success(asked, *receipt) : failure(asked, receipt.error());
    add_cors(response, origin);
    r(std::move(response));
  };
  app.services.collector.receive(std::move(inbound), std::move(done));
}

std::string bearer(const http::Request& request) {
  const std::string_view given = request.header("authorization");
  constexpr std::string_view kScheme = "Bearer ";
  return given.starts_with(kScheme) ? std::string(given.substr(kScheme.size())) : std::string();
}

// ---- one function per protocol -------------------------------------------------------------------------------------

void posthog(App& app, http::Request& request, http::Responder responder) {
  // Amplitude's batches come to the same address, and say "events".
  const bool amplitude = request.path.starts_with("/batch") && request.body.starts_with('{') &&
                         request.body.contains("\"events\"") && !request.body.contains("\"batch\"");
  const bool v1 = request.path.starts_with("/i/v1");
  Asked asked{.protocol = amplitude ? Protocol::amplitude : Protocol::posthog, .endpoint = v1 ? "v1" : "capture"};
  Inbound inbound{.body = std::move(request.body), .write_key = bearer(request)};
  receive(app, std::move(inbound), std::move(asked), request, std::move(responder));
}

// Amplitude's two requests that say something of persons and groups without an event.
void amplitude_identify(App& app, http::Request& request, http::Responder responder) {
  const std::string endpoint = request.path.starts_with("/group") ? "groupidentify" : "identify";
  Inbound inbound{.body = std::move(request.body)};
  receive(app, std::move(inbound), {.protocol = Protocol::amplitude, .endpoint = endpoint}, request,
          std::move(responder));
}

// Server libraries name the project in Basic authorization, as the user or as the password of a service account.
void mixpanel(App& app, http::Request& request, http::Responder responder) {
  std::string endpoint = request.path.substr(1);
  if (endpoint.ends_with('/')) endpoint.pop_back();
  const bool verbose = request.query.contains("verbose=1");
  Inbound inbound{.body = std::move(request.body), .write_key = basic_user(request.header("authorization"))};
  inbound.other_key = basic_password(request.header("authorization"));
  receive(app, std::move(inbound),
          {.protocol = Protocol::mixpanel, .endpoint = std::move(endpoint), .verbose = verbose}, request,
          std::move(responder));
}

void sensors(App& app, http::Request& request, http::Responder responder) {
  Inbound inbound{.body = std::move(request.body)};
  inbound.dry_run = request.path.starts_with("/debug") && request.header("dry-run") == "true";
  receive(app, std::move(inbound), {.protocol = Protocol::sensors}, request, std::move(responder));
}

void ga4(App& app, http::Request& request, http::Responder responder) {
  Inbound inbound{.body = std::move(request.body)};
  inbound.dry_run = request.path.starts_with("/debug");
  receive(app, std::move(inbound), {.protocol = Protocol::ga4, .endpoint = inbound.dry_run ? "debug" : ""}, request,
          std::move(responder));
}

// Countly's and Snowplow's requests for a picture share an address.
void countly(App& app, http::Request& request, http::Responder responder) {
  const bool snowplow = ("&" + std::string(request.query)).contains("&tv=") && !request.query.contains("app_key=");
  Asked asked{.protocol = snowplow ? Protocol::snowplow : Protocol::countly};
  if (request.path.starts_with("/i/bulk")) asked.endpoint = "bulk";
  Inbound inbound{.body = std::move(request.body)};
  receive(app, std::move(inbound), std::move(asked), request, std::move(responder));
}

template <Protocol protocol>
void plain(App& app, http::Request& request, http::Responder responder) {
  Inbound inbound{.body = std::move(request.body)};
  receive(app, std::move(inbound), {.protocol = protocol}, request, std::move(responder));
}

template <Inbound::Kind kind>
void jitsu(App& app, http::Request& request, http::Responder responder) {
  Inbound inbound{.kind = kind, .body = std::move(request.body)};
  // "id:secret", of which the secret is the key; or the key alone.
  inbound.write_key = std::string(request.header("x-write-key"));
  if (inbound.write_key.empty()) inbound.write_key = basic_user(request.header("authorization"));
  inbound.write_key.erase(0, inbound.write_key.find(':') + 1);
  receive(app, std::move(inbound), {.protocol = Protocol::jitsu}, request, std::move(responder));
}

// ---- what SDKs ask before they send --------------------------------------------------------------------------------

http::Response script(std::string body) { return {.content_type = "text/javascript", .body = std::move(body)}; }

// Where to send, and that nothing else is to be loaded.
constexpr std::string_view kPosthogConfig =
    R"({"supportedCompression":["gzip","gzip-js"],"analytics":{"endpoint":"/i/v0/e/"},"autocapture_opt_out":false,)"
    R"("captureDeadClicks":false,"capturePerformance":false,"sessionRecording":false,"heatmaps":false,"surveys":false,)"
    R"("hasFeatureFlags":false,"defaultIdentifiedOnly":true,"elementsChainAsString":true,"errorTracking":)"
    R"({"autocaptureExceptions":false},"toolbarParams":{},"isAuthenticated":false,"siteApps":[]})";

Result<http::Response> posthog_config(Call&) { return json(std::string(kPosthogConfig)); }

Result<http::Response> posthog_config_script(Call& call) {
  return script(
      fmt::format("(function(){{window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{{}};"
                  "window._POSTHOG_REMOTE_CONFIG[{}]={{config:{},siteApps:[]}}}})();",
                  json::to_string(call.params[0]), kPosthogConfig));
}

// Extensions are empty scripts; the SDK itself is PostHog's to give out.
Result<http::Response> empty_script(Call& call) {
  if (call.params.back().starts_with("array"))
    return fail(ErrorCode::not_found, "load PostHog's SDK from npm or from where PostHog keeps it");
  return script("");
}
Result<http::Response> no_flags(Call&) {
  return json(R"({"flags":{},"featureFlags":{},"featureFlagPayloads":{},"errorsWhileComputingFlags":false,)"
              R"("requestId":"00000000-0000-0000-0000-000000000000","config":{"enable_collect_everything":true},)"
              R"("supportedCompression":["gzip","gzip-js"],"sessionRecording":false,"siteApps":[]})");
}
Result<http::Response> no_flag_definitions(Call&) {
  return json(R"({"flags":[],"group_type_mapping":{},"cohorts":{}})");
}
Result<http::Response> no_surveys(Call&) { return json(R"({"surveys":[]})"); }
Result<http::Response> swallowed(Call&) { return json(R"({"status":1})"); }
Result<http::Response> no_settings(Call&) { return json("{}"); }

// ---- routes ----------------------------------------------------------------------------------------------------

using Later = void (*)(App&, http::Request&, http::Responder);
using Now = Result<http::Response> (*)(Call&);

constexpr std::string_view kOf[] = {"Collect events (Segment)",
                                    "Collect events (Jitsu)",
                                    "Collect events (PostHog; at /batch Amplitude too)",
                                    "Collect events (Mixpanel)",
                                    "Collect events (Sensors Analytics)",
                                    "Collect events (Amplitude HTTP API 2; Identify and Group Identify)",
                                    "Collect events (Google Analytics 4 Measurement Protocol)",
                                    "Collect events (Matomo)",
                                    "Collect events (Snowplow tracker protocol 2)",
                                    "Collect events (Countly; at /i Snowplow too)"};

class Routes {
 public:
  void post(Protocol protocol, std::string_view path, Later handle) { add(http::Method::post, protocol, path, handle); }
  void both(Protocol protocol, std::string_view path, Later handle) {
    post(protocol, path, handle);
    add(http::Method::get, protocol, path, handle);
  }
  void asked(http::Method method, std::string_view path, Now handle, std::string_view summary) {
    Route route{.method = method, .path = path, .permission = Permission::open, .summary = summary};
    route.run_on = RunOn::loop;
    route.cross_origin = true;
    route.body_limit = kBodyLimit;
    route.handle = handle;
    routes_.push_back(std::move(route));
  }
  std::vector<Route> take() { return std::move(routes_); }

 private:
  void add(http::Method method, Protocol protocol, std::string_view path, Later handle) {
    Route route{.method = method, .path = path, .permission = Permission::write_key};
    route.summary = kOf[static_cast<std::size_t>(protocol)];
    route.body_limit = kBodyLimit;
    route.cross_origin = true;
    route.handle_later = handle;
    routes_.push_back(std::move(route));
  }
  std::vector<Route> routes_;
};

template <Inbound::Kind kind>
void add_jitsu(Routes& routes, std::string_view path, std::string_view server_path) {
  routes.post(Protocol::jitsu, path, &jitsu<kind>);
  routes.post(Protocol::jitsu, server_path, &jitsu<kind>);
}

void add_posthog(Routes& routes) {
  for (const std::string_view path : {"/batch", "/e", "/i/v0/e", "/capture", "/i/v1/analytics/events"})
    routes.both(Protocol::posthog, path, &posthog);
  const auto get = http::Method::get, post = http::Method::post;
  routes.asked(get, "/array/{token}/config", &posthog_config, "What PostHog's browser SDK asks before it sends");
  routes.asked(get, "/array/{token}/config.js", &posthog_config_script, "The same, as a script");
  routes.asked(get, "/static/{file}", &empty_script, "Extensions of PostHog's browser SDK: none");
  routes.asked(get, "/static/{version}/{file}", &empty_script, "Extensions of PostHog's browser SDK: none");
  for (const std::string_view path : {"/flags", "/decide"})
    routes.asked(post, path, &no_flags, "Feature flags for PostHog's SDKs: none");
  for (const std::string_view path : {"/flags/definitions", "/api/feature_flag/local_evaluation"})
    routes.asked(get, path, &no_flag_definitions, "Feature flags for PostHog's server SDKs: none");
  routes.asked(get, "/api/surveys", &no_surveys, "Surveys for PostHog's SDKs: none");
  routes.asked(post, "/s", &swallowed, "Session recordings of PostHog's SDKs; ignored");
}

}  // namespace

std::vector<Route> protocol_routes() {
  using Kind = Inbound::Kind;
  Routes routes;
  add_jitsu<Kind::track>(routes, "/api/s/track", "/api/s/s2s/track");
  add_jitsu<Kind::page>(routes, "/api/s/page", "/api/s/s2s/page");
  add_jitsu<Kind::screen>(routes, "/api/s/screen", "/api/s/s2s/screen");
  add_jitsu<Kind::identify>(routes, "/api/s/identify", "/api/s/s2s/identify");
  add_jitsu<Kind::group>(routes, "/api/s/group", "/api/s/s2s/group");
  add_jitsu<Kind::alias>(routes, "/api/s/alias", "/api/s/s2s/alias");
  add_jitsu<Kind::batch>(routes, "/api/s/batch", "/api/s/s2s/batch");
  add_posthog(routes);
  for (const std::string_view path : {"/track", "/engage", "/groups", "/import"})
    routes.both(Protocol::mixpanel, path, &mixpanel);
  for (const std::string_view path : {"/sa", "/sa.gif", "/debug"}) routes.both(Protocol::sensors, path, &sensors);
  for (const std::string_view path : {"/2/httpapi", "/2/batch"})
    routes.post(Protocol::amplitude, path, &plain<Protocol::amplitude>);
  for (const std::string_view path : {"/identify", "/groupidentify"})
    routes.post(Protocol::amplitude, path, &amplitude_identify);
  for (const std::string_view path : {"/mp/collect", "/debug/mp/collect"}) routes.post(Protocol::ga4, path, &ga4);
  for (const std::string_view path : {"/matomo.php", "/piwik.php"})
    routes.both(Protocol::matomo, path, &plain<Protocol::matomo>);
  routes.post(Protocol::snowplow, "/com.snowplowanalytics.snowplow/tp2", &plain<Protocol::snowplow>);
  for (const std::string_view path : {"/i", "/i/bulk"}) routes.both(Protocol::countly, path, &countly);
  for (const auto method : {http::Method::get, http::Method::post})
    routes.asked(method, "/o/sdk", &no_settings, "What Countly's SDKs ask before they send: nothing is set");
  return routes.take();
}

}  // namespace throng::api
