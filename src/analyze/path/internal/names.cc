#include "analyze/path/internal/names.h"

#include <algorithm>

#include <fmt/core.h>
#include <re2/re2.h>

#include "analyze/internal/wildcard.h"
#include "model/value.h"

namespace throng::analyze::internal {
namespace {

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

bool fits_one(const std::vector<std::string>& patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const auto& p) { return fits_wildcard(p, text); });
}

}  // namespace

Result<void> check_clean(const PathClean& clean) {
  const RE2 re(clean.pattern, quiet());
  if (!re.ok()) return invalid("pattern", "not a regular expression (RE2): " + re.error());
  std::string why;
  if (!re.CheckRewriteString(clean.replacement, &why)) return invalid("replacement", why);
  return {};
}

Result<void> check_nodes(std::size_t count) {
  if (count <= kMaxPathNodes) return {};
  return fail(ErrorCode::too_large,
              fmt::format("more than {} different nodes; clean or group the values", kMaxPathNodes), "split");
}

struct NodeNames::Cleaner {
  std::unique_ptr<RE2> re;
  std::string replacement;
};

NodeNames::NodeNames(const PathQuestion& question) : question_(question) {
  for (const PathClean& clean : question.clean)
    cleaners_.push_back({std::make_unique<RE2>(clean.pattern, quiet()), clean.replacement});
}
NodeNames::~NodeNames() = default;

std::string NodeNames::named(std::string_view event, std::string_view label) const {
  std::string value(label == model::kNone ? std::string_view() : label);
  if (!value.empty()) {
    for (const Cleaner& cleaner : cleaners_) RE2::GlobalReplace(&value, *cleaner.re, cleaner.replacement);
  }
  std::string node(event);
  if (!value.empty()) node += ": " + value;
  return node;
}

NodeCode NodeNames::node_of(std::string_view event, std::string_view label) {
  std::string node = named(event, label);
  if (!question_.include.empty() && !fits_one(question_.include, node)) return 0;
  if (fits_one(question_.exclude, node)) return 0;
  for (const PathGroup& group : question_.groups) {
    if (!fits_one(group.patterns, node)) continue;
    node = group.name;
    break;
  }
  const auto [at, added] = codes_.try_emplace(node, static_cast<NodeCode>(texts_.size() + 1));
  if (added) texts_.push_back(std::move(node));
  return at->second;
}

std::optional<NodeCode> NodeNames::find(std::string_view text) const {
  const auto found = codes_.find(std::string(text));
  return found == codes_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace throng::analyze::internal
