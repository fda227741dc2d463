#include "liquid/internal/cursor.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "liquid/internal/filters.h"
#include "liquid/internal/text.h"
#include "liquid/internal/tokens.h"

namespace throng::liquid::internal {

void Cursor::skip_space() { text_ = trim_start(text_); }

bool Cursor::at_end() {
  skip_space();
  return text_.empty();
}

char Cursor::peek() { return at_end() ? '\0' : text_.front(); }

bool Cursor::accept(char c) {
  if (peek() != c) return false;
  text_.remove_prefix(1);
  return true;
}

bool Cursor::accept_word(std::string_view word) {
  skip_space();
  if (!text_.starts_with(word)) return false;
  if (text_.size() > word.size() && (is_word(text_[word.size()]) || text_[word.size()] == '-')) return false;
  text_.remove_prefix(word.size());
  return true;
}

std::string_view Cursor::rest() { return trim(text_); }

Error Cursor::wrong(std::string_view message) const {
  const std::string_view left = trim(text_);
  if (left.empty()) return at_line(line_, fmt::format("{} at the end", message));
  return at_line(line_, fmt::format("{} at \"{}\"", message, left.substr(0, 30)));
}

Result<std::string_view> Cursor::target() {
  skip_space();
  std::size_t end = 0;
  while (end < text_.size() && (is_word(text_[end]) || (end > 0 && text_[end] == '-'))) ++end;
  if (end == 0) return std::unexpected(wrong("expected a name"));
  const std::string_view name = text_.substr(0, end);
  text_.remove_prefix(end);
  return name;
}

Result<std::string_view> Cursor::name(bool question) {
  if (is_digit(peek())) return std::unexpected(wrong("expected a name"));
  const char* from = text_.data();
  THRONG_TRY(std::string_view name, target());
  if (question && text_.starts_with('?')) {
    text_.remove_prefix(1);
    name = {from, name.size() + 1};
  }
  return name;
}

Result<ExprId> Cursor::add(Expr expr, const char* from) {
  expr.source = {from, static_cast<std::size_t>(text_.data() - from)};
  expr.source = trim_end(expr.source);
  tree_.exprs.push_back(std::move(expr));
  return static_cast<ExprId>(tree_.exprs.size() - 1);
}

Result<ExprId> Cursor::string_literal() {
  const char* from = text_.data();
  const std::size_t end = text_.find(text_.front(), 1);
  if (end == std::string_view::npos) return std::unexpected(wrong("text without a closing quote"));
  Expr expr;
  expr.literal = Item::of(text_.substr(1, end - 1));
  text_.remove_prefix(end + 1);
  return add(std::move(expr), from);
}

Result<ExprId> Cursor::number() {
  const char* from = text_.data();
  std::size_t end = 1;
  while (end < text_.size() && is_digit(text_[end])) ++end;
  const bool fraction = end + 1 < text_.size() && text_[end] == '.' && is_digit(text_[end + 1]);
  if (fraction) {
    for (++end; end < text_.size() && is_digit(text_[end]);) ++end;
  }
  Expr expr;
  std::int64_t whole = 0;
  double real = 0;
  if (!fraction && std::from_chars(from, from + end, whole).ec == std::errc()) {
    expr.literal = Item::of(whole);
  } else {
    if (std::from_chars(from, from + end, real).ec != std::errc())
      return std::unexpected(wrong("a number that is too large"));
    expr.literal = Item::of(real);
  }
  text_.remove_prefix(end);
  return add(std::move(expr), from);
}

Result<ExprId> Cursor::range() {
  const char* from = text_.data();
  text_.remove_prefix(1);
  Expr expr;
  expr.form = Expr::Form::range;
  THRONG_TRY(expr.first, expression());
  skip_space();
  if (!text_.starts_with("..")) return std::unexpected(wrong("expected .. and the last number of the range"));
  text_.remove_prefix(2);
  THRONG_TRY(expr.last, expression());
  if (!accept(')')) return std::unexpected(wrong("expected ) behind the range"));
  return add(std::move(expr), from);
}

Result<ExprId> Cursor::bracket() {
  text_.remove_prefix(1);
  THRONG_TRY(const ExprId inner, expression());
  if (!accept(']')) return std::unexpected(wrong("expected ]"));
  return inner;
}

namespace {

std::optional<Item> keyword(std::string_view name) {
  if (name == "nil" || name == "null") return Item{};
  if (name == "true") return Item::of(true);
  if (name == "false") return Item::of(false);
  if (name == "blank") return Item::word(Kind::blank);
  if (name == "empty") return Item::word(Kind::empty);
  return std::nullopt;
}

}  // namespace

Result<ExprId> Cursor::path() {
  const char* from = text_.data();
  Expr expr;
  expr.form = Expr::Form::path;
  if (text_.front() == '[') {
    THRONG_TRY(expr.first, bracket());
  } else {
    THRONG_TRY(expr.name, name());
  }
  for (char next = peek(); next == '[' || next == '.'; next = peek()) {
    if (text_.starts_with("..")) break;
    Segment segment;
    if (next == '[') {
      THRONG_TRY(segment.expr, bracket());
    } else {
      text_.remove_prefix(1);
      THRONG_TRY(segment.name, name());
    }
    expr.segments.push_back(segment);
  }
  if (expr.first == kNone && expr.segments.empty()) {
    if (const auto literal = keyword(expr.name)) {
      expr.form = Expr::Form::literal;
      expr.literal = *literal;
    }
  }
  return add(std::move(expr), from);
}

Result<ExprId> Cursor::expression() {
  const char next = peek();
  if (nesting_ >= max_nesting_)
    return std::unexpected(wrong("brackets are nested too deeply; assign the inner part first"));
  ++nesting_;
  const auto read = [&]() -> Result<ExprId> {
    if (next == '"' || next == '\'') return string_literal();
    if (is_digit(next) || (next == '-' && text_.size() > 1 && is_digit(text_[1]))) return number();
    if (next == '(') return range();
    if (next == '[' || is_word(next)) return path();
    return std::unexpected(wrong("expected a variable, a number or quoted text"));
  };
  auto result = read();
  --nesting_;
  return result;
}

Result<FilterUse> Cursor::filter() {
  THRONG_TRY(const std::string_view filter_name, name(false));
  FilterUse use;
  use.filter = find_filter(filter_name);
  if (use.filter == nullptr)
    return std::unexpected(at_line(line_, fmt::format("there is no filter \"{}\"", filter_name)));
  if (accept(':')) {
    do {
      const std::string_view before = text_;
      if (accept_word("allow_false") && accept(':') && use.filter->keyword) {
        THRONG_TRY(use.allow_false, expression());
        continue;
      }
      text_ = before;
      THRONG_TRY(const ExprId argument, expression());
      use.arguments.push_back(argument);
    } while (accept(','));
  }
  const std::size_t given = use.arguments.size();
  if (given < use.filter->min_arguments || given > use.filter->max_arguments) {
    return std::unexpected(at_line(line_, fmt::format("the filter \"{}\" takes {} to {} arguments, not {}", filter_name,
                                                      use.filter->min_arguments, use.filter->max_arguments, given)));
  }
  return use;
}

Result<Pipeline> Cursor::pipeline() {
  Pipeline pipeline;
  if (at_end()) return pipeline;
  THRONG_TRY(pipeline.head, expression());
  while (accept('|')) {
    THRONG_TRY(FilterUse use, filter());
    pipeline.has_default = pipeline.has_default || use.filter->name == "default";
    pipeline.filters.push_back(std::move(use));
  }
  THRONG_CHECK(end());
  return pipeline;
}

Result<Comparison> Cursor::comparison() {
  static constexpr struct {
    std::string_view sign;
    Compare compare;
  } kSigns[] = {
      {"==", Compare::equal}, {"!=", Compare::unequal},       {"<>", Compare::unequal}, {"<=", Compare::less_equal},
      {"<", Compare::less},   {">=", Compare::greater_equal}, {">", Compare::greater},
  };
  Comparison result;
  THRONG_TRY(result.left, expression());
  skip_space();
  if (accept_word("contains")) result.compare = Compare::contains;
  for (const auto& [sign, compare] : kSigns) {
    if (result.compare != Compare::truth || !text_.starts_with(sign)) continue;
    result.compare = compare;
    text_.remove_prefix(sign.size());
  }
  if (result.compare != Compare::truth) {
    THRONG_TRY(result.right, expression());
  }
  return result;
}

Result<Condition> Cursor::condition() {
  Condition condition;
  while (true) {
    THRONG_TRY(Comparison next, comparison());
    const bool is_or = accept_word("or");
    const bool more = is_or || accept_word("and");
    next.then_or = is_or;
    condition.push_back(next);
    if (!more) break;
  }
  THRONG_CHECK(end());
  return condition;
}

Result<void> Cursor::end() {
  if (at_end()) return {};
  return std::unexpected(wrong("cannot read what stands"));
}

}  // namespace throng::liquid::internal
