#include "model/internal/fields.h"

#include <algorithm>

namespace throng::model::internal {

Result<Fields> Fields::of(json::Node node) {
  if (node.kind() != json::Kind::object) return std::unexpected(json::wrong_kind("an object", node));
  Fields fields;
  for (const auto& member : node.members()) {
    if (fields.has(member.first)) return invalid(std::string(member.first), "given twice");
    fields.members_.push_back(member);
  }
  return fields;
}

bool Fields::has(std::string_view key) const {
  return std::any_of(members_.begin(), members_.end(), [key](const auto& member) { return member.first == key; });
}

std::optional<json::Node> Fields::take(std::string_view key) {
  const auto at = std::find_if(members_.begin(), members_.end(), [key](const auto& m) { return m.first == key; });
  if (at == members_.end()) return std::nullopt;
  const json::Node node = at->second;
  members_.erase(at);
  return node;
}

Result<void> Fields::finish() const {
  if (members_.empty()) return {};
  return invalid(std::string(members_.front().first), "unknown field");
}

}  // namespace throng::model::internal
