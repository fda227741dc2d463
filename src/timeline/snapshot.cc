#include <algorithm>

#include "timeline/internal/state.h"

namespace throng::timeline {

std::uint64_t Snapshot::version() const { return state_->core->version; }
std::uint64_t Snapshot::events() const { return state_->core->events; }
model::EventNumber Snapshot::last_number() const { return state_->core->last_number; }
std::uint64_t Snapshot::persons() const { return state_->core->persons; }
std::size_t Snapshot::slices() const { return state_->core->layout->slices.size(); }

std::optional<EventCode> Snapshot::event_code(std::string_view name) const {
  const auto& names = state_->core->names.values;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<EventCode>(found - names.begin());
}

std::string_view Snapshot::event_name(EventCode code) const { return state_->core->names.values[code]; }
std::size_t Snapshot::event_names() const { return state_->core->names.values.size(); }

std::span<const std::string> Snapshot::dictionary(std::size_t column) const {
  return state_->columns[column].dictionary.values;
}

model::PersonNumber Snapshot::representative(model::PersonNumber number) const {
  return state_->core->representative(number);
}

std::vector<model::PersonNumber> Snapshot::numbers_of(model::PersonNumber representative) const {
  std::vector<model::PersonNumber> numbers;
  for (const model::PersonNumber owner : state_->core->overlay->groups.members(representative)) {
    const auto members = state_->core->layout->groups.members(owner);
    numbers.insert(numbers.end(), members.begin(), members.end());
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::optional<TimeRange> Snapshot::extent() const {
  const Core& core = *state_->core;
  if (core.events == 0) return std::nullopt;
  return TimeRange{from_ms(ms_of(core.first_key)), from_ms(ms_of(core.last_key) + 1)};
}

void Snapshot::scan_slice(std::size_t slice, FunctionRef<void(const Stretch&)> visit) const {
  scan(*state_->core, state_->columns, slice, visit);
}

void Snapshot::scan_slice(std::size_t slice, FunctionRef<void(const PersonView&)> visit) const {
  PersonWalk walk;
  scan_slice(slice, [&](const Stretch& stretch) { walk.each(stretch, visit); });
}

void Snapshot::scan_persons(std::span<const model::PersonNumber> representatives,
                            FunctionRef<void(const PersonView&)> visit) const {
  PersonWalk walk;
  timeline::scan_persons(*state_->core, state_->columns, representatives,
                         [&](const Stretch& stretch) { walk.each(stretch, visit); });
}

}  // namespace throng::timeline
