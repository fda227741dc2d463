// Regular expressions of users: RE2, searched anywhere in the text unless anchored.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"

namespace throng::model::internal {

class Pattern {
 public:
  Pattern(std::string_view expression, bool case_insensitive);
  ~Pattern();
  bool found_in(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Errors: invalid_argument (field "value") saying what is wrong with the expression.
Result<void> check_pattern(std::string_view expression);

}  // namespace throng::model::internal
