#include "audience/audience.h"

namespace throng::audience {

Audience::Audience(ledger::Db& db, warehouse::Warehouse& warehouse, timeline::Timeline* timeline, std::string project)
    : db_(&db), sources_{timeline, &warehouse, project, nullptr}, shelf_(Versions(warehouse, std::move(project))) {}

Result<Audience::Definitions> Audience::definitions() {
  std::uint64_t seen = 0;
  {
    const std::lock_guard lock(mutex_);
    if (definitions_) return definitions_;
    seen = changes_;
  }
  THRONG_TRY(auto read, all_definitions(*db_, sources_.project));
  auto shared = std::make_shared<const std::vector<Definition>>(std::move(read));
  const std::lock_guard lock(mutex_);
  if (seen == changes_) definitions_ = shared;
  return shared;
}

void Audience::changed() {
  const std::lock_guard lock(mutex_);
  definitions_.reset();
  evaluated_.clear();
  ++changes_;
}

std::uint64_t Audience::version() const {
  const std::uint64_t stored = shelf_.version();
  const std::lock_guard lock(mutex_);
  return changes_ + stored;
}

void Audience::follow_live(const LiveSegments* live) {
  const std::unique_lock lock(live_mutex_);
  live_ = live;
}

std::optional<Bitmap> Audience::live_members(std::string_view segment) const {
  const std::shared_lock lock(live_mutex_);
  return live_ == nullptr ? std::nullopt : live_->members(segment);
}

bool Audience::is_followed(std::string_view segment) const {
  const std::shared_lock lock(live_mutex_);
  return live_ != nullptr && live_->follows(segment);
}

std::vector<std::string> Audience::live_segments_of(std::span<const model::PersonNumber> numbers) const {
  const std::shared_lock lock(live_mutex_);
  return live_ == nullptr ? std::vector<std::string>() : live_->segments_of(numbers);
}

std::shared_ptr<const Assignment> Audience::find(const Object& object, const Stamp& stamp) const {
  const std::lock_guard lock(mutex_);
  const auto found = evaluated_.find(object);
  return found != evaluated_.end() && found->second.stamp == stamp ? found->second.assignment : nullptr;
}

void Audience::keep(const Object& object, const Stamp& stamp, std::shared_ptr<const Assignment> assignment) {
  const std::lock_guard lock(mutex_);
  evaluated_.insert_or_assign(object, Entry{stamp, std::move(assignment)});
}

}  // namespace throng::audience
