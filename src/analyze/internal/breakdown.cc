#include "analyze/internal/breakdown.h"

#include <algorithm>

#include "analyze/internal/timeline_ask.h"
#include "model/value.h"

namespace throng::analyze::internal {

Breakdown::Breakdown(timeline::FilterProgram& program, const std::optional<PropertyRef>& property) {
  if (!property) return;
  column_ = program.add(column_of(*property));
  by_trait_ = property->scope == Scope::person;
}

void Breakdown::bind(const timeline::Snapshot& snapshot) {
  if (column_) labels_ = labels_of(snapshot.dictionary(*column_));
}

Groups Breakdown::groups(std::span<const LabelWeight> weights, std::size_t top) const {
  if (!column_) return {};
  const std::vector<std::uint32_t> kept = top_labels(labels_, weights, top);
  Groups groups;
  groups.names.clear();
  for (const std::uint32_t label : kept) groups.names.push_back(labels_.texts[label]);
  const auto occurring = std::count_if(weights.begin(), weights.end(), [](const LabelWeight& w) { return w.occurs; });
  if (kept.size() < static_cast<std::size_t>(occurring)) groups.names.emplace_back(model::kOther);
  groups.of_code = groups_of_codes(labels_, kept);
  return groups;
}

Groups Breakdown::groups(const std::vector<std::uint64_t>& counts, std::size_t top) const {
  std::vector<LabelWeight> weights;
  for (const std::uint64_t count : counts) weights.push_back({count > 0, static_cast<double>(count)});
  return groups(weights, top);
}

std::vector<std::uint8_t> Breakdown::wanted(const std::optional<std::string>& label, const Groups& groups) const {
  if (!label) return std::vector<std::uint8_t>(labels_.of_code.size(), 1);
  std::vector<std::uint8_t> wanted;
  if (*label == model::kOther) {
    const bool others = !groups.names.empty() && groups.names.back() == model::kOther;
    const std::size_t rest = groups.names.size() - (others ? 1 : 0);
    for (const std::uint32_t group : groups.of_code) wanted.push_back(group == rest);
    return wanted;
  }
  const auto found = labels_.find(*label);
  for (const std::uint32_t of_code : labels_.of_code) wanted.push_back(of_code == found);
  return wanted;
}

}  // namespace throng::analyze::internal
