// Where Segment messages go, one JSON object at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/http_client.h"

namespace throng::cli {

inline constexpr std::size_t kSendBytes = 400 * 1024;  // of one request, under the server's limit of 500 KB
inline constexpr std::size_t kSendMessages = 1'000;

class MessageSink {
 public:
  virtual ~MessageSink() = default;
  virtual Result<void> put(std::string_view message) = 0;
  virtual Result<void> finish() = 0;  // after the last message
};

// JSON Lines; compressed if the name ends in ".gz"; "-" is stdout. Errors: io.
Result<std::unique_ptr<MessageSink>> open_file_sink(const std::string& file);
// POST /v1/batch in order.
std::unique_ptr<MessageSink> open_server_sink(HttpClient client);

}  // namespace throng::cli
