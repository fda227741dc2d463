#include "differential/compare.h"

#include <algorithm>
#include <cmath>

#include "base/json.h"

namespace throng::testing {
namespace {

bool is_near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)}); }

std::string unequal(const std::string& path, json::Node a, json::Node b) {
  return path + ": " + a.dump().substr(0, 300) + " against " + b.dump().substr(0, 300);
}

std::string difference(const std::string& path, json::Node a, json::Node b) {
  if (a.kind() != b.kind()) return unequal(path, a, b);
  switch (a.kind()) {
    case json::Kind::number: return is_near(a.number(), b.number()) ? "" : unequal(path, a, b);
    case json::Kind::array: {
      const auto left = a.elements();
      const auto right = b.elements();
      if (left.size() != right.size()) return unequal(path, a, b);
      for (std::size_t i = 0; i < left.size(); ++i) {
        auto found = difference(path + "[" + std::to_string(i) + "]", left[i], right[i]);
        if (!found.empty()) return found;
      }
      return "";
    }
    case json::Kind::object: {
      const auto left = a.members();
      if (left.size() != b.members().size()) return unequal(path, a, b);
      for (const auto& [key, value] : left) {
        const auto other = b.find(key);
        if (!other) return unequal(path, a, b);
        auto found = difference(path + "." + std::string(key), value, *other);
        if (!found.empty()) return found;
      }
      return "";
    }
    default: return a.dump() == b.dump() ? "" : unequal(path, a, b);
  }
}

}  // namespace

std::string difference(const std::string& a, const std::string& b) {
  const auto left = json::Document::parse(a);
  const auto right = json::Document::parse(b);
  if (!left || !right) return "not JSON: " + a + " against " + b;
  return difference("answer", left->root(), right->root());
}

}  // namespace throng::testing
