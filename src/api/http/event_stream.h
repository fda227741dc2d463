// Server-sent events of one subscriber: producers push from any thread, the connection drains.
// Bounded: what does not fit is dropped and counted, so a slow reader costs nobody else anything.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "api/http/body_stream.h"

namespace throng::api::http {

class EventStream final : public BodyStream {
 public:
  explicit EventStream(std::size_t max_bytes = std::size_t{1} << 20) : max_bytes_(max_bytes) {}

  // `data` without line feeds. False when the queue is full (the next drain tells the reader how many were lost) or
  // closed.
  bool push(std::string_view event, std::string_view data);
  // Is it worth making another event? When not, it counts as lost.
  bool has_room();
  void close() override;
  bool closed() const override { return closed_.load(); }

  // Whatever must live as long as somebody listens (a subscription).
  void keep(std::shared_ptr<void> what) { kept_ = std::move(what); }

  // For the connection: everything queued, and who to call when an empty queue fills or the stream closes.
  std::string drain() override;
  void on_ready(std::function<void()> wake) override;
  std::string_view heartbeat() const override { return ": still here\n\n"; }

 private:
  const std::size_t max_bytes_;
  std::mutex mutex_;
  std::string queue_;
  std::uint64_t lost_ = 0;
  std::function<void()> wake_;
  std::atomic<bool> closed_ = false;
  std::shared_ptr<void> kept_;
};

}  // namespace throng::api::http
