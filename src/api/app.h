// The server, put together: hand in what it serves, start it, stop it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/http/server.h"
#include "audience/audience.h"
#include "audience/live_watch.h"
#include "audience/push_watch.h"
#include "base/clock.h"
#include "base/log.h"
#include "board/alert.h"
#include "board/postman.h"
#include "collect/collector.h"
#include "engage/post_office.h"
#include "jobs/runner.h"
#include "ledger/db.h"
#include "timeline/timeline.h"
#include "warehouse/warehouse.h"

namespace throng::api {

struct BackupMade {
  std::string file;  // where it lies on the server's machine
  std::uint64_t bytes = 0;
};

// Everything must outlive the server.
struct Services {
  ledger::Db& db;
  warehouse::Warehouse& warehouse;
  timeline::Timeline& timeline;
  collect::Collector& collector;
  audience::Audience& audience;
  jobs::Runner& jobs;
  const Clock& clock;
  const Log& log;
  // Hears of an alert that was looked at over the API and begins or stops to fire; may be empty.
  std::function<void(const ledger::Saved&, const board::AlertFinding&)> alert_changed = {};
  audience::LiveWatch* live = nullptr;              // told of merges by hand; may be null
  board::Postman postman = {};                      // of what is sent over the API
  std::function<Result<BackupMade>()> backup = {};  // writes one; may be empty
  audience::PushWatch* pushes = nullptr;            // sends what they tell; null: nothing is sent
  engage::PostOffice* office = nullptr;             // sends campaigns; null: nothing is sent
};

struct ServerOptions {
  http::HttpOptions http;
  std::string project;            // which one this server serves; must be in the ledger
  std::string web_folder;         // the built web page; "" or missing: a page that says how to build it
  std::string public_url;         // "https://throng.example.com": where people reach it; "" takes the Host header
  bool behind_proxy = false;      // believe X-Forwarded-For, -Proto and -Host
  int quick_threads = 4;          // for what waits on the ledger or a small query
  int heavy_threads = 2;          // for questions
  std::size_t quick_queue = 512;  // waiting requests; beyond, 503
  std::size_t heavy_queue = 64;
};

class Server {
 public:
  ~Server();  // stops
  std::uint16_t port() const;
  // Answers what is in flight, cancels running questions after the grace of HttpOptions. Idempotent.
  void stop();

 private:
  friend Result<std::unique_ptr<Server>> start_server(const Services& services, ServerOptions options);
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Errors: not_found (project), io (address, web folder).
Result<std::unique_ptr<Server>> start_server(const Services& services, ServerOptions options);

}  // namespace throng::api
