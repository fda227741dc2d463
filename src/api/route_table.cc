#include "api/route_table.h"

#include <algorithm>

namespace throng::api {
namespace {

std::string_view without_slash(std::string_view path) {
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

// Takes "/segment" off the front; "" at the end.
std::string_view next_segment(std::string_view& path) {
  if (path.empty()) return {};
  const std::size_t end = std::min(path.find('/', 1), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

bool is_param(std::string_view segment) { return segment.starts_with("/{"); }

bool matches(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = next_segment(pattern);
    const std::string_view got = next_segment(path);
    if (is_param(wanted) ? got.size() < 2 : wanted != got) return false;
  }
  return pattern.empty() && path.empty();
}

}  // namespace

RouteTable::RouteTable(std::vector<Route> routes) : routes_(std::move(routes)) {
  for (int i = 0; i < static_cast<int>(routes_.size()); ++i) {
    const std::string_view path = routes_[static_cast<std::size_t>(i)].path;
    if (path.contains('{')) {
      patterned_.push_back(i);
    } else {
      exact_[std::string(path)].push_back(i);
    }
  }
}

std::vector<int> RouteTable::at(std::string_view path) const {
  path = without_slash(path);
  const auto exact = exact_.find(path);
  if (exact != exact_.end()) return exact->second;
  std::vector<int> out;
  for (const int i : patterned_) {
    if (matches(routes_[static_cast<std::size_t>(i)].path, path)) out.push_back(i);
  }
  return out;
}

int RouteTable::find(http::Method method, std::string_view path) const {
  if (method == http::Method::head) method = http::Method::get;
  path = without_slash(path);
  const auto fits = [&](int i) { return routes_[static_cast<std::size_t>(i)].method == method; };
  const auto exact = exact_.find(path);
  if (exact != exact_.end()) {
    const auto found = std::ranges::find_if(exact->second, fits);
    return found == exact->second.end() ? kNone : *found;
  }
  for (const int i : patterned_) {
    if (fits(i) && matches(routes_[static_cast<std::size_t>(i)].path, path)) return i;
  }
  return kNone;
}

std::vector<std::string> RouteTable::params(std::string_view pattern, std::string_view path) {
  path = without_slash(path);
  std::vector<std::string> out;
  while (!pattern.empty()) {
    const std::string_view wanted = next_segment(pattern);
    const std::string_view got = next_segment(path);
    if (is_param(wanted)) out.emplace_back(got.substr(1));
  }
  return out;
}

}  // namespace throng::api
