#include "warehouse/internal/connection_pool.h"

#include "warehouse/internal/engine_error.h"

namespace throng::warehouse::internal {
namespace {

// More would only queue for the processors.
constexpr std::size_t kMaxConnections = 16;

}  // namespace

ConnectionPool::ConnectionPool(const ChdbApi& api, std::vector<std::string> arguments)
    : api_(api), arguments_(std::move(arguments)) {}

ConnectionPool::~ConnectionPool() {
  for (auto* connection : idle_) api_.close(connection);
}

Result<ConnectionPool::Lease> ConnectionPool::lease() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [this] { return !idle_.empty() || open_ < kMaxConnections; });
  if (!idle_.empty()) {
    auto* connection = idle_.back();
    idle_.pop_back();
    return Lease(*this, connection);
  }
  THRONG_TRY(auto* connection, connect());
  ++open_;
  return Lease(*this, connection);
}

Result<ChdbConnection*> ConnectionPool::connect() {
  std::vector<char*> raw;
  for (auto& argument : arguments_) raw.push_back(argument.data());
  auto* connection = api_.connect(static_cast<int>(raw.size()), raw.data());
  if (connection == nullptr)
    return fail(ErrorCode::io,
                "the warehouse engine refused to open its folder; standard error has its reason (one process may "
                "open one folder, once)");
  return connection;
}

void ConnectionPool::give_back(ChdbConnection* connection) {
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(connection);
  }
  returned_.notify_one();
}

void ConnectionPool::close(ChdbConnection* connection) {
  api_.close(connection);
  {
    const std::lock_guard lock(mutex_);
    --open_;
  }
  returned_.notify_one();
}

Result<void> run_statement(const ChdbApi& api, ChdbConnection connection, std::string_view sql) {
  constexpr std::string_view kFormat = "Null";
  auto* result = api.query(connection, sql.data(), sql.size(), kFormat.data(), kFormat.size());
  if (result == nullptr) return fail(ErrorCode::internal, "the warehouse engine gave no answer");
  const char* error = api.result_error(result);
  Result<void> outcome;
  if (error != nullptr) outcome = std::unexpected(engine_error(error));
  api.destroy_result(result);
  return outcome;
}

}  // namespace throng::warehouse::internal
