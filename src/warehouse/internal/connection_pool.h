// Connections to the engine of this process. One thread at a time per connection; all of them share the data.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "warehouse/internal/chdb_api.h"

namespace throng::warehouse::internal {

class ConnectionPool {
 public:
  // arguments: of chdb_connect, program name first; equal for every connection.
  ConnectionPool(const ChdbApi& api, std::vector<std::string> arguments);
  ~ConnectionPool();  // every lease must be over
  ConnectionPool(const ConnectionPool&) = delete;
  ConnectionPool& operator=(const ConnectionPool&) = delete;

  // The use of one connection, given back by the destructor.
  class Lease {
   public:
    Lease(ConnectionPool& pool, ChdbConnection* connection) : pool_(&pool), connection_(connection) {}
    Lease(Lease&& other) noexcept : pool_(other.pool_), connection_(other.connection_) { other.connection_ = nullptr; }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_ != nullptr) pool_->give_back(connection_);
    }
    ChdbConnection operator*() const { return *connection_; }

    // Closes the connection instead of giving it back. For connections on which something failed: the engine may
    // still count the failed statement as running, and would refuse the next one on the same connection.
    void discard() {
      pool_->close(connection_);
      connection_ = nullptr;
    }

   private:
    ConnectionPool* pool_;
    ChdbConnection* connection_;
  };

  // Waits when all kMaxConnections are out. Errors: io if the engine refuses.
  Result<Lease> lease();

  const ChdbApi& api() const { return api_; }

 private:
  Result<ChdbConnection*> connect();
  void give_back(ChdbConnection* connection);
  void close(ChdbConnection* connection);

  ChdbApi api_;
  std::vector<std::string> arguments_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<ChdbConnection*> idle_;
  std::size_t open_ = 0;
};

// Runs a statement and drops what it returns.
Result<void> run_statement(const ChdbApi& api, ChdbConnection connection, std::string_view sql);

}  // namespace throng::warehouse::internal
