#include "timeline/internal/dictionary.h"

#include <functional>

namespace throng::timeline {

Dictionary::Dictionary() : values_(std::make_shared<std::vector<std::string>>()), slots_(64) { values_->reserve(16); }

std::size_t Dictionary::slot_of(std::string_view text, std::size_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != 0) {
    const std::uint32_t code = slots_[slot] - 1;
    if (hashes_[code] == hash && (*values_)[code] == text) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

std::uint32_t Dictionary::encode(std::string_view text) {
  const std::size_t hash = std::hash<std::string_view>{}(text);
  std::size_t slot = slot_of(text, hash);
  if (slots_[slot] != 0) return slots_[slot] - 1;
  if (values_->size() == values_->capacity()) grow_values();
  if (2 * (values_->size() + 1) > slots_.size()) {
    grow_slots();
    slot = slot_of(text, hash);
  }
  const auto code = static_cast<std::uint32_t>(values_->size());
  values_->emplace_back(text);
  hashes_.push_back(hash);
  slots_[slot] = code + 1;
  text_bytes_ += text.size() > 15 ? text.size() + 1 : 0;
  return code;
}

std::optional<std::uint32_t> Dictionary::find(std::string_view text) const {
  const std::size_t slot = slot_of(text, std::hash<std::string_view>{}(text));
  if (slots_[slot] == 0) return std::nullopt;
  return slots_[slot] - 1;
}

std::uint64_t Dictionary::bytes() const {
  return values_->capacity() * sizeof(std::string) + hashes_.capacity() * sizeof(std::size_t) +
         slots_.capacity() * sizeof(std::uint32_t) + text_bytes_;
}

void Dictionary::grow_values() {
  auto larger = std::make_shared<std::vector<std::string>>();
  larger->reserve(values_->capacity() * 2);
  larger->assign(values_->begin(), values_->end());
  values_ = std::move(larger);
}

void Dictionary::grow_slots() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t code = 0; code < hashes_.size(); ++code) {
    std::size_t slot = hashes_[code] & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = code + 1;
  }
}

}  // namespace throng::timeline
