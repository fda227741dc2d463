// The roles of a project's events, and the boards that are made of them.
#pragma once

#include <optional>
#include <string>

#include "board/operating.h"

namespace throng::api {

struct RolesView : board::Roles {  // GET, PUT /api/roles
  bool confirmed = false;          // by an operator; else guessed from names
  std::optional<std::string> by;   // who, and when
  std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(RolesView, (board::Roles), (confirmed, by, at))
// PUT /api/roles takes board::Roles, GET /api/operating/{model} answers board::OperatingQuestions.

}  // namespace throng::api
