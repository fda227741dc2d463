#include "liquid/internal/item.h"

#include <algorithm>
#include <limits>

#include "liquid/internal/text.h"

namespace throng::liquid::internal {

Item Item::of(const Value& value) {
  struct Visitor {
    Item operator()(std::monostate) const { return {}; }
    Item operator()(bool v) const { return of(v); }
    Item operator()(std::int64_t v) const { return of(v); }
    Item operator()(double v) const { return of(v); }
    Item operator()(const std::string& v) const { return of(std::string_view(v)); }
    Item operator()(const Value::Array& v) const {
      Item i;
      i.kind = Kind::values;
      i.values = v.data();
      i.size = v.size();
      return i;
    }
    Item operator()(const Value::Object& v) const { return of_object(v); }
  };
  return std::visit(Visitor{}, value.data);
}

std::int64_t Item::length() const {
  switch (kind) {
    case Kind::values:
    case Kind::items: return static_cast<std::int64_t>(size);
    case Kind::range: {
      if (last < integer) return 0;
      std::int64_t difference = 0;
      if (__builtin_sub_overflow(last, integer, &difference) ||
          difference == std::numeric_limits<std::int64_t>::max()) {
        return std::numeric_limits<std::int64_t>::max();
      }
      return difference + 1;
    }
    default: return 0;
  }
}

Item Item::at(std::int64_t index) const {
  switch (kind) {
    case Kind::values: return of(values[index]);
    case Kind::items: return items[index];
    case Kind::range: return of(integer + index);
    default: return {};
  }
}

const Value* find_member(const Value::Object& object, std::string_view name) {
  for (const Member& member : object) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

namespace {

bool row_member(const Loop& loop, std::string_view name, Item& out) {
  const std::int64_t columns = loop.columns;
  if (name == "col")
    out = Item::of(loop.index % columns + 1);
  else if (name == "col0")
    out = Item::of(loop.index % columns);
  else if (name == "row")
    out = Item::of(loop.index / columns + 1);
  else if (name == "col_first")
    out = Item::of(loop.index % columns == 0);
  else if (name == "col_last")
    out = Item::of(loop.index % columns + 1 == columns);
  else
    return false;
  return true;
}

}  // namespace

bool loop_member(const Loop& loop, std::string_view name, Item& out) {
  if (name == "index")
    out = Item::of(loop.index + 1);
  else if (name == "index0")
    out = Item::of(loop.index);
  else if (name == "rindex")
    out = Item::of(loop.length - loop.index);
  else if (name == "rindex0")
    out = Item::of(loop.length - loop.index - 1);
  else if (name == "first")
    out = Item::of(loop.index == 0);
  else if (name == "last")
    out = Item::of(loop.index + 1 == loop.length);
  else if (name == "length")
    out = Item::of(loop.length);
  else if (loop.columns == 0 && name == "name")
    out = Item::of(loop.name);
  else if (loop.columns == 0 && name == "parentloop")
    out = loop.parent != nullptr ? Item::of_loop(*loop.parent) : Item{};
  else
    return loop.columns > 0 && row_member(loop, name, out);
  return true;
}

bool is_empty(const Item& item) {
  switch (item.kind) {
    case Kind::text: return item.size == 0;
    case Kind::values:
    case Kind::items:
    case Kind::range: return item.length() == 0;
    case Kind::object: return item.object->empty();
    default: return false;
  }
}

bool is_blank(const Item& item) {
  if (item.kind == Kind::nil) return true;
  if (item.kind == Kind::boolean) return !item.boolean;
  if (item.kind == Kind::text) return only_space(item.text());
  return is_empty(item);
}

namespace {

// Takes bytes from the budget; false when it is used up.
bool pay(std::size_t& budget, std::size_t bytes) {
  if (budget < bytes) {
    budget = 0;
    return false;
  }
  budget -= bytes;
  return true;
}

bool equal_lists(const Item& a, const Item& b, std::size_t& budget) {
  const std::int64_t length = a.length();
  if (length != b.length()) return false;
  if (a.kind == Kind::range && b.kind == Kind::range) return length == 0 || a.integer == b.integer;
  for (std::int64_t i = 0; i < length; ++i) {
    if (!equal(a.at(i), b.at(i), budget)) return false;
  }
  return true;
}

bool equal_objects(const Value::Object& a, const Value::Object& b, std::size_t& budget) {
  if (a.size() != b.size()) return false;
  return std::all_of(a.begin(), a.end(), [&](const Member& member) {
    if (!pay(budget, b.size() * sizeof(Item))) return false;
    const Value* other = find_member(b, member.name);
    return other != nullptr && equal(Item::of(member.value), Item::of(*other), budget);
  });
}

double as_real(const Item& item) { return item.kind == Kind::integer ? static_cast<double>(item.integer) : item.real; }

bool equal_words(const Item& word, const Item& other, std::size_t& budget) {
  if (other.kind == Kind::blank || other.kind == Kind::empty) return word.kind == other.kind;
  if (other.kind == Kind::text && !pay(budget, other.size)) return false;
  return word.kind == Kind::blank ? is_blank(other) : is_empty(other);
}

bool equal_texts(std::string_view a, std::string_view b, std::size_t& budget) {
  return a.size() == b.size() && (a.data() == b.data() || (pay(budget, a.size()) && a == b));
}

}  // namespace

bool equal(const Item& a, const Item& b, std::size_t& budget) {
  if (!pay(budget, 8)) return false;
  if (a.kind == Kind::blank || a.kind == Kind::empty) return equal_words(a, b, budget);
  if (b.kind == Kind::blank || b.kind == Kind::empty) return equal_words(b, a, budget);
  if (a.is_list() && b.is_list()) return equal_lists(a, b, budget);
  if (a.is_number() && b.is_number() && a.kind != b.kind) return as_real(a) == as_real(b);
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::boolean: return a.boolean == b.boolean;
    case Kind::integer: return a.integer == b.integer;
    case Kind::real: return a.real == b.real;
    case Kind::text: return equal_texts(a.text(), b.text(), budget);
    case Kind::object: return equal_objects(*a.object, *b.object, budget);
    case Kind::loop: return a.loop == b.loop;
    default: return true;
  }
}

}  // namespace throng::liquid::internal
