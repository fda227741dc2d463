#include "board/reason.h"

#include <algorithm>

namespace throng::board {

std::string reason_of(const Error& error) {
  constexpr std::size_t kMost = 1000;
  std::string text = describe(error);
  if (text.size() <= kMost) return text;
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

}  // namespace throng::board
