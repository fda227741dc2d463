#include "analyze/trend/formula.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <set>

namespace throng::analyze {
namespace {

constexpr int kMaxDepth = 50;

bool is_digit(char c) { return (c >= '0' && c <= '9') || c == '.'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

class FormulaParser {
 public:
  FormulaParser(std::string_view text, std::size_t series) : text_(text), series_(series) {}

  Result<Formula> parse() {
    if (text_.size() > kMaxFormula) return invalid("", fmt::format("longer than {} characters", kMaxFormula));
    THRONG_CHECK(sum());
    if (peek() != '\0') return wrong("an operator or the end");
    return std::move(formula_);
  }

 private:
  using Kind = Formula::Step::Kind;

  // The next character that is not blank; 0 at the end.
  char peek() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  std::unexpected<Error> wrong(std::string_view expected) {
    const std::string found = peek() == '\0' ? "the end" : fmt::format("\"{}\"", text_.substr(at_, 10));
    return invalid("", fmt::format("expected {} at character {}, found {}", expected, at_ + 1, found));
  }
  void push(Kind kind) { formula_.steps_.push_back({kind, 0, 0}); }

  Result<void> sum() {
    THRONG_CHECK(product());
    for (;;) {
      const Kind kind = peek() == '-' ? Kind::subtract : Kind::add;
      if (!take('+') && !take('-')) return {};
      THRONG_CHECK(product());
      push(kind);
    }
  }

  Result<void> product() {
    THRONG_CHECK(factor());
    for (;;) {
      const Kind kind = peek() == '/' ? Kind::divide : Kind::multiply;
      if (!take('*') && !take('/')) return {};
      THRONG_CHECK(factor());
      push(kind);
    }
  }

  Result<void> factor() {
    if (++depth_ > kMaxDepth) return invalid("", fmt::format("nested deeper than {}", kMaxDepth));
    THRONG_CHECK(inner_factor());
    --depth_;
    return {};
  }

  Result<void> inner_factor() {
    if (take('-')) {
      THRONG_CHECK(factor());
      push(Kind::negate);
      return {};
    }
    if (take('(')) {
      THRONG_CHECK(sum());
      if (!take(')')) return wrong("\")\"");
      return {};
    }
    if (is_digit(peek())) return number();
    return letter();
  }

  Result<void> number() {
    double value = 0;
    const char* const begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc{}) return wrong("a number");
    at_ += static_cast<std::size_t>(end - begin);
    formula_.steps_.push_back({Kind::number, value, 0});
    return {};
  }

  Result<void> letter() {
    const char name = upper(peek());
    const auto last = static_cast<char>('A' + series_ - 1);
    const bool alone = at_ + 1 >= text_.size() || upper(text_[at_ + 1]) < 'A' || upper(text_[at_ + 1]) > 'Z';
    if (name < 'A' || name > last || !alone)
      return wrong(series_ == 1 ? "a number, \"(\" or A"
                                : fmt::format("a number, \"(\" or a series from A to {}", last));
    ++at_;
    formula_.steps_.push_back({Kind::series, 0, static_cast<std::size_t>(name - 'A')});
    return {};
  }

  std::string_view text_;
  std::size_t series_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Formula formula_;
};

Result<Formula> Formula::parse(std::string_view text, std::size_t series) {
  return FormulaParser(text, series).parse();
}

std::vector<std::size_t> Formula::series() const {
  std::set<std::size_t> named;
  for (const Step& step : steps_) {
    if (step.kind == Step::Kind::series) named.insert(step.series);
  }
  return {named.begin(), named.end()};
}

std::optional<double> Formula::value(std::span<const std::optional<double>> series) const {
  std::vector<std::optional<double>> stack;
  for (const Step& step : steps_) {
    if (step.kind == Step::Kind::number) {
      stack.emplace_back(step.number);
      continue;
    }
    if (step.kind == Step::Kind::series) {
      stack.push_back(series[step.series]);
      continue;
    }
    const std::optional<double> right = stack.back();
    if (step.kind == Step::Kind::negate) {
      if (right) stack.back() = -*right;
      continue;
    }
    stack.pop_back();
    std::optional<double>& left = stack.back();
    if (!left || !right || (step.kind == Step::Kind::divide && *right == 0)) {
      left.reset();
      continue;
    }
    switch (step.kind) {
      case Step::Kind::add: *left += *right; break;
      case Step::Kind::subtract: *left -= *right; break;
      case Step::Kind::multiply: *left *= *right; break;
      default: *left /= *right; break;
    }
    if (!std::isfinite(*left)) left.reset();
  }
  return stack.back();
}

}  // namespace throng::analyze
