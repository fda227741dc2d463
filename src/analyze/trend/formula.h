// Formulas over series: "A / B * 100", "(A - B) / (A + B)".
//
//   sum     = product {("+" | "-") product}
//   product = factor {("*" | "/") factor}
//   factor  = "-" factor | "(" sum ")" | number | letter of a series
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace throng::analyze {

inline constexpr std::size_t kMaxFormula = 500;  // characters

class Formula {
 public:
  // A is the first series. Errors: invalid_argument, saying what was expected at which character.
  static Result<Formula> parse(std::string_view text, std::size_t series);

  // Of one value per series. No value where an operand has none, or a division is by zero.
  std::optional<double> value(std::span<const std::optional<double>> series) const;

  // Those it names, ascending, each once.
  std::vector<std::size_t> series() const;

 private:
  friend class FormulaParser;
  // In postfix order.
  struct Step {
    enum class Kind { number, series, negate, add, subtract, multiply, divide };
    Kind kind = Kind::number;
    double number = 0;
    std::size_t series = 0;
  };
  std::vector<Step> steps_;
};

}  // namespace throng::analyze
