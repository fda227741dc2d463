// The numbered migrations of a project's database, as SQL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace throng::warehouse::internal {

struct Migration {
  int version = 0;                      // 1, 2, ...
  std::vector<std::string> statements;  // each may run any number of times
};

// The database and the table of versions, made before anything else.
std::vector<std::string> foundation(std::string_view project);
std::vector<Migration> migrations(std::string_view project);

}  // namespace throng::warehouse::internal
