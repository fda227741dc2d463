// A value while a template runs: 24 bytes that point into the template, the data, or the arena of the rendering.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "liquid/value.h"

namespace throng::liquid::internal {

struct Loop;

enum class Kind : std::uint8_t { nil, boolean, integer, real, text, values, items, object, range, blank, empty, loop };

struct Item {
  Kind kind = Kind::nil;
  bool safe = false;  // text that is HTML already
  union {
    bool boolean;
    std::int64_t integer = 0;  // also the first number of a range
    double real;
    const char* chars;
    const Value* values;          // a list of the data
    const Item* items;            // a list that the rendering made
    const Value::Object* object;  // always of the data
    const Loop* loop;
  };
  union {
    std::size_t size = 0;  // of text and lists
    std::int64_t last;     // of a range, included
  };

  static Item of(bool v) {
    Item i;
    i.kind = Kind::boolean;
    i.boolean = v;
    return i;
  }
  static Item of(std::int64_t v) {
    Item i;
    i.kind = Kind::integer;
    i.integer = v;
    return i;
  }
  static Item of(double v) {
    Item i;
    i.kind = Kind::real;
    i.real = v;
    return i;
  }
  static Item of(std::string_view v, bool safe = false) {
    Item i;
    i.kind = Kind::text;
    i.chars = v.data();
    i.size = v.size();
    i.safe = safe;
    return i;
  }
  static Item of(std::span<const Item> v) {
    Item i;
    i.kind = Kind::items;
    i.items = v.data();
    i.size = v.size();
    return i;
  }
  static Item of(const Value& value);
  static Item of_object(const Value::Object& v) {
    Item i;
    i.kind = Kind::object;
    i.object = &v;
    return i;
  }
  static Item of_loop(const Loop& v) {
    Item i;
    i.kind = Kind::loop;
    i.loop = &v;
    return i;
  }
  static Item of_range(std::int64_t first, std::int64_t last) {
    Item i;
    i.kind = Kind::range;
    i.integer = first;
    i.last = last;
    return i;
  }
  static Item word(Kind kind) {
    Item i;
    i.kind = kind;
    return i;
  }

  std::string_view text() const { return {chars, size}; }
  bool is_nil() const { return kind == Kind::nil; }
  bool is_list() const { return kind == Kind::values || kind == Kind::items || kind == Kind::range; }
  bool is_number() const { return kind == Kind::integer || kind == Kind::real; }
  bool truthy() const { return kind == Kind::boolean ? boolean : kind != Kind::nil; }
  std::int64_t length() const;        // of lists, 0 for all else; a range may be longer than memory
  Item at(std::int64_t index) const;  // of lists, 0 <= index < length()
};

// The state of one `for`, `tablerow` or `render ... for`, as forloop and tablerowloop show it.
struct Loop {
  std::string_view name;
  std::int64_t length = 0;
  std::int64_t index = 0;  // from 0
  const Loop* parent = nullptr;
  std::int64_t columns = 0;  // of a tablerow, else 0
};

const Value* find_member(const Value::Object& object, std::string_view name);

// What `.name` means on a loop; false when nothing.
bool loop_member(const Loop& loop, std::string_view name, Item& out);

// As == says: numbers by value, text by bytes, lists and objects by their elements; blank and empty by what they mean.
// What is looked at is taken from the budget, in bytes; once that is used up, nothing is equal.
bool equal(const Item& a, const Item& b, std::size_t& budget);

bool is_blank(const Item& item);  // nil, false, whitespace, nothing in it
bool is_empty(const Item& item);  // text, a list or an object without anything in it

}  // namespace throng::liquid::internal
