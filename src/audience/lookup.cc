#include "audience/lookup.h"

#include <algorithm>
#include <bit>

namespace throng::audience {
namespace {

constexpr unsigned kWordBits = 64;

bool nobody_has_two(const Assignment& assignment) {
  std::uint64_t places = 0;
  Bitmap holders;
  for (const Bitmap& persons : assignment.persons) {
    places += persons.size();
    holders |= persons;
  }
  return places == holders.size();
}

}  // namespace

Lookup::Lookup(std::shared_ptr<const Assignment> assignment) : assignment_(std::move(assignment)) {
  const std::size_t values = assignment_->values.size();
  is_exclusive_ = nobody_has_two(*assignment_);
  const std::size_t needed = is_exclusive_ ? std::bit_width(values) : values;
  if (needed <= kWordBits) width_ = static_cast<unsigned>(needed);
  if (width_ > 0) lay_out();
}

void Lookup::lay_out() {
  model::PersonNumber greatest = 0;
  for (const Bitmap& persons : assignment_->persons) greatest = std::max(greatest, persons.greatest());
  words_.resize(greatest / (kWordBits / width_) + 1);
  for (std::size_t value = 0; value < assignment_->values.size(); ++value) {
    const std::uint64_t bits = is_exclusive_ ? value + 1 : std::uint64_t{1} << value;
    assignment_->persons[value].each([&](model::PersonNumber person) { write(person, bits); });
  }
}

// No person's bits lie across two words.
void Lookup::write(model::PersonNumber person, std::uint64_t bits) {
  const unsigned in_word = kWordBits / width_;
  words_[person / in_word] |= bits << (person % in_word * width_);
}

std::uint64_t Lookup::bits_of(model::PersonNumber person) const {
  const unsigned in_word = kWordBits / width_;
  const std::size_t word = person / in_word;
  if (word >= words_.size()) return 0;
  const std::uint64_t mask = width_ == kWordBits ? ~std::uint64_t{0} : (std::uint64_t{1} << width_) - 1;
  return words_[word] >> (person % in_word * width_) & mask;
}

void Lookup::each_value(model::PersonNumber person, FunctionRef<void(std::size_t)> visit) const {
  if (width_ == 0) {
    for (std::size_t value = 0; value < assignment_->values.size(); ++value)
      if (assignment_->persons[value].contains(person)) visit(value);
    return;
  }
  std::uint64_t bits = bits_of(person);
  if (bits == 0) return;
  if (is_exclusive_) return visit(bits - 1);
  for (; bits != 0; bits &= bits - 1) visit(static_cast<std::size_t>(std::countr_zero(bits)));
}

std::optional<double> Lookup::number_of(model::PersonNumber person) const {
  if (assignment_->numbers.empty() || !assignment_->numbered.contains(person)) return std::nullopt;
  return assignment_->numbers[assignment_->numbered.rank_of(person)];
}

}  // namespace throng::audience
