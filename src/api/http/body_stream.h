// A body that is made while it is sent. Its maker works on any thread, the connection drains on its own.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace throng::api::http {

class BodyStream {
 public:
  virtual ~BodyStream() = default;

  // Nothing comes after what the next drain gives.
  virtual bool closed() const = 0;
  // Everything that is ready.
  virtual std::string drain() = 0;
  // Did it close before it was complete? The client then sees a connection that breaks off, not an end.
  virtual bool broken() const { return false; }
  // Who to call when there is something to drain, or the stream closes.
  virtual void on_ready(std::function<void()> wake) = 0;
  // Nobody reads any more.
  virtual void close() = 0;
  // What is sent when nothing was ready for a while. "": nothing may be sent in between, so the connection looks
  // whether the client is still there.
  virtual std::string_view heartbeat() const { return {}; }
};

}  // namespace throng::api::http
