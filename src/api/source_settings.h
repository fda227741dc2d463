// Which protocols a project takes, as it is kept in the ledger: one saved thing, or none as long as nobody chose.
#pragma once

#include <string>
#include <string_view>

#include "collect/sources.h"
#include "ledger/db.h"

namespace throng::api {

Result<collect::Sources> source_settings(ledger::Db& db, std::string_view project);
// Errors: those of validate().
Result<void> keep_source_settings(ledger::Db& db, const std::string& project, const collect::Sources& sources,
                                  const std::string& by, Instant now);

}  // namespace throng::api
