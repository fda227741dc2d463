// The Service behind the HTTP server: finds the route, checks who asks, runs the handler where it belongs.
#pragma once

#include "api/internal/app_state.h"

namespace throng::api {

class Router final : public http::Service {
 public:
  explicit Router(App& app) : app_(app) {}

  std::size_t admit(http::Request& head) override;
  void handle(http::Request& request, http::Responder responder) override;
  void finished(const http::Request& request, const http::Response& response, std::chrono::nanoseconds took) override;
  http::Response refuse(const http::Request& request, int status, std::string_view why) override;

 private:
  http::Response run(const Route& route, const http::Request& request);
  Result<http::Response> run_checked(const Route& route, const http::Request& request);
  http::Response without_route(const http::Request& request);

  App& app_;
};

}  // namespace throng::api
