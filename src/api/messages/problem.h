// What is wrong, in answers.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"

namespace throng::api {

// RFC 9457, content type application/problem+json.
struct Problem {
  std::string type;   // "about:blank"
  std::string title;  // the error code's name
  int status = 500;
  std::string detail;                // what is wrong and what to do
  std::optional<std::string> field;  // dotted path in the request
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, detail, field))

}  // namespace throng::api
