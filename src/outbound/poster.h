// Posts to URLs that operators wrote: webhooks.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace throng::outbound {

struct Post {
  std::string url;  // http or https
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};
struct PostAnswer {
  int status = 0;
  std::string body;  // its first kKeptAnswer bytes
};
inline constexpr std::size_t kKeptAnswer = 2000;

class Poster {
 public:
  virtual ~Poster() = default;
  // Blocks until there is an answer of any status, at most 15 seconds; `stop` ends it within about a second. Redirects
  // are not followed. Thread-safe.
  // Errors: invalid_argument (field "url"), forbidden (an internal address), io (no answer, and why), cancelled.
  virtual Result<PostAnswer> post(const Post& post, std::stop_token stop) = 0;
};

struct PosterOptions {
  bool internal_addresses = false;  // may they be reached? Only where the operator of the server says so.
};
std::unique_ptr<Poster> make_poster(PosterOptions options);

// http or https with a host, at most 2000 bytes, no user and password in it. Errors: invalid_argument (field "url").
Result<void> check_url(const std::string& url);

}  // namespace throng::outbound
