// Statements in SQL over the views of the project. POST /api/sql takes analyze::user_sql::SqlRequest and answers
// analyze::user_sql::SqlAnswer.
#pragma once

#include <string>
#include <vector>

#include "analyze/user_sql/run.h"
#include "base/json.h"

namespace throng::api {

struct SqlViewColumn {
  std::string name;
  std::string type;
  std::string about;
};
BOOST_DESCRIBE_STRUCT(SqlViewColumn, (), (name, type, about))
struct SqlView {
  std::string name;
  std::string about;
  std::vector<SqlViewColumn> columns;
};
BOOST_DESCRIBE_STRUCT(SqlView, (), (name, about, columns))
struct SqlViewsResponse {
  std::vector<SqlView> views;
  std::vector<std::string> functions;  // what may be called, sorted
  std::uint32_t most_rows = 0;
};
BOOST_DESCRIBE_STRUCT(SqlViewsResponse, (), (views, functions, most_rows))

}  // namespace throng::api
