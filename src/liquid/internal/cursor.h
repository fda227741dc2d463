// Reads the inside of a tag or an output from left to right: names, expressions, pipelines, conditions.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "liquid/internal/tree.h"

namespace throng::liquid::internal {

class Cursor {
 public:
  // Expressions are added to `tree`, whose source `text` is a part of.
  Cursor(Tree& tree, std::string_view text, std::uint32_t line, int max_nesting)
      : tree_(tree), text_(text), line_(line), max_nesting_(max_nesting) {}

  bool at_end();
  bool accept(char c);                 // skips whitespace before it
  bool accept_word(std::string_view);  // a whole word
  char peek();                         // 0 at the end
  std::string_view rest();             // what is left, trimmed
  Error wrong(std::string_view message) const;

  // `question`: the name may end in ?. Errors: invalid_argument.
  Result<std::string_view> target();  // what assign and capture write: digits may lead
  Result<std::string_view> name(bool question = true);
  Result<ExprId> expression();
  Result<Pipeline> pipeline();    // to the end of the text
  Result<Condition> condition();  // to the end of the text
  Result<void> end();             // nothing may be left

 private:
  void skip_space();
  Result<ExprId> add(Expr expr, const char* from);
  Result<ExprId> string_literal();
  Result<ExprId> number();
  Result<ExprId> range();
  Result<ExprId> path();
  Result<ExprId> bracket();
  Result<FilterUse> filter();
  Result<Comparison> comparison();

  Tree& tree_;
  std::string_view text_;
  std::uint32_t line_;
  int max_nesting_;
  int nesting_ = 0;
};

}  // namespace throng::liquid::internal
