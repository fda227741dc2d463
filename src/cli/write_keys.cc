#include "cli/write_keys.h"

#include "api/source_settings.h"
#include "ledger/operators.h"

namespace throng::cli {

collect::Admission WriteKeys::admits(collect::Protocol protocol, std::string_view key) {
  return collect::admission(*sources(), protocol, key, is_key(key));
}

// What cannot be read stays as it was last read.
std::shared_ptr<const collect::Sources> WriteKeys::sources() {
  const Instant now = clock_.now();
  {
    const std::lock_guard lock(mutex_);
    if (now < sources_until_) return sources_;
  }
  auto read = api::source_settings(db_, project_);
  const std::lock_guard lock(mutex_);
  if (read) sources_ = std::make_shared<const collect::Sources>(std::move(*read));
  sources_until_ = now + kWriteKeyMemory;
  return sources_;
}

bool WriteKeys::is_key(std::string_view key) {
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
