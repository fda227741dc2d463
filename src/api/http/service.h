// What stands behind the HTTP server: the server knows bytes and connections, the Service knows what they mean.
#pragma once

#include <chrono>
#include <memory>

#include "api/http/message.h"

namespace throng::api::http {

// Where the answer goes. Call it once, from any thread; if it is dropped uncalled, the client gets a 500.
class Responder {
 public:
  class Target {
   public:
    virtual ~Target() = default;
    virtual void respond(Response response) = 0;
  };

  explicit Responder(std::shared_ptr<Target> target) : target_(std::move(target)) {}
  Responder(Responder&&) noexcept = default;
  Responder& operator=(Responder&&) = delete;
  ~Responder() {
    if (target_) (*this)(Response{.status = 500});
  }

  void operator()(Response response) { std::exchange(target_, nullptr)->respond(std::move(response)); }

 private:
  std::shared_ptr<Target> target_;
};

class Service {
 public:
  virtual ~Service() = default;
  // The head is there, the body is not: may set request.route; returns the body limit in bytes.
  virtual std::size_t admit(Request& head) = 0;
  // Must not block: it runs on the connection's thread. `request` lives until the responder is called.
  virtual void handle(Request& request, Responder responder) = 0;
  // The response is about to be written; after refuse() `request` may be empty.
  virtual void finished(const Request& request, const Response& response, std::chrono::nanoseconds took) = 0;
  // The answer to bytes that are not an acceptable request: 400, 413, 417, 431, 505. `request` has what could be read.
  virtual Response refuse(const Request& request, int status, std::string_view why) = 0;
};

}  // namespace throng::api::http
