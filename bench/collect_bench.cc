// Events per second through the door without HTTP: batches of 100 into a collector with a real journal, an in-memory
// timeline and a warehouse that takes everything at once.
//
//   collect_bench [batches] [threads] [events per batch]
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include <fmt/core.h>
#include <sys/resource.h>

#include "collect/collector.h"
#include "collect/testing.h"

namespace {

using namespace throng;

std::string batch_of(std::size_t first, std::size_t count) {
  std::string body = R"({"batch":[)";
  for (std::size_t i = first; i < first + count; ++i) {
    body += fmt::format(
        R"({}{{"type":"track","event":"Product Viewed","userId":"user-{}","anonymousId":"f3b1c1a0-0000-4000-8000-{:012}",)"
        R"("messageId":"9d0c0001-0000-4000-8000-{:012x}","timestamp":"2026-09-21T10:00:{:02}.{:03}Z","properties":{{"product_id":"p{}",)"
        R"("price":{}.99,"currency":"EUR","category":"shoes","position":{}}},"context":{{"library":{{"name":"analytics.js","version":"2.1"}},)"
        R"("page":{{"url":"https://shop.example/p/{}","path":"/p/{}","title":"Product {}","referrer":""}},"userAgent":"Mozilla/5.0 (X11; Linux )"
        R"(x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"}}}})",
        i == first ? "" : ",", i % 20'000, i % 20'000, i, i / 1000 % 60, i % 1000, i % 500, i % 90, i % 10, i % 500,
        i % 500, i % 500);
  }
  return body + "]}";
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void send_all(collect::Collector& collector, std::vector<std::string>& bodies, std::size_t threads) {
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> answered = 0;
  std::vector<std::thread> workers;
  for (std::size_t t = 0; t < threads; ++t) {
    workers.emplace_back([&] {
      for (std::size_t i = next++; i < bodies.size(); i = next++) {
        collect::Inbound request;
        request.body = std::move(bodies[i]);
        request.write_key = "key";
        collector.receive(std::move(request), [&](Result<collect::Receipt> receipt) {
          if (!receipt) std::fprintf(stderr, "%s\n", describe(receipt.error()).c_str());
          answered += 1;
          answered.notify_all();
        });
        while (i > answered + 64) answered.wait(answered);  // as 64 connections would
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  for (std::size_t n = answered; n < bodies.size(); n = answered) answered.wait(n);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t batches = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 3000;
  const std::size_t threads = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1;
  const std::size_t size = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 100;
  std::vector<std::string> bodies;
  for (std::size_t b = 0; b < batches; ++b) bodies.push_back(batch_of(b * size, size));
  const collect::testing::TemporaryFolder folder;
  collect::testing::FakeWarehouse warehouse;
  const auto timeline = timeline::Timeline::empty({.threads = 1});
  auto options = collect::testing::quiet_options("bench", folder.path());
  options.flush_every = Duration(300);
  options.max_pending_events = 10'000'000;
  const SystemClock clock;
  auto collector = collect::Collector::open(options, warehouse, *timeline, clock);
  if (!collector) return std::fprintf(stderr, "%s\n", describe(collector.error()).c_str()), 1;
  const double cpu_before = cpu_seconds();
  const auto start = std::chrono::steady_clock::now();
  send_all(**collector, bodies, threads);
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double cpu = cpu_seconds() - cpu_before;
  const auto events = static_cast<double>(batches * size);
  std::printf("%.0f events in %.2f s: %.0f events/s, %.2f us cpu an event\n", events, wall, events / wall,
              cpu * 1e6 / events);
  for (const auto& [step, seconds] : (*collector)->stats().step_seconds) {
    std::printf("  %-13s %6.3f us an event\n", step.c_str(), seconds * 1e6 / events);
  }
  return 0;
}
