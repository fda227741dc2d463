// The members of a JSON object taken one by one; what is left over at the end is an error.
#pragma once

#include <string_view>
#include <vector>

#include "base/json.h"

namespace throng::model::internal {

class Fields {
 public:
  // Errors: the node is no object, or a key stands twice.
  static Result<Fields> of(json::Node node);

  // The member, once.
  std::optional<json::Node> take(std::string_view key);
  // Reads the member into `out` where it is present.
  template <class T>
  Result<void> read(std::string_view key, T& out) {
    const auto node = take(key);
    if (!node) return {};
    if (auto r = json::read_value(*node, out); !r) return std::unexpected(json::under(key, std::move(r).error()));
    return {};
  }
  // The same for a member that must be there.
  template <class T>
  Result<void> require(std::string_view key, T& out) {
    if (!has(key)) return invalid(std::string(key), "missing");
    return read(key, out);
  }
  bool has(std::string_view key) const;
  // Errors: invalid_argument naming a member that nobody took.
  Result<void> finish() const;

 private:
  std::vector<std::pair<std::string_view, json::Node>> members_;
};

}  // namespace throng::model::internal
