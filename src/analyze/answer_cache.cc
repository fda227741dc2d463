#include "analyze/answer_cache.h"

namespace throng::analyze {

std::optional<AnswerCache::Answer> AnswerCache::find(const std::string& key, std::uint64_t changed) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(key);
  if (found != places_.end() && found->second->changed == changed) {
    ++usage_.hits;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->answer;
  }
  ++usage_.misses;
  if (found != places_.end()) drop(found->second);
  return std::nullopt;
}

void AnswerCache::keep(std::string key, std::uint64_t changed, Answer answer) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(key);
  if (found != places_.end()) drop(found->second);
  entries_.push_front({std::move(key), changed, std::move(answer)});
  places_.emplace(entries_.front().key, entries_.begin());
  usage_.bytes += entries_.front().bytes();
  while (usage_.bytes > max_bytes_) drop(std::prev(entries_.end()));
  usage_.answers = entries_.size();
}

// Called under the mutex.
void AnswerCache::drop(Place place) {
  usage_.bytes -= place->bytes();
  places_.erase(place->key);
  entries_.erase(place);
  usage_.answers = entries_.size();
}

AnswerCache::Usage AnswerCache::usage() const {
  const std::lock_guard lock(mutex_);
  return usage_;
}

}  // namespace throng::analyze
