// Other origins may send events (and only that): browsers' SDKs are always cross-origin.
#pragma once

#include "api/http/message.h"

namespace throng::api {

http::Response preflight_response(const http::Request& request);
// The request's Origin; hold it when the answer comes after the request is gone.
void add_cors(http::Response& response, std::string_view origin);

}  // namespace throng::api
