#include "liquid/internal/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

#include "liquid/internal/text.h"

namespace throng::liquid::internal {
namespace {

__extension__ using Wide = __int128;

// mantissa / 10^scale, exactly.
struct Decimal {
  Wide mantissa = 0;
  int scale = 0;
};

constexpr int kMaxScale = 18;

// The shortest decimal that reads back as the number, where it has few enough digits.
std::optional<Decimal> to_decimal(const Item& item) {
  if (item.kind == Kind::integer) return Decimal{item.integer, 0};
  char buffer[32];
  if (!std::isfinite(item.real)) return std::nullopt;
  const char* end = std::to_chars(buffer, buffer + sizeof buffer, item.real, std::chars_format::scientific).ptr;
  Decimal out;
  bool fraction = false;
  const char* at = buffer;
  for (; at != end && *at != 'e'; ++at) {
    if (*at == '.') fraction = true;
    if (!is_digit(*at)) continue;
    out.mantissa = out.mantissa * 10 + (*at - '0');
    out.scale += fraction ? 1 : 0;
  }
  int exponent = 0;
  const char* digits = at + 1 + (at[1] == '+' ? 1 : 0);
  std::from_chars(digits, end, exponent);
  out.scale -= exponent;
  if (buffer[0] == '-') out.mantissa = -out.mantissa;
  if (out.scale > kMaxScale || out.scale < -kMaxScale) return std::nullopt;
  for (; out.scale < 0; ++out.scale) out.mantissa *= 10;
  return out;
}

bool align(Decimal& a, Decimal& b) {
  for (; a.scale < b.scale; ++a.scale) {
    if (__builtin_mul_overflow(a.mantissa, 10, &a.mantissa)) return false;
  }
  for (; b.scale < a.scale; ++b.scale) {
    if (__builtin_mul_overflow(b.mantissa, 10, &b.mantissa)) return false;
  }
  return true;
}

double to_real(const Decimal& decimal) {
  char digits[64];
  char* at = digits + sizeof digits;
  Wide left = decimal.mantissa < 0 ? -decimal.mantissa : decimal.mantissa;
  char tail[8] = "e-";
  const char* tail_end = std::to_chars(tail + 2, tail + sizeof tail, decimal.scale).ptr;
  at -= tail_end - tail;
  std::copy(static_cast<const char*>(tail), tail_end, at);
  do {
    *--at = static_cast<char>('0' + static_cast<int>(left % 10));
    left /= 10;
  } while (left != 0);
  double value = 0;
  std::from_chars(at, digits + sizeof digits, value);
  return decimal.mantissa < 0 ? -value : value;
}

double real_of(const Item& item) { return item.kind == Kind::integer ? static_cast<double>(item.integer) : item.real; }

Item whole_of(double value) {
  if (std::abs(value) < 9.2e18) return Item::of(static_cast<std::int64_t>(value));
  return Item::of(value);
}

bool both_whole(const Item& a, const Item& b) { return a.kind == Kind::integer && b.kind == Kind::integer; }

// The sum of a and sign * b.
Item sum(const Item& a, const Item& b, int sign) {
  if (both_whole(a, b)) {
    std::int64_t out = 0;
    const bool overflow = sign > 0 ? __builtin_add_overflow(a.integer, b.integer, &out)
                                   : __builtin_sub_overflow(a.integer, b.integer, &out);
    if (!overflow) return Item::of(out);
    return Item::of(real_of(a) + sign * real_of(b));
  }
  auto x = to_decimal(a);
  auto y = to_decimal(b);
  Wide out = 0;
  if (x && y && align(*x, *y) && !__builtin_add_overflow(x->mantissa, sign * y->mantissa, &out)) {
    return Item::of(to_real({out, x->scale}));
  }
  return Item::of(real_of(a) + sign * real_of(b));
}

}  // namespace

Item to_number(const Item& item) {
  if (item.is_number()) return item;
  if (item.kind != Kind::text) return Item::of(std::int64_t{0});
  std::string_view text = trim(item.text());
  if (text.starts_with('+')) text.remove_prefix(1);
  std::size_t end = text.starts_with('-') ? 1 : 0;
  const std::size_t first = end;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == first) return Item::of(std::int64_t{0});
  std::size_t fraction = end + 1;
  while (fraction < text.size() && is_digit(text[fraction])) ++fraction;
  double real = 0;
  if (end < text.size() && text[end] == '.' && fraction > end + 1 && fraction == text.size()) {
    std::from_chars(text.data(), text.data() + fraction, real);
    return Item::of(real);
  }
  std::int64_t whole = 0;
  if (std::from_chars(text.data(), text.data() + end, whole).ec == std::errc()) return Item::of(whole);
  std::from_chars(text.data(), text.data() + end, real);
  return Item::of(real);
}

std::int64_t to_integer(const Item& item) {
  const Item number = to_number(item);
  if (number.kind == Kind::integer) return number.integer;
  if (std::isnan(number.real)) return 0;
  if (number.real >= 9.2e18) return std::numeric_limits<std::int64_t>::max();
  if (number.real <= -9.2e18) return std::numeric_limits<std::int64_t>::min();
  return static_cast<std::int64_t>(number.real);
}

int compare_numbers(const Item& a, const Item& b) {
  if (both_whole(a, b)) return a.integer < b.integer ? -1 : a.integer > b.integer ? 1 : 0;
  const double x = real_of(a);
  const double y = real_of(b);
  return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
}

Item add(const Item& a, const Item& b) { return sum(a, b, 1); }
Item subtract(const Item& a, const Item& b) { return sum(a, b, -1); }

Item multiply(const Item& a, const Item& b) {
  if (both_whole(a, b)) {
    std::int64_t out = 0;
    if (!__builtin_mul_overflow(a.integer, b.integer, &out)) return Item::of(out);
    return Item::of(real_of(a) * real_of(b));
  }
  const auto x = to_decimal(a);
  const auto y = to_decimal(b);
  Wide out = 0;
  if (x && y && !__builtin_mul_overflow(x->mantissa, y->mantissa, &out))
    return Item::of(to_real({out, x->scale + y->scale}));
  return Item::of(real_of(a) * real_of(b));
}

std::optional<Item> divide(const Item& a, const Item& b) {
  if (real_of(b) == 0) return std::nullopt;
  if (!both_whole(a, b)) return Item::of(real_of(a) / real_of(b));
  if (b.integer == -1) return subtract(Item::of(std::int64_t{0}), a);
  std::int64_t quotient = a.integer / b.integer;
  if (a.integer % b.integer != 0 && (a.integer < 0) != (b.integer < 0)) --quotient;
  return Item::of(quotient);
}

std::optional<Item> modulo(const Item& a, const Item& b) {
  if (real_of(b) == 0) return std::nullopt;
  if (both_whole(a, b)) {
    if (b.integer == -1) return Item::of(std::int64_t{0});
    std::int64_t rest = a.integer % b.integer;
    if (rest != 0 && (rest < 0) != (b.integer < 0)) rest += b.integer;
    return Item::of(rest);
  }
  auto x = to_decimal(a);
  auto y = to_decimal(b);
  if (x && y && align(*x, *y) && y->mantissa != 0) {
    Wide rest = x->mantissa % y->mantissa;
    if (rest != 0 && (rest < 0) != (y->mantissa < 0)) rest += y->mantissa;
    return Item::of(to_real({rest, x->scale}));
  }
  return Item::of(std::fmod(real_of(a), real_of(b)));
}

Item round_to(const Item& number, std::int64_t digits) {
  if (number.kind == Kind::integer && digits >= 0) return number;
  if (digits < -kMaxScale) return Item::of(std::int64_t{0});
  if (digits > kMaxScale) return number;
  auto decimal = to_decimal(number);
  if (!decimal) return digits <= 0 ? whole_of(std::round(real_of(number))) : number;
  Wide unit = 1;
  for (std::int64_t i = digits; i < decimal->scale; ++i) unit *= 10;
  if (unit > 1) {
    Wide rest = decimal->mantissa % unit;
    decimal->mantissa -= rest;
    if (rest < 0) rest = -rest;
    if (rest * 2 >= unit) decimal->mantissa += real_of(number) < 0 ? -unit : unit;
  }
  const double real = to_real(*decimal);
  return digits <= 0 ? whole_of(real) : Item::of(real);
}

Item floor_of(const Item& number) { return number.kind == Kind::integer ? number : whole_of(std::floor(number.real)); }
Item ceiling_of(const Item& number) { return number.kind == Kind::integer ? number : whole_of(std::ceil(number.real)); }

}  // namespace throng::liquid::internal
