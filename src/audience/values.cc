#include "audience/values.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "audience/tag.h"

namespace throng::audience {
namespace {

// In ascending order of persons, finite ones only.
void tidy(Numbers& numbers) {
  std::erase_if(numbers, [](const auto& one) { return !std::isfinite(one.second); });
  std::ranges::sort(numbers);
}

// Whole characters of UTF-8.
std::string cut_to(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  text.resize(bytes);
  return text;
}

}  // namespace

Numbers numbers_of(const analyze::StatisticValues& values) {
  Numbers numbers;
  for (std::size_t i = 0; i < values.persons.size(); ++i) numbers.emplace_back(values.persons[i], values.numbers[i]);
  return numbers;
}

Assignment assignment_of(Numbers numbers) {
  tidy(numbers);
  Assignment out;
  std::vector<std::uint32_t> persons;
  for (const auto& [person, number] : numbers) {
    persons.push_back(person);
    out.numbers.push_back(number);
  }
  out.numbered = Bitmap::of(persons);
  return out;
}

Assignment assignment_of(Numbers numbers, const Split& split) {
  tidy(numbers);
  std::vector<double> sorted;
  for (const auto& [person, number] : numbers) sorted.push_back(number);
  std::ranges::sort(sorted);
  const std::vector<double> cuts = cuts_among(split, sorted);
  std::vector<std::vector<std::uint32_t>> parts(split.names.size());
  for (const auto& [person, number] : numbers) parts[part_of(cuts, number)].push_back(person);
  Assignment out;
  out.values = split.names;
  for (const auto& part : parts) out.persons.push_back(Bitmap::of(part));
  return out;
}

PersonsByValue persons_by_value(const analyze::StatisticValues& values) {
  std::vector<std::vector<std::uint32_t>> of_code(values.labels.size());
  for (std::size_t i = 0; i < values.persons.size(); ++i) of_code[values.codes[i]].push_back(values.persons[i]);
  PersonsByValue persons;
  for (std::size_t code = 0; code < of_code.size(); ++code) {
    if (!of_code[code].empty()) persons[values.labels[code]] = std::move(of_code[code]);
  }
  return persons;
}

Result<Assignment> assignment_of(PersonsByValue persons) {
  std::map<std::string, Bitmap> values;
  for (const auto& [value, who] : persons) {
    if (!value.empty()) values[cut_to(value, kMaxTagValueBytes)] |= Bitmap::of(who);
  }
  if (values.size() > kMaxTagValues) {
    return fail(ErrorCode::too_large,
                fmt::format("a tag has at most {} different values, and this would have {}: take a "
                            "property with fewer, or put numbers into parts",
                            kMaxTagValues, values.size()));
  }
  std::vector<std::pair<std::uint64_t, std::string>> order;
  for (const auto& [value, who] : values) order.emplace_back(who.size(), value);
  std::ranges::sort(
      order, [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  Assignment out;
  for (auto& [size, value] : order) {
    out.persons.push_back(std::move(values[value]));
    out.values.push_back(std::move(value));
  }
  return out;
}

Assignment first_of(std::vector<std::string> values, std::span<const Bitmap> holders) {
  Assignment out;
  out.values = std::move(values);
  Bitmap taken;
  for (const Bitmap& holds : holders) {
    out.persons.push_back(holds - taken);
    taken |= holds;
  }
  return out;
}

}  // namespace throng::audience
