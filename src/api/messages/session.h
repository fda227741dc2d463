// Signing in.
#pragma once

#include <cstdint>
#include <string>

#include "base/json.h"
#include "ledger/operators.h"
#include "model/event.h"

namespace throng::api {

struct Empty {};
BOOST_DESCRIBE_STRUCT(Empty, (), ())

struct SignInRequest {  // POST /api/session
  std::string email;
  std::string password;
  static constexpr std::string_view kRequired[] = {"email", "password"};
};
BOOST_DESCRIBE_STRUCT(SignInRequest, (), (email, password))
struct OperatorView {
  std::int64_t id = 0;
  std::string email;
  std::string name;
  ledger::Role role = ledger::Role::viewer;
  std::string language;
};
BOOST_DESCRIBE_STRUCT(OperatorView, (), (id, email, name, role, language))
struct SessionView {  // answer of POST and GET /api/session; 401 when not signed in
  OperatorView who;
  model::Project project;
  std::string csrf;  // send as X-CSRF-Token with every POST, PUT, PATCH, DELETE
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (who, project, csrf))
struct LanguageRequest {  // PUT /api/session/language
  std::string language;   // "zh-CN" or "en"
  static constexpr std::string_view kRequired[] = {"language"};
};
BOOST_DESCRIBE_STRUCT(LanguageRequest, (), (language))

struct PasswordRequest {  // PUT /api/session/password
  std::string current;
  std::string wanted;
  static constexpr std::string_view kRequired[] = {"current", "wanted"};
};
BOOST_DESCRIBE_STRUCT(PasswordRequest, (), (current, wanted))

}  // namespace throng::api
