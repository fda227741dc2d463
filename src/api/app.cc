#include "api/app.h"

#include "api/internal/app_state.h"
#include "api/internal/router.h"
#include "api/routes.h"
#include "ledger/projects.h"

namespace throng::api {
namespace {

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::vector<Route> App::all_routes_of() { return all_routes(); }

audience::CurrentMemberships App::memberships(std::stop_token stop) {
  return {services.audience, {calendar, now(), std::move(stop)}};
}

std::string client_address(const App& app, const http::Request& request) {
  const std::string_view forwarded = app.options.behind_proxy ? request.header("x-forwarded-for") : std::string_view();
  // The last entry is the proxy's own word; those before it are the client's.
  if (!forwarded.empty()) return std::string(trim(forwarded.substr(forwarded.rfind(',') + 1)));
  return request.remote_address;
}

bool is_secure(const App& app, const http::Request& request) {
  if (app.options.public_url.starts_with("https://")) return true;
  return app.options.behind_proxy && request.header("x-forwarded-proto") == "https";
}

std::string own_host(const App& app, const http::Request& request) {
  const std::string_view url = app.options.public_url;
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) {
    const std::string_view host = url.substr(scheme + 3);
    return std::string(host.substr(0, host.find('/')));
  }
  const std::string_view forwarded = app.options.behind_proxy ? request.header("x-forwarded-host") : std::string_view();
  return std::string(forwarded.empty() ? request.header("host") : forwarded);
}

struct Server::Impl {
  std::unique_ptr<App> app;
  std::unique_ptr<Router> router;
  std::unique_ptr<http::HttpServer> http;  // last: stops first
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() { stop(); }
std::uint16_t Server::port() const { return impl_->http->port(); }

void Server::stop() {
  impl_->http->stop();  // waits for running questions, at most the grace
  impl_->app->stopping.request_stop();
  impl_->app->heavy.stop();
  impl_->app->quick.stop();
}

Result<std::unique_ptr<Server>> start_server(const Services& services, ServerOptions options) {
  THRONG_TRY(const model::Project project, ledger::find_project(services.db, options.project));
  THRONG_TRY(Calendar calendar, Calendar::create(project.time_zone, project.week_start));
  THRONG_TRY(StaticFiles files, StaticFiles::load(options.web_folder));
  const http::HttpOptions http_options = options.http;
  auto impl = std::make_unique<Server::Impl>();
  impl->app = std::make_unique<App>(services, std::move(options), project, std::move(calendar), std::move(files));
  impl->router = std::make_unique<Router>(*impl->app);
  THRONG_TRY(impl->http, http::HttpServer::start(http_options, *impl->router, services.log));
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

}  // namespace throng::api
