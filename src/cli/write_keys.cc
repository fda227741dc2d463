#include "cli/write_keys.h"

#include "ledger/operators.h"

namespace throng::cli {

bool WriteKeys::knows(std::string_view key) {
  const Instant now = clock_.now();
  const std::string text(key);
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(text);
    if (found != known_.end() && now < found->second.until) return found->second.good;
  }
  const auto stored = ledger::find_key(db_, ledger::KeyKind::write, key);
  // Other errors than "no such key" say nothing about the key: ask again next time.
  if (!stored && stored.error().code != ErrorCode::not_found) return false;
  const bool good = stored && stored->project == project_;
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kMaxRememberedKeys) known_.clear();
  known_[text] = {good, now + kWriteKeyMemory};
  return good;
}

}  // namespace throng::cli
