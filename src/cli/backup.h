// One .tar file of all that a data folder holds.
#pragma once

#include <string>

#include "cli/house.h"

namespace throng::cli {

// Of a server at work too: it has all that was acknowledged before; what comes meanwhile waits in the journal and is
// not in it. Files in the making lie in the data folder. One at a time. A ledger in PostgreSQL is not part of it.
// Errors: conflict (the file exists), io.
Result<void> write_backup(const House& house, const std::string& file);

}  // namespace throng::cli
