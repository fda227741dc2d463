// Posts to URLs that operators wrote: webhooks, and those who deliver messages.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"

namespace throng::outbound {

inline constexpr std::size_t kKeptAnswer = 2000;

struct Post {
  std::string url;  // http or https
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::size_t kept = kKeptAnswer;  // bytes of the answer's body that are wanted
};
struct PostAnswer {
  int status = 0;      // 0: the whole request went out and no answer came, so that the other side may have taken it
  std::string body;    // how it began; why there is no answer
  Duration wait = {};  // as its Retry-After says
};
// "answered 503: Busy, come back"; why there is no answer. One line of printable ASCII, not long.
std::string words_of(const PostAnswer& answer);

class Poster {
 public:
  virtual ~Poster() = default;
  // Blocks until there is an answer of any status, at most 15 seconds; `stop` ends it within about a second. Redirects
  // are not followed, and nothing is sent twice. Connections are kept for the next post to the same server.
  // Thread-safe. An error says that the other side cannot have the whole request: invalid_argument (field "url"),
  // forbidden (an internal address), io (why it could not be sent), cancelled.
  virtual Result<PostAnswer> post(const Post& post, std::stop_token stop) = 0;
};

struct PosterOptions {
  bool internal_addresses = false;  // may they be reached? Only where the operator of the server says so.
};
std::unique_ptr<Poster> make_poster(PosterOptions options);

// http or https with a host, at most 2000 bytes, no user and password in it. Errors: invalid_argument (field "url").
Result<void> check_url(const std::string& url);

}  // namespace throng::outbound
