// From an event to the node it makes: texts are looked at once per distinct value, never while scanning.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyze/path/spec.h"

namespace throng::analyze::internal {

// Errors: invalid_argument (field "pattern" or "replacement").
Result<void> check_clean(const PathClean& clean);

// Errors: too_large for more than kMaxPathNodes.
Result<void> check_nodes(std::size_t count);

// A node's number; 0: the event makes none.
using NodeCode = std::uint32_t;

class NodeNames {
 public:
  // The question must have passed validate() and live on.
  explicit NodeNames(const PathQuestion& question);
  ~NodeNames();

  // The node of an event with this name; `label` is that of the property that splits it ($none: it has none, or the
  // event is not split).
  NodeCode node_of(std::string_view event, std::string_view label);
  std::optional<NodeCode> find(std::string_view text) const;
  const std::string& text(NodeCode node) const { return texts_[node - 1]; }
  std::size_t count() const { return texts_.size(); }

 private:
  struct Cleaner;
  std::string named(std::string_view event, std::string_view label) const;

  const PathQuestion& question_;
  std::vector<Cleaner> cleaners_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, NodeCode> codes_;
};

}  // namespace throng::analyze::internal
