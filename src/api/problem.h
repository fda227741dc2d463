// Errors as RFC 9457 problem documents; the one place where an error becomes an HTTP status.
#pragma once

#include "api/http/message.h"
#include "api/messages/problem.h"
#include "base/result.h"

namespace throng::api {

int status_of(ErrorCode code);
Problem problem_of(const Error& error);
http::Response problem_response(const Error& error);
// For errors of HTTP itself (404 of a path, 405, 413 ...).
http::Response problem_response(int status, std::string_view detail);

}  // namespace throng::api
