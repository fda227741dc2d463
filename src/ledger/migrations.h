// The ledger's tables and how they change from version to version.
#pragma once

#include "ledger/db.h"

namespace throng::ledger {

int schema_version();

// Brings the store to schema_version(), one transaction per step; safe to kill and repeat, safe from several
// processes at once. Steps that are taken are told to `log`, if there is one. Errors: conflict if a newer program wrote
// the store.
Result<void> migrate(Db& db, const Log* log = nullptr);

}  // namespace throng::ledger
