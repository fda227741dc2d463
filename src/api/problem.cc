#include "api/problem.h"

namespace throng::api {
namespace {

constexpr std::string_view kProblemType = "application/problem+json";

http::Response respond(const Problem& problem) {
  http::Response response{
      .status = problem.status, .content_type = std::string(kProblemType), .body = json::to_string(problem)};
  response.headers.push_back({"Cache-Control", "no-store"});
  if (problem.status == 429 || problem.status == 503) response.headers.push_back({"Retry-After", "2"});
  return response;
}

}  // namespace

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument: return 400;
    case ErrorCode::unauthenticated: return 401;
    case ErrorCode::forbidden: return 403;
    case ErrorCode::not_found: return 404;
    case ErrorCode::conflict: return 409;
    case ErrorCode::too_large: return 413;
    case ErrorCode::overloaded: return 429;
    case ErrorCode::cancelled: return 499;
    case ErrorCode::deadline: return 504;
    case ErrorCode::io: return 503;
    case ErrorCode::corrupt:
    case ErrorCode::internal: return 500;
  }
  return 500;
}

Problem problem_of(const Error& error) {
  Problem problem{"about:blank", std::string(to_text(error.code)), status_of(error.code), error.message, std::nullopt};
  if (!error.field.empty()) problem.field = error.field;
  return problem;
}

http::Response problem_response(const Error& error) { return respond(problem_of(error)); }

http::Response problem_response(int status, std::string_view detail) {
  return respond({"about:blank", std::string(http::reason_phrase(status)), status, std::string(detail), std::nullopt});
}

}  // namespace throng::api
