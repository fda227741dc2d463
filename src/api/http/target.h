// Request targets: path and query, decoded strictly.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace throng::api::http {

struct Target {
  std::string path;        // decoded, starts with "/"
  std::string_view query;  // as sent
};
// Takes "/a/b?c" and "http://host/a/b?c". Errors: invalid_argument for bad escapes, control characters,
// encoded slashes, backslashes and "." or ".." segments.
Result<Target> parse_target(std::string_view target);

// "+" stays as it is; empty for a bad escape.
std::optional<std::string> percent_decode(std::string_view text);

// a=1&b=2, decoded ("+" is a space); pairs with bad escapes are left out.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);

}  // namespace throng::api::http
