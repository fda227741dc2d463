// For tests only: fresh ledgers on both engines.
#pragma once

#include <string>

#include "base/result.h"

namespace throng::ledger {

// A new SQLite file in a folder of this process, removed at exit.
std::string fresh_sqlite_url();

// Whether PostgreSQL 15 is installed here; tests skip its half if not.
bool has_postgresql();
// A new database in a server of this process, which listens on a socket in a temporary folder and is started on
// first use. It ends with the process, whatever ends that. Call from the main thread. Errors: io.
Result<std::string> fresh_postgresql_url();

}  // namespace throng::ledger
