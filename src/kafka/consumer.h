// A member of a consumer group.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace throng::kafka {

struct ConsumerOptions {
  std::string brokers;  // "host:9092,host:9092"
  std::string topic;
  std::string group;
  std::vector<std::pair<std::string, std::string>> more;  // librdkafka's own settings: "security.protocol", ...
};

struct Delivered {
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  std::string value;
};

// One thread at a time.
class Consumer {
 public:
  // Begins where the group is, a new group at the oldest message. Errors: invalid_argument (a setting).
  static Result<Consumer> open(const ConsumerOptions& options);
  Consumer(Consumer&&) noexcept;
  ~Consumer();  // leaves the group; what was not committed is delivered again

  // Up to `most` messages; waits at most `wait`, and no longer for more than it takes to gather what is there. Broken
  // connections are mended behind it. Errors: io (the topic cannot be read, the group refuses).
  Result<std::vector<Delivered>> poll(std::size_t most, Duration wait);
  // Everything polled so far needs not come again. Errors: io. Partitions that went to another member are left to it.
  Result<void> commit();

 private:
  struct Impl;
  explicit Consumer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace throng::kafka
