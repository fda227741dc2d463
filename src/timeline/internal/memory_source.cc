#include <algorithm>
#include <tuple>

#include "timeline/internal/source.h"

namespace throng::timeline {

std::string_view own_column(const ColumnRef& ref) {
  if (ref.trait) return {};
  for (const std::string_view own : {"channel", "device", "os", "browser", "page", "session"}) {
    if (ref.name.size() == own.size() + 1 && ref.name[0] == '$' && ref.name.ends_with(own)) return own;
  }
  return {};
}

void MemorySource::add(std::span<const model::Event> events, std::span<const model::Link> links) {
  const std::lock_guard lock(mutex_);
  events_.insert(events_.end(), events.begin(), events.end());
  links_.insert(links_.end(), links.begin(), links.end());
}

Result<Source::Extent> MemorySource::extent() {
  const std::lock_guard lock(mutex_);
  Extent extent{.events = events_.size()};
  for (const model::Event& event : events_) extent.last_number = std::max(extent.last_number, event.number);
  return extent;
}

Result<std::vector<model::Link>> MemorySource::links() {
  const std::lock_guard lock(mutex_);
  return links_;
}

Result<void> MemorySource::events(model::EventNumber last, Dictionary& names, RowSink sink) {
  const std::lock_guard lock(mutex_);
  std::vector<const model::Event*> ordered;
  for (const model::Event& event : events_) {
    if (event.number <= last) ordered.push_back(&event);
  }
  std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    return std::tie(a->person, a->time, a->id, a->number) < std::tie(b->person, b->time, b->id, b->number);
  });
  for (const model::Event* event : ordered) {
    const std::uint64_t key = key_of(to_ms(event->time), model::tie_of(event->id));
    const auto number = static_cast<std::uint32_t>(event->number);
    const auto name = static_cast<EventCode>(names.encode(event->name));
    THRONG_CHECK(sink({{&event->person, 1}, {&key, 1}, {&number, 1}, {&name, 1}}));
  }
  return {};
}

Result<void> MemorySource::column(const ColumnRef& ref, model::EventNumber last, std::stop_token stop, ValueSink sink) {
  const std::lock_guard lock(mutex_);
  const EventReader read(ref);
  for (const model::Event& event : events_) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "reading a column was cancelled");
    const auto op = model::profile_op(event.name);
    if (event.number > last || (ref.trait && !op)) continue;
    const std::string raw = ref.trait && op == model::ProfileOp::clear ? "null" : read(event);
    if (!raw.empty()) sink(event.number, raw, ref.trait ? *op : model::ProfileOp::set);
  }
  return {};
}

}  // namespace throng::timeline
