#include "audience/assignment.h"

#include <algorithm>
#include <map>

namespace throng::audience {

std::optional<std::size_t> Assignment::find(std::string_view value) const {
  const auto at = std::ranges::find(values, value);
  if (at == values.end()) return std::nullopt;
  return static_cast<std::size_t>(at - values.begin());
}

Bitmap Assignment::everyone() const {
  Bitmap all = numbered;
  for (const Bitmap& some : persons) all |= some;
  return all;
}

std::uint64_t Assignment::bytes() const {
  std::uint64_t sum = numbered.bytes() + numbers.size() * sizeof(double);
  for (const Bitmap& some : persons) sum += some.bytes();
  return sum;
}

namespace {

Bitmap renumbered(const Bitmap& persons, FunctionRef<model::PersonNumber(model::PersonNumber)> today) {
  std::vector<std::uint32_t> numbers = persons.numbers();
  for (std::uint32_t& number : numbers) number = today(number);
  return Bitmap::of(numbers);
}

}  // namespace

Assignment in_todays_numbers(const Assignment& assignment,
                             FunctionRef<model::PersonNumber(model::PersonNumber)> today) {
  Assignment out{.values = assignment.values, .persons = {}, .numbered = {}, .numbers = {}};
  Bitmap taken;
  bool disjoint = true;
  for (const Bitmap& before : assignment.persons) {
    disjoint = disjoint && taken.common_with(before) == 0;
    taken |= before;
  }
  taken = {};
  for (const Bitmap& before : assignment.persons) {
    Bitmap now = renumbered(before, today);
    if (disjoint) now -= taken;
    taken |= now;
    out.persons.push_back(std::move(now));
  }
  std::map<model::PersonNumber, double> numbers;
  std::size_t place = 0;
  assignment.numbered.each(
      [&](std::uint32_t number) { numbers.try_emplace(today(number), assignment.numbers[place++]); });
  for (const auto& [person, number] : numbers) {
    out.numbered.add(person);
    out.numbers.push_back(number);
  }
  return out;
}

}  // namespace throng::audience
