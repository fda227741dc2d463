// Breakdowns: from the codes of a column to labels, and from labels to the groups that are kept.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace throng::analyze::internal {

// Several values may have one label (5 and "5").
struct Labels {
  std::vector<std::uint32_t> of_code;
  std::vector<std::string> texts;

  std::optional<std::uint32_t> find(std::string_view text) const;
};
Labels labels_of(std::span<const std::string> dictionary);

// How a label did: whether it occurred at all, and its weight (empty: no value, which comes last).
struct LabelWeight {
  bool occurs = false;
  std::optional<double> weight;
};
// The `top` labels by descending weight, ties by text. Literal "$other" is never among them: it goes to the rest.
std::vector<std::uint32_t> top_labels(const Labels& labels, std::span<const LabelWeight> weights, std::size_t top);

// Per code the place of its label among `kept`, or kept.size() for the rest.
std::vector<std::uint32_t> groups_of_codes(const Labels& labels, std::span<const std::uint32_t> kept);

}  // namespace throng::analyze::internal
