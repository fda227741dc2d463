// Random choices that are the same everywhere for one seed.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace throng::testing {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : bits_(seed) {}

  std::uint64_t bits() { return bits_(); }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits_() % n); }
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least + 1)));
  }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::mt19937_64 bits_;
};

}  // namespace throng::testing
