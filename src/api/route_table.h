// From method and path to a route.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/route.h"

namespace throng::api {

class RouteTable {
 public:
  explicit RouteTable(std::vector<Route> routes);

  static constexpr int kNone = -1;
  // The index of the route, or kNone. A trailing slash does not matter; HEAD finds GET.
  int find(http::Method method, std::string_view path) const;
  // All routes of a path, for 405 and preflights.
  std::vector<int> at(std::string_view path) const;
  // The values of {params} of a route's path in `path`.
  static std::vector<std::string> params(std::string_view pattern, std::string_view path);

  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::vector<Route> routes_;
  std::unordered_map<std::string, std::vector<int>, Hash, std::equal_to<>> exact_;
  std::vector<int> patterned_;
};

}  // namespace throng::api
