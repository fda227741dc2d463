#include "ledger/internal/database_error.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sqlite3.h>

namespace throng::ledger::internal {
namespace {

ErrorCode sqlite_meaning(int result) {
  switch (result & 0xFF) {  // extended codes keep the kind in the low byte
    case SQLITE_CONSTRAINT: return ErrorCode::conflict;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::overloaded;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::corrupt;
    case SQLITE_CANTOPEN:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_READONLY: return ErrorCode::io;
    default: return ErrorCode::internal;
  }
}

// SQLSTATE classes: 08 connection, 23 constraint, 40 and 55 locks, 53 resources, 57 the operator stepped in, 58 system.
ErrorCode postgresql_meaning(const std::string& state) {
  const auto kind = state.substr(0, 2);
  if (kind == "23") return ErrorCode::conflict;
  if (kind == "40" || kind == "55") return ErrorCode::overloaded;
  if (kind == "08" || kind == "53" || kind == "57" || kind == "58") return ErrorCode::io;
  if (kind == "XX") return ErrorCode::corrupt;
  return ErrorCode::internal;
}

ErrorCode meaning_of(const std::exception& thrown) {
  if (const auto* lite = dynamic_cast<const soci::sqlite3_soci_error*>(&thrown)) return sqlite_meaning(lite->result());
  if (const auto* other = dynamic_cast<const soci::postgresql_soci_error*>(&thrown)) {
    if (other->get_error_category() == soci::soci_error::connection_error) return ErrorCode::io;
    return postgresql_meaning(other->sqlstate());
  }
  if (const auto* any = dynamic_cast<const soci::soci_error*>(&thrown))
    if (any->get_error_category() == soci::soci_error::connection_error) return ErrorCode::io;
  return ErrorCode::internal;
}

// The library appends the statement to its message; the reason is what comes before.
std::string reason_of(const std::exception& thrown) {
  const auto* known = dynamic_cast<const soci::soci_error*>(&thrown);
  auto text = known == nullptr ? std::string(thrown.what()) : known->get_error_message();
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '.')) text.pop_back();
  return text;
}

}  // namespace

Error database_error(const std::exception& thrown) {
  return Error{meaning_of(thrown), "ledger: " + reason_of(thrown), {}};
}

}  // namespace throng::ledger::internal
