#include "analyze/path/internal/builder.h"

#include <algorithm>

namespace throng::analyze::internal {

PathShape shape_of(const PathQuestion& question, const NodeNames& names) {
  const auto anchor = [&](const std::optional<std::string>& text) {
    return text ? names.find(*text).value_or(kNoSuchNode) : NodeCode{0};
  };
  return {question.levels, question.collapse, anchor(question.start), anchor(question.end)};
}

void PathBuilder::between(NodeCode node, std::int64_t ms) {
  if (taken_ == 0 && node != shape_.start) return;
  if (taken_ < shape_.levels) {
    path_.nodes[taken_] = node;
    path_.ms[taken_] = ms;
  }
  ++taken_;
  if (node == shape_.end && taken_ > 1) end_at_ = taken_;
}

void PathBuilder::backward(NodeCode node, std::int64_t ms) {
  ring_.nodes[taken_ % shape_.levels] = node;
  ring_.ms[taken_ % shape_.levels] = ms;
  ++taken_;
  if (node != shape_.end) return;
  path_.size = std::min(taken_, shape_.levels);
  for (std::uint32_t level = 0; level < path_.size; ++level) {
    const std::uint32_t place = (taken_ - 1 - level) % shape_.levels;
    path_.nodes[level] = ring_.nodes[place];
    path_.ms[level] = ring_.ms[place];
  }
}

}  // namespace throng::analyze::internal
