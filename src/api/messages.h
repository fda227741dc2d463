// Requests and responses of the API, as described structs: JSON, /openapi.json and the web client's types
// all follow from these. Times are ISO 8601 in JSON. One header per group of resources, all of them here.
#pragma once

#include "api/messages/collect.h"
#include "api/messages/persons.h"
#include "api/messages/questions.h"
#include "api/messages/schema.h"
#include "api/messages/segments.h"
#include "api/messages/session.h"
#include "api/messages/settings.h"
#include "api/messages/sql.h"

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
