// Arithmetic as Ruby's Liquid does it: whole numbers stay whole, fractions are decimal (10.1 - 2.2 is 7.9).
#pragma once

#include <cstdint>
#include <optional>

#include "liquid/internal/item.h"

namespace throng::liquid::internal {

// Text is read from its start ("12 pieces" is 12); what is no number is 0. Always an integer or a real.
Item to_number(const Item& item);
std::int64_t to_integer(const Item& item);

// -1, 0, 1; 2 when one is NaN. Both are numbers.
int compare_numbers(const Item& a, const Item& b);

// Of numbers. Whole results beyond 64 bits become reals.
Item add(const Item& a, const Item& b);
Item subtract(const Item& a, const Item& b);
Item multiply(const Item& a, const Item& b);
// Whole numbers divide downwards, as in Ruby: -7 / 2 is -4. Nothing when b is zero.
std::optional<Item> divide(const Item& a, const Item& b);
std::optional<Item> modulo(const Item& a, const Item& b);  // has the sign of b

// Half away from zero. A whole number when digits <= 0.
Item round_to(const Item& number, std::int64_t digits);
Item floor_of(const Item& number);
Item ceiling_of(const Item& number);

}  // namespace throng::liquid::internal
