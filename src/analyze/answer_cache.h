// Answers given before, kept as long as nothing that they depend on has changed.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace throng::analyze {

// Thread-safe. Drops what was asked for longest ago when it is full.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t max_bytes = std::size_t{64} << 20) : max_bytes_(max_bytes) {}

  struct Answer {
    std::string json;
    bool by_timeline = true;
    std::uint64_t snapshot = 0;
  };
  // `changed`: what timeline::Timeline::changed says of the events that the question reads. An answer kept under this
  // key with another number is dropped.
  std::optional<Answer> find(const std::string& key, std::uint64_t changed);
  void keep(std::string key, std::uint64_t changed, Answer answer);

  struct Usage {
    std::uint64_t hits = 0, misses = 0, answers = 0, bytes = 0;
  };
  Usage usage() const;

 private:
  struct Entry {
    std::string key;
    std::uint64_t changed = 0;
    Answer answer;
    std::size_t bytes() const { return sizeof(Entry) + 2 * key.size() + answer.json.size(); }
  };
  using Place = std::list<Entry>::iterator;
  void drop(Place place);

  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // asked for last comes first
  std::unordered_map<std::string_view, Place> places_;
  Usage usage_;
};

}  // namespace throng::analyze
