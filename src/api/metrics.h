// Counters of requests by route and status, and how long they took; written out as Prometheus text.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace throng::api {

inline constexpr std::array kLatencyBounds = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                              0.05,   0.1,     0.25,   0.5,   1.0,    2.5,   5.0,  10.0};
inline constexpr std::array kStatuses = {200, 204, 304, 400, 401, 403, 404, 405, 409, 413, 429, 499, 500, 503, 504};

// Thread-safe, no locks. Route -1 stands for whatever no route matched.
class RequestMetrics {
 public:
  explicit RequestMetrics(std::size_t routes) : counters_(routes + 1) {}

  void record(int route, int status, std::chrono::nanoseconds took);
  // names[i]: "POST /v1/batch" of route i.
  void write(std::string& out, const std::vector<std::string>& names) const;

 private:
  struct Counters {
    std::array<std::atomic<std::uint64_t>, kStatuses.size() + 1> by_status{};  // last: any other
    std::array<std::atomic<std::uint64_t>, kLatencyBounds.size() + 1> by_latency{};
    std::atomic<std::uint64_t> nanoseconds{};
  };
  std::vector<Counters> counters_;
};

// One sample of a metric: "name{labels} value".
void write_sample(std::string& out, std::string_view name, std::string_view labels, double value);
void write_help(std::string& out, std::string_view name, std::string_view type, std::string_view help);
// key="value", escaped.
std::string label(std::string_view key, std::string_view value);

}  // namespace throng::api
