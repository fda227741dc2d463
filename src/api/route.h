// A route is one value: method, path, permission, what it takes and answers, a one-line summary, a function.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/service.h"
#include "api/schema.h"
#include "ledger/operators.h"

namespace throng::api {

struct App;

enum class Permission { open, write_key, viewer, analyst, owner };
BOOST_DESCRIBE_ENUM(Permission, open, write_key, viewer, analyst, owner)

// Who asks: somebody with a session cookie, or a script with a secret key.
struct Principal {
  ledger::Role role = ledger::Role::viewer;
  std::optional<ledger::Operator> who;  // absent for keys
  std::string csrf;                     // of the session; "" for keys
  std::string name;                     // e-mail, or "key LABEL"
};

// One request on its way through a handler.
struct Call {
  App& app;
  const http::Request& request;
  std::vector<std::string> params;       // of the path, in order
  const Principal* principal = nullptr;  // set unless the route is open or takes a write key
  std::vector<std::pair<std::string, std::string>> query;

  std::optional<std::string> find_query(std::string_view name) const;
  std::string query_or(std::string_view name, std::string_view otherwise) const;
  // Errors: invalid_argument naming the parameter.
  Result<std::uint64_t> query_number(std::string_view name, std::uint64_t otherwise, std::uint64_t most) const;
  Result<std::uint64_t> param_number(std::size_t index, std::string_view name) const;
};

// Where a handler runs: on the connection's thread (must not block), or on the pool for short or for long work.
enum class RunOn { loop, quick, heavy };

struct QueryParameter {
  std::string_view name;
  std::string_view type;  // JSON Schema type
  std::string_view summary;
};

struct Route {
  http::Method method = http::Method::get;
  std::string_view path;  // "/api/segments/{id}"
  Permission permission = Permission::owner;
  std::string_view summary;
  std::vector<QueryParameter> query;
  RunOn run_on = RunOn::quick;
  // Where this says that it would not block now, it runs on the connection's thread after all: who is in a hurry is not
  // kept waiting by a change of threads.
  bool (*is_at_hand)(const App&) = nullptr;
  std::size_t body_limit = std::size_t{1} << 20;
  bool cross_origin = false;  // answers preflights and other origins
  std::string_view answers = "application/json";
  Schema (*request_schema)(Components&) = nullptr;   // null: no body, or bytes
  Schema (*response_schema)(Components&) = nullptr;  // null: see `answers`
  // One of the two. The second answers whenever it is ready, and is called on the connection's thread.
  Result<http::Response> (*handle)(Call&) = nullptr;
  void (*handle_later)(App&, http::Request&, http::Responder) = nullptr;
};

http::Response json_response(std::string body);

}  // namespace throng::api
