// Filters that look at a property of each element.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "liquid/internal/filters.h"
#include "liquid/internal/lists.h"
#include "liquid/internal/number.h"
#include "liquid/internal/text.h"

namespace throng::liquid::internal {

// Text has a property when it contains it, a number has its bits: both are what [] means in Ruby. Nil and true or false
// have no [] at all, at which Ruby's filters end with nothing; the rest is an error.
Property property_of(State& state, const Item& element, const Item& property) {
  using enum Property::Outcome;
  if (element.kind == Kind::object) {
    if (property.kind != Kind::text) return {found, {}};
    if (!state.look(element.object->size())) return {failed, {}};
    const Value* value = find_member(*element.object, property.text());
    return {found, value != nullptr ? Item::of(*value) : Item{}};
  }
  if (element.kind == Kind::text && property.kind == Kind::text) {
    if (!state.step(element.size * (1 + property.size / 16))) return {failed, {}};
    return {found, element.text().find(property.text()) != std::string_view::npos ? property : Item{}};
  }
  if (element.kind == Kind::text && property.kind == Kind::integer) {
    if (!state.step(element.size)) return {failed, {}};
    const std::string_view character =
        property.integer >= 0 ? characters(element.text(), property.integer, 1) : std::string_view();
    return {found, character.empty() ? Item{} : Item::of(character)};
  }
  if (element.kind == Kind::integer && property.kind == Kind::integer) {
    const std::int64_t bit = property.integer;
    if (bit < 0) return {found, Item::of(std::int64_t{0})};
    return {found, Item::of(element.integer >> (bit > 63 ? 63 : bit) & 1)};
  }
  const bool number = element.kind == Kind::integer || element.kind == Kind::text;
  if (!number || property.is_nil()) return {gives_up, {}};
  state.fail(fmt::format("cannot take the property \"{}\" of text or a number", state.text_of(property)));
  return {failed, {}};
}

namespace {

enum class Match { yes, no, gives_up };

// Whether the property is the second argument, or, without one, whether it is there and not false.
Match matches(Call& call, const Item& element) {
  const Property property = property_of(call.state, element, call.argument(0));
  if (property.outcome != Property::Outcome::found) return Match::gives_up;
  const Item wanted = call.argument(1);
  const bool yes = wanted.is_nil() ? property.value.truthy() : call.state.same(property.value, wanted);
  return yes ? Match::yes : Match::no;
}

Item select(Call& call, Match kept) {
  std::vector<Item> list;
  std::vector<Item> out;
  if (!elements_of(call.state, call.input, list)) return {};
  for (const Item& element : list) {
    const Match match = matches(call, element);
    if (match == Match::gives_up) return {};
    if (match == kept) out.push_back(element);
  }
  return call.state.keep_list(out);
}

Item where(Call& call) { return select(call, Match::yes); }
Item reject(Call& call) { return select(call, Match::no); }

// The number of the first that matches; -1 when none does, -2 when an element has no properties.
std::int64_t first_match(Call& call, std::vector<Item>& list) {
  if (!elements_of(call.state, call.input, list)) return -2;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Match match = matches(call, list[i]);
    if (match == Match::gives_up) return -2;
    if (match == Match::yes) return static_cast<std::int64_t>(i);
  }
  return -1;
}

Item find(Call& call) {
  std::vector<Item> list;
  const std::int64_t index = first_match(call, list);
  return index < 0 ? Item{} : list[static_cast<std::size_t>(index)];
}

Item find_index(Call& call) {
  std::vector<Item> list;
  const std::int64_t index = first_match(call, list);
  return index < 0 ? Item{} : Item::of(index);
}

Item has(Call& call) {
  std::vector<Item> list;
  const std::int64_t index = first_match(call, list);
  return index == -2 ? Item{} : Item::of(index >= 0);
}

Item map(Call& call) {
  std::vector<Item> list;
  if (!elements_of(call.state, call.input, list)) return {};
  for (Item& element : list) {
    const Property property = property_of(call.state, element, call.argument(0));
    if (property.outcome == Property::Outcome::failed) return {};
    element = property.value;
  }
  return call.state.keep_list(list);
}

Item sum(Call& call) {
  std::vector<Item> list;
  if (!elements_of(call.state, call.input, list)) return {};
  Item total = Item::of(std::int64_t{0});
  for (const Item& element : list) {
    Property value{Property::Outcome::found, element};
    if (!call.argument(0).is_nil()) value = property_of(call.state, element, call.argument(0));
    if (value.outcome == Property::Outcome::failed) return {};
    total = add(total, to_number(value.value));
  }
  return total;
}

constexpr Filter kFilters[] = {
    {"find", find, 1, 2},   {"find_index", find_index, 1, 2}, {"has", has, 1, 2},
    {"map", map, 1, 1},     {"reject", reject, 1, 2},         {"sum", sum, 0, 1},
    {"where", where, 1, 2},
};

}  // namespace

std::span<const Filter> search_filters() { return kFilters; }

}  // namespace throng::liquid::internal
