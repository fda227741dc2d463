// Result<T>: a value, or an Error that says what went wrong, where, and what to do next.
// Used across every module border; exceptions never cross one.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace throng {

// What an error means for the caller. One place (api/problem.cc) turns it into an HTTP status.
enum class ErrorCode {
  invalid_argument,  // the input is wrong: Error::field names what
  unauthenticated,   // no or wrong credentials
  forbidden,         // the credentials do not allow this
  not_found,
  conflict,    // the state forbids it now (already exists, already running)
  too_large,   // a limit on size, depth or count was passed
  overloaded,  // try again later
  cancelled,   // somebody asked to stop
  deadline,    // a time or memory limit was reached
  corrupt,     // stored data failed its check
  io,          // disk or network
  internal,    // a bug, or an engine error we did not foresee
};

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  // one sentence for a person, ends without a full stop
  std::string field;    // dotted path of the wrong input field, "" when none
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string message, std::string field = {}) {
  return std::unexpected(Error{code, std::move(message), std::move(field)});
}

inline std::unexpected<Error> invalid(std::string field, std::string message) {
  return fail(ErrorCode::invalid_argument, std::move(message), std::move(field));
}

std::string_view to_text(ErrorCode code);

// "field: message", or the message alone.
std::string describe(const Error& error);

}  // namespace throng

#define THRONG_CONCAT_IMPL(a, b) a##b
#define THRONG_CONCAT(a, b) THRONG_CONCAT_IMPL(a, b)

// THRONG_TRY(auto x, f()): x is the value of f(), or this function returns f()'s error.
#define THRONG_TRY(declaration, expression) \
  THRONG_TRY_IMPL(THRONG_CONCAT(throng_try_, __LINE__), declaration, expression)
#define THRONG_TRY_IMPL(name, declaration, expression)                    \
  auto name = (expression);                                               \
  if (!name.has_value()) return std::unexpected(std::move(name).error()); \
  declaration = std::move(name).value()

// THRONG_CHECK(f()): this function returns f()'s error, if any.
#define THRONG_CHECK(expression)                                                                          \
  do {                                                                                                    \
    auto throng_check_result = (expression);                                                              \
    if (!throng_check_result.has_value()) return std::unexpected(std::move(throng_check_result).error()); \
  } while (false)
