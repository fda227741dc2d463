#include "api/cors.h"

namespace throng::api {

http::Response preflight_response(const http::Request& request) {
  http::Response response{.status = 204};
  add_cors(response, request.header("origin"));
  response.headers.push_back({"Access-Control-Allow-Methods", "GET, POST, OPTIONS"});
  const std::string_view asked = request.header("access-control-request-headers");
  if (!asked.empty()) response.headers.push_back({"Access-Control-Allow-Headers", std::string(asked)});
  response.headers.push_back({"Access-Control-Max-Age", "86400"});
  return response;
}

void add_cors(http::Response& response, std::string_view origin) {
  if (origin.empty()) return;
  response.headers.push_back({"Access-Control-Allow-Origin", std::string(origin)});
  response.headers.push_back({"Access-Control-Allow-Credentials", "true"});
  response.headers.push_back({"Access-Control-Expose-Headers", "ETag, Retry-After"});
  response.headers.push_back({"Vary", "Origin"});
}

}  // namespace throng::api
