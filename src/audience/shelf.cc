#include "audience/shelf.h"

namespace throng::audience {

std::shared_ptr<const Shelf::Latest> Shelf::in_memory() const {
  const std::lock_guard lock(mutex_);
  return latest_;
}

namespace {

std::shared_ptr<const Assignment> assignment_of(const std::shared_ptr<const Lookup>& lookup) {
  if (!lookup) return nullptr;
  return {lookup, &lookup->assignment()};
}

}  // namespace

// Read outside the lock: what a put() has shown meanwhile is newer than what was read.
Result<std::shared_ptr<const Assignment>> Shelf::latest(const Object& object) {
  const auto known = in_memory();
  if (const auto found = known->find(object); found != known->end()) return assignment_of(found->second);
  THRONG_TRY(auto stored, versions_.latest(object));
  std::shared_ptr<const Lookup> lookup;
  if (stored) lookup = std::make_shared<const Lookup>(std::make_shared<const Assignment>(*std::move(stored)));
  const std::lock_guard lock(mutex_);
  change([&](Latest& latest) { lookup = latest.try_emplace(object, std::move(lookup)).first->second; });
  return assignment_of(lookup);
}

Result<void> Shelf::load_all(const std::stop_token& stop) {
  if (loaded_) return {};
  const std::lock_guard lock(loading_);
  if (loaded_) return {};
  THRONG_TRY(const auto stored, versions_.latest_of_all());
  for (const auto& [object, summary] : stored) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "reading memberships was cancelled");
    THRONG_CHECK(latest(object));
  }
  loaded_ = true;
  return {};
}

Result<void> Shelf::put(std::span<const New> news, CivilDate day, Instant computed, std::uint64_t everyone) {
  std::vector<NewVersion> versions;
  for (const New& one : news) versions.push_back({one.object, one.assignment.get()});
  {
    // No two of one instant: which of them would be the later one?
    const std::lock_guard lock(mutex_);
    computed = last_put_ = std::max(computed, last_put_ + Duration(1));
  }
  THRONG_CHECK(versions_.put(versions, day, computed, everyone));
  std::vector<std::shared_ptr<const Lookup>> lookups;
  for (const New& one : news) lookups.push_back(std::make_shared<const Lookup>(one.assignment));
  const std::lock_guard lock(mutex_);
  change([&](Latest& latest) {
    for (std::size_t i = 0; i < news.size(); ++i) latest.insert_or_assign(news[i].object, std::move(lookups[i]));
  });
  ++version_;
  return {};
}

Result<void> Shelf::forget(const Object& object) {
  THRONG_CHECK(versions_.forget(object));
  const std::lock_guard lock(mutex_);
  change([&](Latest& latest) { latest.erase(object); });
  ++version_;
  return {};
}

std::uint64_t Shelf::version() const {
  const std::lock_guard lock(mutex_);
  return version_;
}

std::uint64_t Shelf::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [object, lookup] : *in_memory()) sum += lookup ? lookup->assignment().bytes() + lookup->bytes() : 0;
  return sum;
}

}  // namespace throng::audience
