#include "api/schema_cache.h"

namespace throng::api {
namespace {

constexpr Duration kFresh = seconds(30);
constexpr std::size_t kMostEntries = 1000;

}  // namespace

Result<std::string> SchemaCache::get(const std::string& key, Instant now, FunctionRef<Result<std::string>()> make) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    if (found != entries_.end() && now < found->second.until) return found->second.json;
  }
  THRONG_TRY(std::string json, make());
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= kMostEntries) entries_.clear();
  entries_.insert_or_assign(key, Entry{json, now + kFresh});
  return json;
}

}  // namespace throng::api
