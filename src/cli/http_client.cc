#include "cli/http_client.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include <curl/curl.h>
#include <fmt/format.h>

#include "base/json.h"

namespace throng::cli {
namespace {

constexpr long kTimeoutSeconds = 120;  // of an answer that is read at once
constexpr auto kPatience = std::chrono::minutes(2);

std::size_t take(char* data, std::size_t size, std::size_t count, void* to) {
  static_cast<std::string*>(to)->append(data, size * count);
  return size * count;
}

// Where the body of a download goes: what is not a success is kept for its words.
struct Download {
  CURL* curl;
  FunctionRef<Result<void>(std::string_view)> sink;
  HttpAnswer answer = {};
  Result<void> taken = {};
};

std::size_t pass_on(char* data, std::size_t size, std::size_t count, void* to) {
  auto& download = *static_cast<Download*>(to);
  long status = 0;
  curl_easy_getinfo(download.curl, CURLINFO_RESPONSE_CODE, &status);
  download.answer.status = static_cast<int>(status);
  if (status != 200) return take(data, size, count, &download.answer.body);
  download.taken = download.sink({data, size * count});
  return download.taken ? size * count : 0;
}

// What a problem document (RFC 9457) says, else the first of the body.
std::string words_of(const HttpAnswer& answer) {
  const auto document = json::Document::parse(answer.body);
  if (document && document->root().kind() == json::Kind::object) {
    const auto text = [&](std::string_view key) {
      const auto node = document->root().find(key);
      return node && node->kind() == json::Kind::string ? std::string(node->string()) : std::string();
    };
    const std::string field = text("field");
    const std::string detail = text("detail");
    if (!detail.empty()) return field.empty() ? detail : field + ": " + detail;
  }
  return answer.body.substr(0, 300);
}

}  // namespace

struct HttpClient::Impl {
  std::string url;
  CURL* curl = nullptr;
  curl_slist* headers = nullptr;

  ~Impl() {
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
  }

  // A GET without `json`.
  Result<HttpAnswer> once(const std::string& address, std::optional<std::string_view> json) const {
    HttpAnswer answer;
    curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
    curl_easy_setopt(curl, json ? CURLOPT_POST : CURLOPT_HTTPGET, 1L);
    if (json) {
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, json->data());
      curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(json->size()));
    }
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
    if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK)
      return fail(ErrorCode::io,
                  fmt::format("no answer from {}: {}; is the server running?", url, curl_easy_strerror(code)));
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    return answer;
  }

  Result<std::string> ask(std::string_view path, std::optional<std::string_view> json) const;
  std::unexpected<Error> refusal(const std::string& address, const HttpAnswer& answer) const;

  std::chrono::seconds wanted_pause() const {
    curl_off_t seconds = 0;
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &seconds);
    return std::chrono::seconds(std::clamp<curl_off_t>(seconds, 1, 30));
  }
};

HttpClient::HttpClient(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

Result<HttpClient> HttpClient::create(std::string url, const HttpCredentials& credentials) {
  if (!url.starts_with("http://") && !url.starts_with("https://"))
    return invalid("--url", fmt::format("expected something like http://127.0.0.1:8710, got \"{}\"", url));
  while (url.ends_with('/')) url.pop_back();
  auto impl = std::make_unique<Impl>();
  impl->url = std::move(url);
  impl->curl = curl_easy_init();
  if (impl->curl == nullptr) return fail(ErrorCode::internal, "libcurl does not start");
  impl->headers = curl_slist_append(impl->headers, "content-type: application/json");
  impl->headers = curl_slist_append(impl->headers, "expect:");
  if (!credentials.secret_key.empty())
    impl->headers = curl_slist_append(impl->headers, ("authorization: Bearer " + credentials.secret_key).c_str());
  if (!credentials.write_key.empty())
    curl_easy_setopt(impl->curl, CURLOPT_USERPWD, (credentials.write_key + ":").c_str());
  curl_easy_setopt(impl->curl, CURLOPT_HTTPHEADER, impl->headers);
  curl_easy_setopt(impl->curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(impl->curl, CURLOPT_TIMEOUT, kTimeoutSeconds);
  curl_easy_setopt(impl->curl, CURLOPT_WRITEFUNCTION, take);
  return HttpClient(std::move(impl));
}

Result<std::string> HttpClient::post(std::string_view path, std::string_view json) { return impl_->ask(path, json); }
Result<std::string> HttpClient::get(std::string_view path) { return impl_->ask(path, std::nullopt); }

// A download may take any time, but not stand still.
Result<void> HttpClient::download(std::string_view path, FunctionRef<Result<void>(std::string_view)> sink) {
  CURL* const curl = impl_->curl;
  Download download{.curl = curl, .sink = sink};
  const std::string address = impl_->url + std::string(path);
  curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, pass_on);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &download);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 0L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, 120L);
  const CURLcode code = curl_easy_perform(curl);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kTimeoutSeconds);
  THRONG_CHECK(download.taken);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  download.answer.status = static_cast<int>(status);
  if (status != 0 && status != 200) return impl_->refusal(address, download.answer);
  if (code != CURLE_OK)
    return fail(ErrorCode::io, fmt::format("the answer of {} broke off: {}", impl_->url, curl_easy_strerror(code)));
  return {};
}

std::unexpected<Error> HttpClient::Impl::refusal(const std::string& address, const HttpAnswer& answer) const {
  const std::string words = fmt::format("{} answers {}: {}", address, answer.status, words_of(answer));
  if (answer.status == 429 || answer.status == 503) return fail(ErrorCode::overloaded, words);
  if (answer.status == 401 || answer.status == 403) return fail(ErrorCode::unauthenticated, words + "; check the key");
  return fail(answer.status < 500 ? ErrorCode::invalid_argument : ErrorCode::internal, words);
}

Result<std::string> HttpClient::Impl::ask(std::string_view path, std::optional<std::string_view> json) const {
  const std::string address = url + std::string(path);
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (true) {
    THRONG_TRY(HttpAnswer answer, once(address, json));
    if (answer.status >= 200 && answer.status < 300) return std::move(answer.body);
    const bool busy = answer.status == 429 || answer.status == 503;
    const auto pause = wanted_pause();
    if (busy && std::chrono::steady_clock::now() + pause < give_up) {
      std::this_thread::sleep_for(pause);
      continue;
    }
    return refusal(address, answer);
  }
}

}  // namespace throng::cli
