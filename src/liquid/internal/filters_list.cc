// Filters on lists as a whole: order, ends, joining.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include "liquid/internal/filters.h"
#include "liquid/internal/lists.h"
#include "liquid/internal/number.h"
#include "liquid/internal/text.h"

namespace throng::liquid::internal {

bool elements_of(State& state, const Item& input, std::vector<Item>& out) {
  if (input.kind == Kind::range) {
    if (!state.iterate(input.length())) return false;
  } else if (!input.is_list()) {
    if (!input.is_nil() && input.kind != Kind::blank && input.kind != Kind::empty) out.push_back(input);
    return true;
  }
  const std::int64_t length = input.length();
  if (!state.step(static_cast<std::size_t>(length) * sizeof(Item))) return false;
  for (std::int64_t i = 0; i < length; ++i) {
    const Item element = input.at(i);
    if (!element.is_list())
      out.push_back(element);
    else if (!elements_of(state, element, out))
      return false;
  }
  return state.room(out.size() * sizeof(Item));
}

Item pair_of(State& state, const Member& member) {
  const std::array<Item, 2> pair = {Item::of(std::string_view(member.name)), Item::of(member.value)};
  return state.keep_list(pair);
}

namespace {

Item first(Call& call) {
  if (call.input.kind == Kind::object)
    return call.input.object->empty() ? Item{} : pair_of(call.state, call.input.object->front());
  if (call.input.kind != Kind::text && !call.input.is_list()) return {};
  bool found = false;
  return member(call.input, "first", found);
}

Item last(Call& call) {
  if (call.input.kind != Kind::text && !call.input.is_list()) return {};
  bool found = false;
  return member(call.input, "last", found);
}

Item size(Call& call) {
  switch (call.input.kind) {
    case Kind::text: return Item::of(count_characters(call.input.text()));
    case Kind::object: return Item::of(static_cast<std::int64_t>(call.input.object->size()));
    default: return Item::of(call.input.length());
  }
}

Item join(Call& call) {
  State& state = call.state;
  const std::string_view glue = call.arguments.empty() ? " " : state.text_of(call.argument(0));
  std::vector<Item> list;
  if (!elements_of(state, call.input, list) || !state.room(list.size() * glue.size())) return {};
  std::string out;
  for (std::size_t i = 0;
       i < list.size() && (out.size() <= state.options.limits.max_memory_bytes || state.room(out.size())); ++i) {
    if (i > 0) out += glue;
    state.append(out, list[i]);
  }
  return state.keep_text(out);
}

Item reverse(Call& call) {
  std::vector<Item> list;
  if (!elements_of(call.state, call.input, list)) return {};
  std::ranges::reverse(list);
  return call.state.keep_list(list);
}

Item concat(Call& call) {
  const Item other = call.argument(0);
  if (!other.is_list()) return call.state.fail("concat takes a list");
  std::vector<Item> list;
  if (!elements_of(call.state, call.input, list) || !elements_of(call.state, other, list)) return {};
  return call.state.keep_list(list);
}

struct Sorted {
  Item element;
  Item key;
  std::size_t place = 0;  // before sorting, so that equals keep their order
  std::string folded;     // the key in lower case, for sort_natural
};

// The elements with what they are ordered by; nothing when that failed.
bool keyed(Call& call, std::vector<Sorted>& out) {
  std::vector<Item> list;
  if (!elements_of(call.state, call.input, list)) return false;
  const Item property = call.argument(0);
  for (const Item& element : list) {
    Property key{Property::Outcome::found, element};
    if (!property.is_nil()) key = property_of(call.state, element, property);
    if (key.outcome == Property::Outcome::failed) return false;
    const bool orderless = key.value.kind == Kind::real && std::isnan(key.value.real);
    out.push_back({element, orderless ? Item{} : key.value, out.size(), {}});
  }
  return true;
}

Item elements_only(State& state, const std::vector<Sorted>& sorted) {
  std::vector<Item> list;
  for (const Sorted& s : sorted) list.push_back(s.element);
  return state.keep_list(list);
}

// n elements are compared about n log n times.
bool may_sort(State& state, const std::vector<Sorted>& list) {
  std::size_t bytes = 0;
  for (const Sorted& s : list) bytes += 64 + (s.key.kind == Kind::text ? s.key.size : 0);
  return state.step(bytes * static_cast<std::size_t>(std::bit_width(list.size())));
}

Item sort(Call& call) {
  std::vector<Sorted> list;
  if (!keyed(call, list) || !may_sort(call.state, list)) return {};
  const auto first = std::ranges::find_if(list, [](const Sorted& s) { return !s.key.is_nil(); });
  const bool numbers = first != list.end() && first->key.is_number();
  const auto fits = [&](const Sorted& s) {
    return s.key.is_nil() || (numbers ? s.key.is_number() : s.key.kind == Kind::text);
  };
  if (list.size() > 1 && !std::ranges::all_of(list, fits)) {
    return call.state.fail("cannot sort values of different kinds; sort by a property, or use sort_natural");
  }
  std::ranges::sort(list, [](const Sorted& a, const Sorted& b) {
    if (a.key.is_nil() || b.key.is_nil()) return a.key.is_nil() == b.key.is_nil() ? a.place < b.place : b.key.is_nil();
    const int order = a.key.is_number() ? compare_numbers(a.key, b.key) : a.key.text().compare(b.key.text());
    return order != 0 ? order < 0 : a.place < b.place;
  });
  return elements_only(call.state, list);
}

Item sort_natural(Call& call) {
  State& state = call.state;
  std::vector<Sorted> list;
  if (!keyed(call, list) || !may_sort(state, list)) return {};
  std::size_t bytes = 0;
  for (Sorted& s : list) {
    const std::string_view text = state.text_of(s.key);
    bytes += text.size();
    if (!state.room(bytes)) return {};
    append_lower(s.folded, text);
  }
  std::ranges::sort(list, [](const Sorted& a, const Sorted& b) {
    if (a.key.is_nil() || b.key.is_nil()) return a.key.is_nil() == b.key.is_nil() ? a.place < b.place : b.key.is_nil();
    const int order = a.folded.compare(b.folded);
    return order != 0 ? order < 0 : a.place < b.place;
  });
  return elements_only(state, list);
}

Item uniq(Call& call) {
  State& state = call.state;
  std::vector<Sorted> list;
  if (!keyed(call, list)) return {};
  std::vector<Item> out;
  std::vector<Item> seen;
  const std::size_t before = state.budget();
  std::size_t left = before;
  for (const Sorted& s : list) {
    const auto known = [&](const Item& key) { return key.kind == s.key.kind && equal(key, s.key, left); };
    if (std::ranges::any_of(seen, known)) continue;
    if (left == 0) break;
    seen.push_back(s.key);
    out.push_back(s.element);
  }
  if (!state.step(before - left)) return {};
  return state.keep_list(out);
}

Item compact(Call& call) {
  std::vector<Sorted> list;
  if (!keyed(call, list)) return {};
  std::erase_if(list, [](const Sorted& s) { return s.key.is_nil(); });
  return elements_only(call.state, list);
}

constexpr Filter kFilters[] = {
    {"compact", compact, 0, 1}, {"concat", concat, 1, 1}, {"first", first, 0, 0},
    {"join", join, 0, 1},       {"last", last, 0, 0},     {"reverse", reverse, 0, 0},
    {"size", size, 0, 0},       {"sort", sort, 0, 1},     {"sort_natural", sort_natural, 0, 1},
    {"uniq", uniq, 0, 1},
};

}  // namespace

std::span<const Filter> list_filters() { return kFilters; }

}  // namespace throng::liquid::internal
