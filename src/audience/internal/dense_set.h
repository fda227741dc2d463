// Persons as one bit each, while a set is being filled in any order.
#pragma once

#include <vector>

#include "base/bitmap.h"

namespace throng::audience::internal {

class DenseSet {
 public:
  void add(std::uint32_t number) {
    const std::size_t word = number / 64;
    if (word >= words_.size()) words_.resize(std::max(word + 1, words_.size() * 2));
    words_[word] |= std::uint64_t{1} << (number % 64);
  }
  Bitmap compressed() const { return Bitmap::of_words(words_); }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace throng::audience::internal
