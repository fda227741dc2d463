#include "base/bitmap.h"

#include <bit>

#include <roaring/roaring.hh>

namespace throng {

struct Bitmap::Set {
  Roaring bits;
};

Bitmap::Bitmap() : set_(std::make_unique<Set>()) {}
Bitmap::~Bitmap() = default;
Bitmap::Bitmap(const Bitmap& other) : set_(std::make_unique<Set>(*other.set_)) {}
Bitmap::Bitmap(Bitmap&& other) noexcept : set_(std::exchange(other.set_, std::make_unique<Set>())) {}
Bitmap& Bitmap::operator=(const Bitmap& other) {
  if (this != &other) *set_ = *other.set_;
  return *this;
}
Bitmap& Bitmap::operator=(Bitmap&& other) noexcept {
  std::swap(set_, other.set_);
  return *this;
}

Bitmap Bitmap::of(std::span<const std::uint32_t> numbers) {
  Bitmap bitmap;
  bitmap.set_->bits.addMany(numbers.size(), numbers.data());
  bitmap.set_->bits.runOptimize();
  return bitmap;
}

Bitmap Bitmap::of_words(std::span<const std::uint64_t> words) {
  std::vector<std::uint32_t> numbers;
  for (std::size_t word = 0; word < words.size(); ++word) {
    for (std::uint64_t rest = words[word]; rest != 0; rest &= rest - 1)
      numbers.push_back(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
  }
  return of(numbers);
}

void Bitmap::add(std::uint32_t number) { set_->bits.add(number); }
void Bitmap::remove(std::uint32_t number) { set_->bits.remove(number); }
bool Bitmap::contains(std::uint32_t number) const { return set_->bits.contains(number); }
std::uint64_t Bitmap::size() const { return set_->bits.cardinality(); }
std::uint64_t Bitmap::rank_of(std::uint32_t number) const { return number == 0 ? 0 : set_->bits.rank(number - 1); }
bool Bitmap::empty() const { return set_->bits.isEmpty(); }
std::uint32_t Bitmap::greatest() const { return empty() ? 0 : set_->bits.maximum(); }
bool Bitmap::operator==(const Bitmap& other) const { return set_->bits == other.set_->bits; }

Bitmap& Bitmap::operator|=(const Bitmap& other) {
  set_->bits |= other.set_->bits;
  return *this;
}
Bitmap& Bitmap::operator&=(const Bitmap& other) {
  set_->bits &= other.set_->bits;
  return *this;
}
Bitmap& Bitmap::operator-=(const Bitmap& other) {
  set_->bits -= other.set_->bits;
  return *this;
}
std::uint64_t Bitmap::common_with(const Bitmap& other) const { return set_->bits.and_cardinality(other.set_->bits); }

std::vector<std::uint32_t> Bitmap::numbers() const {
  std::vector<std::uint32_t> numbers(size());
  set_->bits.toUint32Array(numbers.data());
  return numbers;
}

void Bitmap::each(FunctionRef<void(std::uint32_t)> visit) const {
  set_->bits.iterate(
      [](std::uint32_t number, void* to) {
        (*static_cast<FunctionRef<void(std::uint32_t)>*>(to))(number);
        return true;
      },
      &visit);
}

std::string Bitmap::to_bytes() const {
  std::string bytes(set_->bits.getSizeInBytes(), '\0');
  set_->bits.write(bytes.data());
  return bytes;
}

// The library reads no further than it is allowed to, but believes what it reads; a set that does not come back as the
// same bytes is none.
Result<Bitmap> Bitmap::from_bytes(std::string_view bytes) {
  Bitmap bitmap;
  try {
    bitmap.set_->bits = Roaring::readSafe(bytes.data(), bytes.size());
  } catch (const std::exception&) {
    return fail(ErrorCode::corrupt, "a stored set of persons cannot be read");
  }
  if (bitmap.set_->bits.getSizeInBytes() != bytes.size())
    return fail(ErrorCode::corrupt, "a stored set of persons is cut short");
  return bitmap;
}

std::uint64_t Bitmap::bytes() const { return set_->bits.getSizeInBytes(); }

}  // namespace throng
