// An HTTP/1.1 server: keep-alive, pipelining, limits, timeouts, gzip, server-sent events, graceful stop.
// One event loop per thread, connections dealt round robin; nothing is shared between loops.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "api/http/service.h"
#include "base/log.h"
#include "base/result.h"

namespace throng::api::http {

struct HttpOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one
  int threads = 2;
  std::size_t max_connections = 10'000;
  std::size_t header_limit = 16 * 1024;
  Duration header_timeout = seconds(5);  // first byte of a request to the end of its head
  Duration body_timeout = seconds(60);   // end of the head to the end of the body
  Duration idle_timeout = seconds(60);   // between requests
  Duration write_timeout = seconds(30);  // one write to a reader that does not read
  Duration sweep_every = Duration(500);  // how exactly the timeouts are kept
  Duration heartbeat = seconds(15);      // of event streams
  Duration grace = seconds(10);          // stop(): for requests in flight
};

class HttpServer {
 public:
  // `service` and `log` must outlive the server. Errors: io (the address cannot be listened on).
  static Result<std::unique_ptr<HttpServer>> start(const HttpOptions& options, Service& service, const Log& log);
  ~HttpServer();  // stops

  std::uint16_t port() const;
  std::size_t connections() const;
  // Stops listening, closes idle connections, answers what is in flight (at most `grace`), ends event streams.
  // Idempotent.
  void stop();

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace throng::api::http
