#include "api/http/event_stream.h"

namespace throng::api::http {

bool EventStream::push(std::string_view event, std::string_view data) {
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    const std::size_t need = event.size() + data.size() + 16;
    if (queue_.size() + need > max_bytes_) {
      ++lost_;
      return false;
    }
    if (queue_.empty()) wake = wake_;
    queue_.append("event: ").append(event).append("\ndata: ").append(data).append("\n\n");
  }
  if (wake) wake();
  return true;
}

bool EventStream::has_room() {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  const bool room = queue_.size() < max_bytes_;
  if (!room) ++lost_;
  return room;
}

void EventStream::close() {
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    wake = std::move(wake_);
  }
  if (wake) wake();
}

std::string EventStream::drain() {
  const std::lock_guard lock(mutex_);
  std::string out = std::move(queue_);
  queue_.clear();
  if (lost_ > 0) out.append("event: lost\ndata: {\"count\":").append(std::to_string(lost_)).append("}\n\n");
  lost_ = 0;
  return out;
}

void EventStream::on_ready(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

}  // namespace throng::api::http
