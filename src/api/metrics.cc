#include "api/metrics.h"

#include <algorithm>
#include <charconv>

namespace throng::api {
namespace {

std::string number_text(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

}  // namespace

void RequestMetrics::record(int route, int status, std::chrono::nanoseconds took) {
  constexpr auto kRelaxed = std::memory_order_relaxed;
  const std::size_t slot = route < 0 ? counters_.size() - 1 : static_cast<std::size_t>(route);
  Counters& c = counters_[slot];
  c.by_status[static_cast<std::size_t>(std::ranges::find(kStatuses, status) - kStatuses.begin())].fetch_add(1,
                                                                                                            kRelaxed);
  const double seconds = std::chrono::duration<double>(took).count();
  const auto bound = std::ranges::lower_bound(kLatencyBounds, seconds);
  c.by_latency[static_cast<std::size_t>(bound - kLatencyBounds.begin())].fetch_add(1, kRelaxed);
  c.nanoseconds.fetch_add(static_cast<std::uint64_t>(took.count()), kRelaxed);
}

void RequestMetrics::write(std::string& out, const std::vector<std::string>& names) const {
  write_help(out, "throng_http_requests_total", "counter", "Requests answered, by route and status.");
  const auto route_label = [&](std::size_t i) { return label("route", i < names.size() ? names[i] : "none"); };
  for (std::size_t i = 0; i < counters_.size(); ++i) {
    for (std::size_t s = 0; s <= kStatuses.size(); ++s) {
      const auto count = counters_[i].by_status[s].load(std::memory_order_relaxed);
      const std::string status = s < kStatuses.size() ? std::to_string(kStatuses[s]) : "other";
      if (count > 0)
        write_sample(out, "throng_http_requests_total", route_label(i) + "," + label("status", status),
                     static_cast<double>(count));
    }
  }
  write_help(out, "throng_http_request_seconds", "histogram", "From the end of the request to its answer.");
  for (std::size_t i = 0; i < counters_.size(); ++i) {
    std::uint64_t sum = 0;
    for (const auto& n : counters_[i].by_latency) sum += n.load(std::memory_order_relaxed);
    if (sum == 0) continue;
    std::uint64_t below = 0;
    for (std::size_t b = 0; b < kLatencyBounds.size(); ++b) {
      below += counters_[i].by_latency[b].load(std::memory_order_relaxed);
      write_sample(out, "throng_http_request_seconds_bucket",
                   route_label(i) + "," + label("le", number_text(kLatencyBounds[b])), static_cast<double>(below));
    }
    write_sample(out, "throng_http_request_seconds_bucket", route_label(i) + "," + label("le", "+Inf"),
                 static_cast<double>(sum));
    const double total = static_cast<double>(counters_[i].nanoseconds.load(std::memory_order_relaxed)) / 1e9;
    write_sample(out, "throng_http_request_seconds_sum", route_label(i), total);
    write_sample(out, "throng_http_request_seconds_count", route_label(i), static_cast<double>(sum));
  }
}

void write_sample(std::string& out, std::string_view name, std::string_view labels, double value) {
  out.append(name);
  if (!labels.empty()) out.append("{").append(labels).append("}");
  out.append(" ").append(number_text(value)).append("\n");
}

void write_help(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
  out.append(name).append(" ").append(type).append("\n");
}

std::string label(std::string_view key, std::string_view value) {
  std::string out(key);
  out += "=\"";
  for (const char c : value) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace throng::api
