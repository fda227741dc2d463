#include "model/filter.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>

#include "model/internal/pattern.h"

namespace throng::model {
namespace {

struct OpRow {
  Op op;
  std::string_view text;
  OpFamily family;
};
constexpr std::array kOps = {
    OpRow{Op::is, "is", OpFamily::text},
    OpRow{Op::is_not, "is_not", OpFamily::text},
    OpRow{Op::contains, "contains", OpFamily::text},
    OpRow{Op::not_contains, "not_contains", OpFamily::text},
    OpRow{Op::starts_with, "starts_with", OpFamily::text},
    OpRow{Op::ends_with, "ends_with", OpFamily::text},
    OpRow{Op::matches, "matches", OpFamily::text},
    OpRow{Op::in, "in", OpFamily::text},
    OpRow{Op::not_in, "not_in", OpFamily::text},
    OpRow{Op::eq, "=", OpFamily::number},
    OpRow{Op::ne, "!=", OpFamily::number},
    OpRow{Op::lt, "<", OpFamily::number},
    OpRow{Op::le, "<=", OpFamily::number},
    OpRow{Op::gt, ">", OpFamily::number},
    OpRow{Op::ge, ">=", OpFamily::number},
    OpRow{Op::between, "between", OpFamily::number},
    OpRow{Op::before, "before", OpFamily::instant},
    OpRow{Op::after, "after", OpFamily::instant},
    OpRow{Op::in_last, "in_last", OpFamily::instant},
    OpRow{Op::not_in_last, "not_in_last", OpFamily::instant},
    OpRow{Op::is_true, "is_true", OpFamily::boolean},
    OpRow{Op::is_false, "is_false", OpFamily::boolean},
    OpRow{Op::has, "has", OpFamily::list},
    OpRow{Op::has_any, "has_any", OpFamily::list},
    OpRow{Op::has_all, "has_all", OpFamily::list},
    OpRow{Op::is_empty, "is_empty", OpFamily::list},
    OpRow{Op::is_set, "is_set", OpFamily::presence},
    OpRow{Op::is_not_set, "is_not_set", OpFamily::presence},
};

const OpRow& row_of(Op op) {
  return *std::find_if(kOps.begin(), kOps.end(), [op](const OpRow& row) { return row.op == op; });
}

constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kMaxConstantBytes = 10'000;
constexpr int kMaxLastUnits = 10'000;

bool takes_several_texts(Op op) { return op == Op::in || op == Op::not_in || op == Op::has_any || op == Op::has_all; }

Result<void> check_name(std::string_view text, std::string field, std::string_view what) {
  if (text.empty() || text.size() > kMaxNameBytes) {
    return invalid(std::move(field), fmt::format("{} must have 1 to {} bytes", what, kMaxNameBytes));
  }
  if (text.find('\0') != std::string_view::npos) return invalid(std::move(field), fmt::format("{} holds a NUL", what));
  return {};
}

// A name that begins like the punctuation between two members cannot be told from it in stored text.
Result<void> check_property(std::string_view name, std::string field) {
  THRONG_CHECK(check_name(name, field, "a property name"));
  if (std::string_view(",:]}").find(name.front()) != std::string_view::npos) {
    return invalid(std::move(field), "a property whose name begins with one of , : ] } cannot be asked about");
  }
  return {};
}

Result<void> check_numbers(Op op, const std::vector<double>& numbers) {
  const std::size_t wanted = op == Op::between ? 2 : 1;
  if (numbers.size() != wanted) {
    return invalid("value", fmt::format("\"{}\" takes {}", text_of(op), wanted == 2 ? "two numbers" : "one number"));
  }
  if (!std::all_of(numbers.begin(), numbers.end(), [](double n) { return std::isfinite(n); })) {
    return invalid("value", "the number is not finite");
  }
  if (op == Op::between && numbers[0] > numbers[1])
    return invalid("value", "the first number must not be the greater one");
  return {};
}

Result<void> check_texts(const Comparison& c) {
  if (c.op == Op::is_empty) return c.texts.empty() ? Result<void>{} : invalid("value", "\"is_empty\" takes no value");
  if (takes_several_texts(c.op)) {
    if (c.texts.empty()) return invalid("value", "give at least one text");
    if (c.texts.size() > kMaxFilterValues) {
      return fail(ErrorCode::too_large, fmt::format("at most {} texts", kMaxFilterValues), "value");
    }
  } else if (c.texts.size() != 1) {
    return invalid("value", fmt::format("\"{}\" takes one text", text_of(c.op)));
  }
  for (const std::string& text : c.texts) {
    if (text.size() > kMaxConstantBytes) {
      return fail(ErrorCode::too_large, fmt::format("a text of more than {} bytes", kMaxConstantBytes), "value");
    }
  }
  if (c.op == Op::matches) return internal::check_pattern(c.texts.front());
  return {};
}

Result<void> check_comparison(const Comparison& c) {
  THRONG_CHECK(check_property(c.property, ""));
  const OpFamily family = family_of(c.op);
  const bool textual = family == OpFamily::text || family == OpFamily::list;
  if (c.case_insensitive && !textual) return invalid("case_insensitive", "only for texts and lists");
  if (family != OpFamily::number && !c.numbers.empty()) return invalid("value", "unexpected number");
  if (!textual && !c.texts.empty()) return invalid("value", "unexpected text");
  if (family == OpFamily::number) return check_numbers(c.op, c.numbers);
  if (textual) return check_texts(c);
  const bool spans = c.op == Op::in_last || c.op == Op::not_in_last;
  if (spans && c.span <= Duration(0)) return invalid("value", "the duration must be more than zero");
  return {};
}

Result<void> check_window(const Window& window) {
  if (const auto* last = std::get_if<Window::Last>(&window.form)) {
    if (last->count < 1 || last->count > kMaxLastUnits) {
      return invalid("last", fmt::format("expected 1 to {}", kMaxLastUnits));
    }
    if (last->unit == BucketUnit::total) return invalid("unit", "expected hour, day, week, month or quarter");
  }
  // Dates need the project's calendar for their meaning, not for their form.
  if (std::holds_alternative<Window::Between>(window.form)) {
    THRONG_CHECK(resolve(window, Calendar::utc(), Instant{}));
  }
  return {};
}

template <class R>
Result<void> under(std::string_view segment, R result) {
  if (!result) return std::unexpected(json::under(segment, std::move(result).error()));
  return {};
}

// Walks one tree; counts nodes over where-clauses too.
class Validator {
 public:
  Result<void> filter(const Filter& filter, FilterPlace place, std::size_t depth) {
    if (++nodes_ > kMaxFilterNodes) {
      return fail(ErrorCode::too_large, fmt::format("a filter of more than {} nodes", kMaxFilterNodes));
    }
    if (depth > kMaxFilterDepth) {
      return fail(ErrorCode::too_large, fmt::format("a filter nested more than {} deep", kMaxFilterDepth));
    }
    return std::visit([&](const auto& node) { return check(node, place, depth); }, filter.node);
  }

  Result<void> match(const EventMatch& match, FilterPlace place, std::size_t depth) {
    if (match.events.size() > kMaxFilterValues) {
      return fail(ErrorCode::too_large, fmt::format("at most {} event names", kMaxFilterValues), "events");
    }
    for (std::size_t i = 0; i < match.events.size(); ++i) {
      THRONG_CHECK(check_name(match.events[i], fmt::format("events[{}]", i), "an event name"));
    }
    return match.where ? under("where", filter(*match.where, place, depth + 1)) : Result<void>{};
  }

 private:
  Result<void> children(const std::vector<Filter>& of, std::string_view key, FilterPlace place, std::size_t depth) {
    for (std::size_t i = 0; i < of.size(); ++i) {
      THRONG_CHECK(under(fmt::format("{}[{}]", key, i), filter(of[i], place, depth + 1)));
    }
    return {};
  }
  Result<void> check(const All& node, FilterPlace place, std::size_t depth) {
    return children(node.of, "all", place, depth);
  }
  Result<void> check(const Any& node, FilterPlace place, std::size_t depth) {
    return children(node.of, "any", place, depth);
  }
  Result<void> check(const Not& node, FilterPlace place, std::size_t depth) {
    if (!node.of) return invalid("not", "expected a filter");
    return under("not", filter(*node.of, place, depth + 1));
  }
  Result<void> check(const EventProperty& node, FilterPlace place, std::size_t) {
    if (place == FilterPlace::person) {
      return invalid("event", "a property of an event says nothing about a person; use did with where");
    }
    return at_property("event", check_comparison(node.comparison));
  }
  Result<void> check(const PersonTrait& node, FilterPlace, std::size_t) {
    return at_property("person", check_comparison(node.comparison));
  }
  Result<void> check(const Did& node, FilterPlace place, std::size_t depth) {
    return under(node.negated ? "did_not" : "did", did(node, place, depth));
  }
  Result<void> check(const Sequence& node, FilterPlace place, std::size_t depth) {
    return under("sequence", sequence(node, place, depth));
  }
  Result<void> check(const FirstTime& node, FilterPlace place, std::size_t depth) {
    THRONG_CHECK(under("first_time", not_in_where(place)));
    THRONG_CHECK(under("first_time", match(node.match, FilterPlace::where, depth)));
    return under("first_time.within", check_window(node.within));
  }
  Result<void> check(const InSegment& node, FilterPlace, std::size_t) {
    return check_name(node.segment, "in_segment", "a segment id");
  }
  Result<void> check(const HasTag& node, FilterPlace, std::size_t) {
    return check_name(node.tag, "has_tag.tag", "a tag");
  }
  Result<void> check(const InLayer& node, FilterPlace, std::size_t) {
    THRONG_CHECK(check_name(node.scheme, "in_layer.scheme", "a layer scheme"));
    return check_name(node.layer, "in_layer.layer", "a layer");
  }

  static Result<void> at_property(std::string_view key, Result<void> result) {
    if (!result && result.error().field.empty()) result.error().field = std::string(key);
    return result;
  }
  static Result<void> not_in_where(FilterPlace place) {
    if (place != FilterPlace::where) return {};
    return invalid("", "a where-clause inside did, sequence or first_time cannot hold another of them");
  }

  Result<void> did(const Did& node, FilterPlace place, std::size_t depth) {
    THRONG_CHECK(not_in_where(place));
    THRONG_CHECK(match(node.match, FilterPlace::where, depth));
    const std::string aggregate(json::enum_text(node.aggregate));
    if (family_of(node.op) != OpFamily::number) return invalid(aggregate + ".op", "expected a comparison of numbers");
    THRONG_CHECK(under(aggregate, check_numbers(node.op, node.numbers)));
    if (node.aggregate == Aggregate::count) {
      if (!node.property.empty()) return invalid("count.property", "count takes no property");
    } else {
      THRONG_CHECK(check_property(node.property, aggregate + ".property"));
    }
    return under("within", check_window(node.within));
  }

  Result<void> sequence(const Sequence& node, FilterPlace place, std::size_t depth) {
    THRONG_CHECK(not_in_where(place));
    if (node.steps.size() < 2 || node.steps.size() > 10) return invalid("steps", "expected 2 to 10 steps");
    for (std::size_t i = 0; i < node.steps.size(); ++i) {
      THRONG_CHECK(under(fmt::format("steps[{}]", i), match(node.steps[i], FilterPlace::where, depth)));
    }
    if (node.within <= Duration(0)) return invalid("within", "the duration must be more than zero");
    return {};
  }

  std::size_t nodes_ = 0;
};

struct LeafWalk {
  const Filter& filter;
  FunctionRef<void(const Filter&)> visit;
  void operator()(const All& node) const { each(node.of); }
  void operator()(const Any& node) const { each(node.of); }
  void operator()(const Not& node) const {
    if (node.of) each_leaf(*node.of, visit);
  }
  void operator()(const Did& node) const { with(node.match); }
  void operator()(const FirstTime& node) const { with(node.match); }
  void operator()(const Sequence& node) const {
    visit(filter);
    for (const EventMatch& step : node.steps) below(step);
  }
  void operator()(const auto&) const { visit(filter); }
  void with(const EventMatch& match) const {
    visit(filter);
    below(match);
  }
  void below(const EventMatch& match) const {
    if (match.where) each_leaf(*match.where, visit);
  }
  void each(const std::vector<Filter>& of) const {
    for (const Filter& one : of) each_leaf(one, visit);
  }
};

}  // namespace

OpFamily family_of(Op op) { return row_of(op).family; }
std::string_view text_of(Op op) { return row_of(op).text; }

Result<Op> parse_op(std::string_view text) {
  for (const OpRow& row : kOps) {
    if (row.text == text) return row.op;
  }
  return invalid("", fmt::format("unknown operator \"{}\"", text.substr(0, 40)));
}

bool is_activity(std::string_view event_name) {
  return std::ranges::find(kSystemEvents, event_name) == std::end(kSystemEvents);
}

Result<void> validate(const Filter& filter, FilterPlace place) { return Validator().filter(filter, place, 1); }
Result<void> validate(const EventMatch& match, FilterPlace place) { return Validator().match(match, place, 0); }
Result<void> validate(const Window& window) { return check_window(window); }
Result<void> validate_property(std::string_view name) { return check_property(name, ""); }

void each_leaf(const Filter& filter, FunctionRef<void(const Filter&)> visit) {
  std::visit(LeafWalk{filter, visit}, filter.node);
}

}  // namespace throng::model
