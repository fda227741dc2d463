#include "audience/segment_check.h"

#include <algorithm>
#include <set>

#include "base/json.h"

namespace throng::audience {
namespace {

using ledger::SavedSegment;

const SavedSegment* find(const std::vector<SavedSegment>& saved, std::string_view id) {
  const auto found = std::ranges::find(saved, id, &SavedSegment::id);
  return found == saved.end() ? nullptr : &*found;
}

std::vector<std::string> named_in(const SavedSegment& segment) {
  const auto filter = json::read<model::Filter>(segment.filter);
  return filter ? model::segments_in(*filter) : std::vector<std::string>();
}

// Depth first from `from` to `goal`; on success `path` has the segments between, in order.
bool leads_to(const std::vector<SavedSegment>& saved, const std::string& from, std::string_view goal,
              std::set<std::string>& seen, std::vector<const SavedSegment*>& path) {
  const SavedSegment* segment = find(saved, from);
  if (segment == nullptr || !seen.insert(from).second) return false;
  path.push_back(segment);
  if (from == goal) return true;
  for (const std::string& next : named_in(*segment)) {
    if (leads_to(saved, next, goal, seen, path)) return true;
  }
  path.pop_back();
  return false;
}

}  // namespace

Result<model::Filter> parse_segment_filter(std::string_view filter_json) {
  auto filter = json::read<model::Filter>(filter_json);
  if (!filter) return std::unexpected(json::under("filter", std::move(filter).error()));
  if (auto valid = model::validate(*filter, model::FilterPlace::person); !valid) {
    return std::unexpected(json::under("filter", std::move(valid).error()));
  }
  return filter;
}

Result<void> check_references(const std::vector<SavedSegment>& saved, std::string_view id,
                              const model::Filter& filter) {
  for (const std::string& named : model::segments_in(filter)) {
    const SavedSegment* segment = find(saved, named);
    if (segment == nullptr) return invalid("filter", "there is no segment \"" + named + "\"");
    std::set<std::string> seen;
    std::vector<const SavedSegment*> path;
    if (id.empty() || !leads_to(saved, named, id, seen, path)) continue;
    const SavedSegment* self = find(saved, id);
    std::string circle = self != nullptr ? self->name : std::string(id);
    for (const SavedSegment* step : path) circle += " > " + step->name;
    return invalid("filter", "the segment would contain itself: " + circle);
  }
  return {};
}

std::vector<SavedSegment> referring_to(const std::vector<SavedSegment>& saved, std::string_view id) {
  std::vector<SavedSegment> out;
  for (const SavedSegment& segment : saved) {
    const std::vector<std::string> named = named_in(segment);
    if (std::ranges::find(named, id) != named.end()) out.push_back(segment);
  }
  return out;
}

}  // namespace throng::audience
