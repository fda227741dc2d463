// A set of 32-bit numbers, compressed (Roaring: Lemire et al., "Roaring bitmaps", 2018). Who is in a segment, who has a
// value of a tag.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/function_ref.h"
#include "base/result.h"

namespace throng {

class Bitmap {
 public:
  Bitmap();
  ~Bitmap();
  Bitmap(const Bitmap& other);
  Bitmap(Bitmap&& other) noexcept;
  Bitmap& operator=(const Bitmap& other);
  Bitmap& operator=(Bitmap&& other) noexcept;

  // Any order, repeats allowed; ascending is fastest.
  static Bitmap of(std::span<const std::uint32_t> numbers);
  // Bit i of word w stands for the number w * 64 + i.
  static Bitmap of_words(std::span<const std::uint64_t> words);

  void add(std::uint32_t number);
  void remove(std::uint32_t number);
  bool contains(std::uint32_t number) const;
  std::uint64_t size() const;
  std::uint64_t rank_of(std::uint32_t number) const;  // how many are less
  bool empty() const;
  std::uint32_t greatest() const;  // 0 of an empty set
  bool operator==(const Bitmap& other) const;

  Bitmap& operator|=(const Bitmap& other);
  Bitmap& operator&=(const Bitmap& other);
  Bitmap& operator-=(const Bitmap& other);
  friend Bitmap operator|(Bitmap a, const Bitmap& b) { return a |= b; }
  friend Bitmap operator&(Bitmap a, const Bitmap& b) { return a &= b; }
  friend Bitmap operator-(Bitmap a, const Bitmap& b) { return a -= b; }
  // size() of a & b, without making it.
  std::uint64_t common_with(const Bitmap& other) const;

  // Ascending.
  std::vector<std::uint32_t> numbers() const;
  void each(FunctionRef<void(std::uint32_t)> visit) const;

  // Roaring's portable format. Errors of from_bytes: corrupt.
  std::string to_bytes() const;
  static Result<Bitmap> from_bytes(std::string_view bytes);
  // What to_bytes() would take, about what it takes in memory.
  std::uint64_t bytes() const;

 private:
  struct Set;
  std::unique_ptr<Set> set_;
};

}  // namespace throng
