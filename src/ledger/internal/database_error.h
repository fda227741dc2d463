// The exceptions of the database library as our errors.
#pragma once

#include <exception>

#include "base/result.h"

namespace throng::ledger::internal {

Error database_error(const std::exception& thrown);

}  // namespace throng::ledger::internal
