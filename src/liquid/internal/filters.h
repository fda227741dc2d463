// The filters: one table, one line for each.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "liquid/internal/item.h"

namespace throng::liquid::internal {

struct State;

struct Call {
  State& state;
  Item input;
  std::span<const Item> arguments;
  bool allow_false = false;  // of `default`

  Item argument(std::size_t index) const { return index < arguments.size() ? arguments[index] : Item{}; }
};

// The filtered value. A filter that cannot go on calls state.fail and returns nil.
using FilterFunction = Item (*)(Call&);

struct Filter {
  std::string_view name;
  FilterFunction apply = nullptr;
  std::uint8_t min_arguments = 0;
  std::uint8_t max_arguments = 0;
  bool keyword = false;  // takes allow_false:
};

// Null when there is none of that name.
const Filter* find_filter(std::string_view name);

std::span<const Filter> text_filters();
std::span<const Filter> number_filters();
std::span<const Filter> list_filters();
std::span<const Filter> search_filters();
std::span<const Filter> code_filters();  // escaping, base64, URLs, HTML

}  // namespace throng::liquid::internal
