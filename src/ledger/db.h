// The relational control store: what was decided (operators, keys, segments, jobs). SQLite by default,
// PostgreSQL by configuration; the same statements run on both. Nothing per event ever comes here.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/log.h"
#include "base/result.h"

namespace soci {
class session;
}

namespace throng::ledger {

// A pool of connections; thread-safe.
class Db {
 public:
  // url: "sqlite:/path/ledger.db" or "postgresql://user:password@host:5432/name".
  // Opens, then migrates to the newest schema (ledger/migrations.h), telling `log`.
  // Errors: invalid_argument (no such scheme), io (message says what to check), conflict (a newer program's ledger).
  static Result<std::unique_ptr<Db>> open(const std::string& url, const Log* log = nullptr);
  ~Db();

  // Runs `work` in one transaction, commits if it returns a value, rolls back otherwise. One writer at a time on both
  // engines (BEGIN IMMEDIATE, an advisory lock), so what `work` reads stays true until it commits. Not to be nested.
  // Exceptions of the database library end here and become errors: conflict (unique, foreign key), overloaded (locked
  // for too long: try again), io, corrupt, internal.
  Result<void> transact(const std::function<Result<void>(soci::session&)>& work);
  // The same for reading only: one consistent state, beside writers.
  Result<void> read(const std::function<Result<void>(soci::session&)>& work);

  bool is_sqlite() const;
  // Consistent copy of a SQLite ledger to a new file (conflict if it exists); for PostgreSQL an error that says to use
  // pg_dump.
  Result<void> backup(const std::string& file);

 private:
  struct Impl;
  explicit Db(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace throng::ledger
