#include "outbound/poster.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <mutex>

#include <fmt/format.h>

#include "outbound/address.h"

namespace throng::outbound {
namespace {

constexpr long kPatienceSeconds = 15;
constexpr std::size_t kMaxUrl = 2000;
constexpr std::size_t kReadAnswer = 64 * 1024;  // longer ones are not read to their end
constexpr std::size_t kShownAnswer = 200;
constexpr std::size_t kMostIdle = 16;     // handles with their connections
constexpr long kMaxIdleSeconds = 20;      // of a connection: servers close them, and what is sent into that is lost
constexpr long kMaxWaitSeconds = 86'400;  // that we believe of a Retry-After

// What a request meets on its way.
struct Way {
  bool internal_addresses = false;
  std::stop_token stop;
  std::string_view left;  // of the body
  bool refused = false;   // an address was internal
  std::size_t read = 0;   // of the answer
  std::size_t kept = 0;   // how much of it is wanted
  std::string body;
};

// libcurl sends what it gets here once: there is no way back for it to begin again over another connection.
std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
  auto& left = static_cast<Way*>(from)->left;
  const std::size_t n = std::min(left.size(), size * count);
  std::memcpy(to, left.data(), n);
  left.remove_prefix(n);
  return n;
}

std::size_t take(char* data, std::size_t size, std::size_t count, void* to) {
  Way& way = *static_cast<Way*>(to);
  way.body.append(data, std::min(size * count, way.kept - std::min(way.kept, way.body.size())));
  way.read += size * count;
  return way.read > kReadAnswer ? 0 : size * count;
}

// Called about once a second, and whenever something moves; other than 0 ends the request.
int go_on(void* to, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Way*>(to)->stop.stop_requested() ? 1 : 0;
}

// Called with the very address that is connected to: a name that resolves differently the second time gains nothing.
curl_socket_t open_socket(void* to, curlsocktype, curl_sockaddr* address) {
  Way& way = *static_cast<Way*>(to);
  if (!way.internal_addresses && is_internal(address->addr)) {
    way.refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

class CurlPoster final : public Poster {
 public:
  explicit CurlPoster(PosterOptions options) : options_(options) {}

  Result<PostAnswer> post(const Post& post, std::stop_token stop) override {
    THRONG_CHECK(check_url(post.url));
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "the request was given up");
    Handle curl = borrow();
    if (curl == nullptr) return fail(ErrorCode::internal, "libcurl does not start");
    curl_slist* list = curl_slist_append(nullptr, "Expect:");  // the body goes at once
    for (const auto& [name, value] : post.headers) list = curl_slist_append(list, (name + ": " + value).c_str());
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list, curl_slist_free_all);
    Way way{.internal_addresses = options_.internal_addresses,
            .stop = std::move(stop),
            .left = post.body,
            .kept = post.kept,
            .body = {}};
    set(curl.get(), post, headers.get(), way);
    const CURLcode code = curl_easy_perform(curl.get());
    Result<PostAnswer> answer = answer_of(curl.get(), code, way);
    give_back(std::move(curl));
    return answer;
  }

 private:
  // Whoever got a status got an answer, also where the rest of it was lost.
  static Result<PostAnswer> answer_of(CURL* curl, CURLcode code, Way& way) {
    long status = 0;
    curl_off_t began = 0, wait = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_PRETRANSFER_TIME_T, &began);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
    wait = std::clamp<curl_off_t>(wait, 0, kMaxWaitSeconds);
    if (code == CURLE_OK || status >= 200)
      return PostAnswer{static_cast<int>(status), std::move(way.body), seconds(wait)};
    const bool given_up = code == CURLE_ABORTED_BY_CALLBACK;
    const std::string why =
        given_up ? "the request was given up" : fmt::format("no answer: {}", curl_easy_strerror(code));
    if (began > 0 && way.left.empty()) return PostAnswer{0, why, {}};
    if (given_up) return fail(ErrorCode::cancelled, why);
    // One address of a name may be internal and another not.
    if (way.refused)
      return fail(ErrorCode::forbidden,
                  "the address is internal to this network; [webhooks] internal_addresses = true in config.toml allows "
                  "such addresses",
                  "url");
    return fail(ErrorCode::io, why);
  }

  // A handle keeps its connections when it is reset.
  Handle borrow() {
    const std::lock_guard guard(lock_);
    if (idle_.empty()) return {curl_easy_init(), curl_easy_cleanup};
    Handle curl = std::move(idle_.back());
    idle_.pop_back();
    return curl;
  }
  void give_back(Handle curl) {
    curl_easy_reset(curl.get());
    const std::lock_guard guard(lock_);
    if (idle_.size() < kMostIdle) idle_.push_back(std::move(curl));
  }

  void set(CURL* curl, const Post& post, curl_slist* headers, Way& way) const {
    curl_easy_setopt(curl, CURLOPT_URL, post.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, kPatienceSeconds);
    curl_easy_setopt(curl, CURLOPT_MAXAGE_CONN, kMaxIdleSeconds);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "throng");
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, go_on);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &way);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post.body.size()));
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, &way);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &way);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &way);
  }

  const PosterOptions options_;
  std::mutex lock_;
  std::vector<Handle> idle_;
};

}  // namespace

std::string words_of(const PostAnswer& answer) {
  std::string said;
  for (const char c : std::string_view(answer.body).substr(0, kShownAnswer)) said += c >= ' ' && c < 127 ? c : ' ';
  while (said.ends_with(' ')) said.pop_back();
  if (answer.status == 0) return said;
  return fmt::format("answered {}{}{}", answer.status, said.empty() ? "" : ": ", said);
}

std::unique_ptr<Poster> make_poster(PosterOptions options) { return std::make_unique<CurlPoster>(options); }

Result<void> check_url(const std::string& url) {
  if (url.size() > kMaxUrl) return invalid("url", "at most 2000 bytes");
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), curl_url_cleanup);
  if (parsed == nullptr || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
    return invalid("url", "expected an address like https://example.com/hook");
  const auto part = [&](CURLUPart which) {
    char* text = nullptr;
    const bool found = curl_url_get(parsed.get(), which, &text, 0) == CURLUE_OK;
    std::string out = found ? text : "";
    curl_free(text);
    return out;
  };
  if (part(CURLUPART_SCHEME) != "http" && part(CURLUPART_SCHEME) != "https")
    return invalid("url", "expected http or https");
  if (part(CURLUPART_HOST).empty()) return invalid("url", "a host is needed");
  if (!part(CURLUPART_USER).empty() || !part(CURLUPART_PASSWORD).empty())
    return invalid("url", "no user and password in the address");
  return {};
}

}  // namespace throng::outbound
