#include "analyze/internal/labels.h"

#include <algorithm>
#include <unordered_map>

#include "model/value.h"

namespace throng::analyze::internal {

std::optional<std::uint32_t> Labels::find(std::string_view text) const {
  const auto found = std::find(texts.begin(), texts.end(), text);
  if (found == texts.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - texts.begin());
}

Labels labels_of(std::span<const std::string> dictionary) {
  Labels labels;
  std::unordered_map<std::string, std::uint32_t> known;
  for (const std::string& raw : dictionary) {
    const auto [at, added] = known.try_emplace(model::label_of(raw), static_cast<std::uint32_t>(labels.texts.size()));
    if (added) labels.texts.push_back(at->first);
    labels.of_code.push_back(at->second);
  }
  return labels;
}

std::vector<std::uint32_t> top_labels(const Labels& labels, std::span<const LabelWeight> weights, std::size_t top) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t label = 0; label < weights.size(); ++label) {
    if (weights[label].occurs && labels.texts[label] != model::kOther) order.push_back(label);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    // An empty optional is less than any value.
    if (weights[a].weight != weights[b].weight) return weights[a].weight > weights[b].weight;
    return labels.texts[a] < labels.texts[b];
  });
  if (order.size() > top) order.resize(top);
  return order;
}

std::vector<std::uint32_t> groups_of_codes(const Labels& labels, std::span<const std::uint32_t> kept) {
  std::vector<std::uint32_t> group_of_label(labels.texts.size(), static_cast<std::uint32_t>(kept.size()));
  for (std::uint32_t place = 0; place < kept.size(); ++place) group_of_label[kept[place]] = place;
  std::vector<std::uint32_t> groups;
  for (const std::uint32_t label : labels.of_code) groups.push_back(group_of_label[label]);
  return groups;
}

}  // namespace throng::analyze::internal
