// Requests to a running server.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/function_ref.h"
#include "base/result.h"

namespace throng::cli {

struct HttpAnswer {
  int status = 0;
  std::string body;
};

struct HttpCredentials {
  std::string write_key;   // Basic, as SDKs send it
  std::string secret_key;  // Bearer
};

// Keeps its connection. One thread at a time.
class HttpClient {
 public:
  // url: "http://127.0.0.1:8710", a path prefix is kept. Errors: invalid_argument.
  static Result<HttpClient> create(std::string url, const HttpCredentials& credentials);
  HttpClient(HttpClient&&) noexcept;
  ~HttpClient();

  // A JSON request. 429 and 503 are tried again, after the time that the server asks for, for two minutes.
  // Errors: io (no answer), unauthenticated, overloaded, and invalid_argument with the server's words for other
  // refusals.
  Result<std::string> post(std::string_view path, std::string_view json);
  Result<std::string> get(std::string_view path);
  // A GET whose body goes to `sink` as it comes. Errors: also the sink's, and io where the answer breaks off.
  Result<void> download(std::string_view path, FunctionRef<Result<void>(std::string_view)> sink);

 private:
  struct Impl;
  explicit HttpClient(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace throng::cli
