// Expressions, pipelines and conditions.
#include <algorithm>
#include <array>
#include <cmath>

#include "liquid/internal/filters.h"
#include "liquid/internal/number.h"
#include "liquid/internal/state.h"
#include "liquid/internal/text.h"

namespace throng::liquid::internal {

namespace {

// Bytes to look at when all of the item is read, for counting steps.
std::size_t weight(const Item& item) {
  switch (item.kind) {
    case Kind::text: return item.size;
    case Kind::values:
    case Kind::items: return item.size * sizeof(Item);
    case Kind::object: return item.object->size() * sizeof(Member);
    default: return 0;
  }
}

}  // namespace

Item State::find(std::string_view name, bool& found) {
  found = true;
  if (!look(scope->framed.size() + scope->assigned.size())) return {};
  for (auto it = scope->framed.rbegin(); it != scope->framed.rend(); ++it) {
    if (it->name == name) return it->value;
  }
  for (const Binding& binding : scope->assigned) {
    if (binding.name == name) return binding.value;
  }
  if (globals != nullptr) {
    if (!look(globals->size())) return {};
    if (const Value* value = find_member(*globals, name)) return Item::of(*value);
  }
  for (const auto& [counter, value] : scope->counters) {
    if (counter == name) return Item::of(value);
  }
  found = false;
  return {};
}

Item State::bracket(const Item& base, const Item& key, bool& found) {
  found = true;
  if (base.is_list()) {
    const std::int64_t length = base.length();
    if (key.kind == Kind::integer) {
      const std::int64_t index = key.integer < 0 ? key.integer + length : key.integer;
      if (index >= 0 && index < length) return base.at(index);
    }
  } else if (base.kind == Kind::object) {
    if (const Value* value = find_member(*base.object, text_of(key))) return Item::of(*value);
  } else if (base.kind == Kind::loop && key.kind == Kind::text) {
    return member(base, key.text(), found);
  }
  found = false;
  return {};
}

void State::miss(std::string_view path) {
  std::vector<std::string>& list = *options.missing;
  if (list.size() < 100 && std::ranges::find(list, path) == list.end()) list.emplace_back(path);
}

Item State::eval_path(const Expr& expr) {
  bool found = true;
  Item item;
  if (expr.first == kNone) {
    item = find(expr.name, found);
  } else {
    item = find(text_of(eval(expr.first)), found);
  }
  for (const Segment& segment : expr.segments) {
    if (!found) break;
    if (item.kind == Kind::object && !look(item.object->size())) return {};
    if (item.kind == Kind::text && !step(item.size)) return {};
    if (segment.expr != kNone) {
      item = bracket(item, eval(segment.expr), found);
    } else if (item.kind == Kind::object && segment.name == "first" && find_member(*item.object, "first") == nullptr) {
      if (item.object->empty()) return {};
      const Member& first = item.object->front();
      const std::array<Item, 2> pair = {Item::of(std::string_view(first.name)), Item::of(first.value)};
      item = keep_list(pair);
    } else {
      item = member(item, segment.name, found);
    }
  }
  if (found) return item;
  if (watch_missing) miss(expr.source);
  return {};
}

Item State::eval(ExprId id) {
  const Expr& expr = tree->exprs[id];
  switch (expr.form) {
    case Expr::Form::literal: return expr.literal;
    case Expr::Form::path: return eval_path(expr);
    case Expr::Form::range: {
      const std::int64_t first = to_integer(eval(expr.first));
      return Item::of_range(first, to_integer(eval(expr.last)));
    }
  }
  return {};
}

Item State::eval(const Pipeline& pipeline) {
  if (pipeline.head == kNone) return {};
  watch_missing = options.missing != nullptr && !pipeline.has_default;
  Item item = eval(pipeline.head);
  for (const FilterUse& use : pipeline.filters) {
    std::array<Item, 3> arguments;
    const std::size_t count = std::min(use.arguments.size(), arguments.size());
    for (std::size_t i = 0; i < count; ++i) arguments[i] = eval(use.arguments[i]);
    Call call{*this, item, {arguments.data(), count}};
    if (use.allow_false != kNone) call.allow_false = eval(use.allow_false).truthy();
    if (!step(weight(item))) break;
    item = use.filter->apply(call);
    if (failed()) break;
  }
  watch_missing = false;
  return item;
}

namespace {

bool list_contains(State& state, const Item& list, const Item& wanted) {
  const std::size_t before = state.budget();
  std::size_t left = before;
  bool found = false;
  for (std::int64_t i = 0; i < list.length() && left > 0 && !found; ++i) found = equal(list.at(i), wanted, left);
  return state.step(before - left) && found;
}

bool contains(State& state, const Item& left, const Item& right) {
  if (!right.truthy()) return false;
  switch (left.kind) {
    case Kind::text: {
      const std::string_view needle = state.text_of(right);
      if (!state.step(left.size * (1 + needle.size() / 16))) return false;
      return left.text().find(needle) != std::string_view::npos;
    }
    case Kind::object:
      return state.look(left.object->size()) && find_member(*left.object, state.text_of(right)) != nullptr;
    case Kind::range: return right.kind == Kind::integer && right.integer >= left.integer && right.integer <= left.last;
    case Kind::values:
    case Kind::items: return list_contains(state, left, right);
    default: return false;
  }
}

// -1, 0, 1; 2 where the two cannot be ordered.
int order(State& state, const Item& a, const Item& b) {
  const bool a_known = a.is_number() || a.kind == Kind::text;
  const bool b_known = b.is_number() || b.kind == Kind::text;
  if (!a_known || !b_known) return 2;
  if (a.is_number() != b.is_number()) {
    state.fail("cannot compare text with a number; `| plus: 0` makes text a number");
    return 2;
  }
  if (a.kind == Kind::text) {
    const int c = a.text().compare(b.text());
    return c < 0 ? -1 : c > 0 ? 1 : 0;
  }
  return compare_numbers(a, b);
}

}  // namespace

bool State::compare(const Comparison& comparison) {
  const Item left = eval(comparison.left);
  if (comparison.compare == Compare::truth) return left.truthy();
  const Item right = eval(comparison.right);
  switch (comparison.compare) {
    case Compare::equal: return same(left, right);
    case Compare::unequal: return !same(left, right);
    case Compare::contains: return contains(*this, left, right);
    default: break;
  }
  const int result = order(*this, left, right);
  if (result == 2) return false;
  switch (comparison.compare) {
    case Compare::less: return result < 0;
    case Compare::less_equal: return result <= 0;
    case Compare::greater: return result > 0;
    default: return result >= 0;
  }
}

bool State::eval(const Condition& condition) {
  watch_missing = false;
  for (std::size_t i = 0; i < condition.size(); ++i) {
    const bool value = compare(condition[i]);
    if (failed()) return false;
    if (i + 1 == condition.size() || value == condition[i].then_or) return value;
  }
  return false;
}

}  // namespace throng::liquid::internal
