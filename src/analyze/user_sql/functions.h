// Which of the engine's functions a statement from outside may call: those of the engine's own categories that only
// compute, less a few, plus a few. What the engine does not know, or files under another category, is refused.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "warehouse/warehouse.h"

namespace throng::analyze::user_sql {

class Functions {
 public:
  static Result<Functions> load(warehouse::Warehouse& warehouse);

  struct Known {
    std::string name;
    std::string category;
    std::string alias_to;  // "" when it is no alias
    bool aggregate = false;
    bool case_insensitive = false;
  };
  explicit Functions(const std::vector<Known>& known);

  // By any spelling that the engine takes, aggregate functions with any of their combinators (sumIf, uniqArrayIf).
  bool allows(std::string_view name) const;
  // The engine has a function of this name which is not allowed.
  bool refuses(std::string_view name) const;
  // The plain names of what is allowed, sorted.
  std::vector<std::string> names() const;

 private:
  struct Entry {
    bool allowed = false;
    bool aggregate = false;
  };
  const Entry* find(std::string_view name) const;
  bool allows_with_combinators(std::string_view name) const;

  std::unordered_map<std::string, Entry> by_name_;
  std::unordered_map<std::string, Entry> by_lower_;  // those whose spelling is free
};

// Functions that may stand where a table does.
bool allows_table_function(std::string_view name);

}  // namespace throng::analyze::user_sql
