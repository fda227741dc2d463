// Comparisons of 64 persons at a time: each has a number in a byte, and a test says who of them lies in a range. One
// comparison per person and test costs most of what thousands of tests cost; sixteen bytes are compared in one go.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace throng::timeline {

struct ByteTest {
  std::uint32_t column = 0;  // of bytes
  std::uint32_t leaf = 0;    // whose bits it makes
  std::uint8_t least = 0, width = 255;
  bool outside = false;  // holds for what does not lie in [least, least + width]

  // Of what lies in [least, greatest], or does not; nothing does if least > greatest.
  static ByteTest of(std::uint32_t column, std::uint32_t leaf, std::size_t least, std::size_t greatest, bool outside) {
    if (least > greatest) return {column, leaf, 0, 255, !outside};
    return {column, leaf, static_cast<std::uint8_t>(least), static_cast<std::uint8_t>(greatest - least), outside};
  }

  // Bit i: whether it holds for bytes[i].
  std::uint64_t holds(const std::uint8_t* bytes) const {
    using Bytes = std::uint8_t __attribute__((vector_size(64)));
    Bytes numbers;
    std::memcpy(&numbers, bytes, sizeof numbers);
    return bits_of(numbers - least <= width) ^ (outside ? ~std::uint64_t{0} : 0);
  }

 private:
  // The lowest bit of each of 64 bytes.
  template <class Mask>
  static std::uint64_t bits_of(const Mask& mask) {
#if defined(__clang__)
    using Bits = bool __attribute__((ext_vector_type(64)));
    return std::bit_cast<std::uint64_t>(__builtin_convertvector(mask, Bits));
#else
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      std::uint64_t word = 0;
      std::memcpy(&word, reinterpret_cast<const char*>(&mask) + 8 * i, 8);
      // Byte k goes to bit 56 + k; no two terms of the product meet.
      bits |= (word & 0x0101010101010101U) * 0x0102040810204080U >> 56 << (8 * i);
    }
    return bits;
#endif
  }
};

}  // namespace throng::timeline
