// Texts to dense codes. Grows at the end only; views taken earlier stay valid and unchanged.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace throng::timeline {

// One writer. Views may be read by any thread while the writer goes on, if handing them over synchronises.
class Dictionary {
 public:
  struct View {
    std::shared_ptr<const std::vector<std::string>> owner;
    std::span<const std::string> values;
  };

  Dictionary();

  // The code of `text`, which is added if new. Codes count from 0.
  std::uint32_t encode(std::string_view text);
  std::optional<std::uint32_t> find(std::string_view text) const;
  std::size_t size() const { return values_->size(); }
  std::uint64_t bytes() const;
  View view() const { return {values_, *values_}; }

 private:
  std::size_t slot_of(std::string_view text, std::size_t hash) const;
  void grow_values();
  void grow_slots();

  // Never reallocated in place: when full it is copied, so that views keep theirs.
  std::shared_ptr<std::vector<std::string>> values_;
  std::vector<std::size_t> hashes_;
  std::vector<std::uint32_t> slots_;  // open addressing; code + 1, 0: free
  std::uint64_t text_bytes_ = 0;
};

}  // namespace throng::timeline
