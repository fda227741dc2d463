// Ends running queries from outside: the engine offers no other way to interrupt a fetch.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <thread>

#include "warehouse/internal/connection_pool.h"

namespace throng::warehouse::internal {

// A thread with a connection of its own, so that a kill never waits for a connection that a doomed query holds. It
// repeats the KILL until the query is gone, because a query that has not started yet cannot be killed.
class Killer {
 public:
  // The lease stays with the killer.
  explicit Killer(const ChdbApi& api, ConnectionPool::Lease connection);
  ~Killer();
  Killer(const Killer&) = delete;
  Killer& operator=(const Killer&) = delete;

  // While this lives, a stop request ends the query whose log_comment is `tag`.
  class Watch {
   public:
    Watch(Killer& killer, const std::stop_token& stop, std::string tag);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

   private:
    struct Condemn {
      Killer* killer;
      const std::string* tag;
      void operator()() const noexcept { killer->condemn(*tag); }
    };
    Killer& killer_;
    std::string tag_;
    std::optional<std::stop_callback<Condemn>> callback_;
  };

 private:
  void condemn(const std::string& tag);
  void release(const std::string& tag);
  void run(std::stop_token stop);

  ChdbApi api_;
  ConnectionPool::Lease connection_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::set<std::string> condemned_;
  std::jthread thread_;
};

}  // namespace throng::warehouse::internal
