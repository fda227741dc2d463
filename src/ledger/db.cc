#include "ledger/db.h"

#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string_view>

#include "ledger/internal/database_error.h"
#include "ledger/migrations.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kConnections = 4;
constexpr std::string_view kSqlite = "sqlite:";
constexpr const char* kWriterLock = "SELECT pg_advisory_xact_lock(7240831)";  // any number, the same in every process

enum class Purpose { read, write };

// SOCI's own transaction says plain BEGIN, which on SQLite fails as soon as two read-then-write transactions meet.
class Transaction {
 public:
  Transaction(soci::session& sql, bool sqlite, Purpose purpose) : sql_(sql) {
    if (sqlite) {
      sql_ << (purpose == Purpose::write ? "BEGIN IMMEDIATE" : "BEGIN");
      return;
    }
    begin_postgresql(purpose);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (done_) return;
    try {
      sql_ << "ROLLBACK";
    } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch)
      // The connection is gone, and the transaction with it.
    }
  }
  void commit() {
    sql_ << "COMMIT";
    done_ = true;
  }

 private:
  // A connection that the server dropped since its last use is opened again; nothing is lost, nothing had begun.
  void begin_postgresql(Purpose purpose) {
    const char* begin = purpose == Purpose::write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    try {
      sql_ << begin;
    } catch (const soci::soci_error&) {
      sql_.reconnect();
      sql_ << begin;
    }
    if (purpose == Purpose::write) sql_ << kWriterLock;
  }

  soci::session& sql_;
  bool done_ = false;
};

// Only the owner may read the file: it holds password hashes. SQLite gives its side files the same mode.
void create_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

void open_sqlite(soci::session& sql, const std::string& path) {
  sql.open(soci::sqlite3, "db=\"" + path + "\" timeout=5");
  sql << "PRAGMA journal_mode=WAL";
  sql << "PRAGMA busy_timeout=5000";
  sql << "PRAGMA synchronous=FULL";  // what was decided survives a power cut: no message goes out twice
  sql << "PRAGMA foreign_keys=ON";
}

// Without the server's remarks on standard error; said in the address, so that it holds after a reconnect too.
std::string quiet(const std::string& url) {
  if (url.find("options=") != std::string::npos) return url;
  return url + (url.find('?') == std::string::npos ? '?' : '&') + "options=-c%20client_min_messages%3Dwarning";
}

}  // namespace

namespace {

// First come, first served. A std::mutex is taken again by whoever has just given it back, before those who wait have
// woken up: a thread that writes again and again would keep all others out.
class Queue {
 public:
  void lock() {
    std::unique_lock lock(mutex_);
    const std::uint64_t ticket = next_++;
    turn_.wait(lock, [&] { return serving_ == ticket; });
  }
  void unlock() {
    {
      const std::lock_guard lock(mutex_);
      ++serving_;
    }
    turn_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t next_ = 0, serving_ = 0;
};

}  // namespace

struct Db::Impl {
  soci::connection_pool pool{kConnections};
  bool sqlite = true;
  Queue writer;  // SQLite has one writer; waiting here is fairer than its polling

  void open(const std::string& url) {
    sqlite = url.starts_with(kSqlite);
    if (sqlite) create_private(url.substr(kSqlite.size()));
    for (std::size_t i = 0; i < kConnections; ++i) {
      auto& sql = pool.at(i);
      if (sqlite)
        open_sqlite(sql, url.substr(kSqlite.size()));
      else
        sql.open(soci::postgresql, quiet(url));
    }
  }

  Result<void> run(Purpose purpose, const std::function<Result<void>(soci::session&)>& work) {
    try {
      soci::session sql(pool);
      Transaction transaction(sql, sqlite, purpose);
      THRONG_CHECK(work(sql));
      transaction.commit();
      return {};
    } catch (const std::exception& thrown) {
      return std::unexpected(internal::database_error(thrown));
    }
  }
};

Db::Db(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Db::~Db() = default;

Result<std::unique_ptr<Db>> Db::open(const std::string& url, const Log* log) {
  if (!url.starts_with(kSqlite) && !url.starts_with("postgresql://") && !url.starts_with("postgres://"))
    return invalid("ledger", "the ledger's address starts with sqlite: or postgresql://");
  if (url.starts_with(kSqlite) && (url.size() == kSqlite.size() || url.find('"') != std::string::npos))
    return invalid("ledger", "sqlite: needs the path of a file, without quotation marks");
  auto impl = std::make_unique<Impl>();
  try {
    impl->open(url);
  } catch (const std::exception& thrown) {
    auto error = internal::database_error(thrown);
    if (error.code == ErrorCode::internal) error.code = ErrorCode::io;
    error.message += impl->sqlite ? "; check that the ledger's folder exists and may be written"
                                  : "; check the server, the user and the database in the ledger's address";
    return std::unexpected(std::move(error));
  }
  std::unique_ptr<Db> db(new Db(std::move(impl)));
  THRONG_CHECK(migrate(*db, log));
  return db;
}

Result<void> Db::transact(const std::function<Result<void>(soci::session&)>& work) {
  if (!impl_->sqlite) return impl_->run(Purpose::write, work);
  const std::lock_guard lock(impl_->writer);
  return impl_->run(Purpose::write, work);
}

Result<void> Db::read(const std::function<Result<void>(soci::session&)>& work) {
  return impl_->run(Purpose::read, work);
}

bool Db::is_sqlite() const { return impl_->sqlite; }

Result<void> Db::backup(const std::string& file) {
  if (!impl_->sqlite) return fail(ErrorCode::invalid_argument, "the ledger is in PostgreSQL: back it up with pg_dump");
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) return fail(ErrorCode::conflict, file + " exists already");
  create_private(file);  // VACUUM INTO takes an empty file
  try {
    soci::session sql(impl_->pool);
    sql << "VACUUM INTO :file", soci::use(file);
  } catch (const std::exception& thrown) {
    return std::unexpected(internal::database_error(thrown));
  }
  const int copy = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = copy >= 0 && ::fsync(copy) == 0;
  if (copy >= 0) ::close(copy);
  if (!synced) return fail(ErrorCode::io, "cannot sync " + file);
  return {};
}

}  // namespace throng::ledger
