// Filters on numbers.
#include "liquid/internal/filters.h"
#include "liquid/internal/number.h"
#include "liquid/internal/state.h"

namespace throng::liquid::internal {
namespace {

Item left(const Call& call) { return to_number(call.input); }
Item right(const Call& call) { return to_number(call.argument(0)); }

Item plus(Call& call) { return add(left(call), right(call)); }
Item minus(Call& call) { return subtract(left(call), right(call)); }
Item times(Call& call) { return multiply(left(call), right(call)); }

Item divided_by(Call& call) {
  const auto quotient = divide(left(call), right(call));
  return quotient ? *quotient : call.state.fail("divided by zero");
}

Item remainder(Call& call) {
  const auto rest = modulo(left(call), right(call));
  return rest ? *rest : call.state.fail("divided by zero");
}

Item abs(Call& call) {
  const Item zero = Item::of(std::int64_t{0});
  const Item number = left(call);
  return compare_numbers(number, zero) < 0 ? subtract(zero, number) : number;
}

Item at_least(Call& call) { return compare_numbers(left(call), right(call)) < 0 ? right(call) : left(call); }
Item at_most(Call& call) { return compare_numbers(left(call), right(call)) == 1 ? right(call) : left(call); }
Item floor(Call& call) { return floor_of(left(call)); }
Item ceil(Call& call) { return ceiling_of(left(call)); }
Item round(Call& call) { return round_to(left(call), to_integer(call.argument(0))); }

constexpr Filter kFilters[] = {
    {"abs", abs, 0, 0},     {"at_least", at_least, 1, 1},     {"at_most", at_most, 1, 1},
    {"ceil", ceil, 0, 0},   {"divided_by", divided_by, 1, 1}, {"floor", floor, 0, 0},
    {"minus", minus, 1, 1}, {"modulo", remainder, 1, 1},      {"plus", plus, 1, 1},
    {"round", round, 0, 1}, {"times", times, 1, 1},
};

}  // namespace

std::span<const Filter> number_filters() { return kFilters; }

}  // namespace throng::liquid::internal
