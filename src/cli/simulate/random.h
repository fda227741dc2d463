// A seeded stream of randomness whose numbers are the same on every machine. The standard library's
// distributions are not: their algorithms are left to the implementation.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace throng::cli {

// xoshiro256++ (Blackman & Vigna 2019), seeded by SplitMix64 from a seed and a stream number.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t stream) {
    std::uint64_t state = mix(seed) ^ mix(~stream);
    for (std::uint64_t& word : words_) word = mix(state += 0x9e3779b97f4a7c15ULL);
  }

  std::uint64_t next() {
    const std::uint64_t result = std::rotl(words_[0] + words_[3], 23) + words_[0];
    const std::uint64_t shifted = words_[1] << 17;
    words_[2] ^= words_[0];
    words_[3] ^= words_[1];
    words_[1] ^= words_[2];
    words_[0] ^= words_[3];
    words_[2] ^= shifted;
    words_[3] = std::rotl(words_[3], 45);
    return result;
  }

  // [0, 1)
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  double between(double low, double high) { return low + (high - low) * uniform(); }
  bool chance(double probability) { return uniform() < probability; }
  // 0 .. n - 1; the bias of the multiplication is below n / 2^32.
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32); }
  double exponential(double mean) { return -mean * std::log(1.0 - uniform()); }
  // Number of failures before the first success; mean is that of the number.
  int geometric(double mean) {
    if (mean <= 0) return 0;
    return static_cast<int>(std::log(1.0 - uniform()) / std::log(mean / (1.0 + mean)));
  }
  // Index drawn in proportion to the weights, which must have a positive sum.
  std::size_t weighted(std::span<const double> weights) {
    double sum = 0;
    for (const double w : weights) sum += w;
    double left = uniform() * sum;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
      if (left < weights[i]) return i;
      left -= weights[i];
    }
    return weights.size() - 1;
  }
  // A version 4 UUID.
  std::array<std::uint8_t, 16> uuid() {
    std::array<std::uint8_t, 16> bytes;
    const std::uint64_t halves[2] = {next(), next()};
    for (std::size_t i = 0; i < 16; ++i) bytes[i] = static_cast<std::uint8_t>(halves[i / 8] >> (8 * (i % 8)));
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    return bytes;
  }

 private:
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  std::array<std::uint64_t, 4> words_{};
};

}  // namespace throng::cli
