// What the data folder must look like before the engine may open it.
#pragma once

#include <string>

#include "base/result.h"
#include "warehouse/warehouse.h"

namespace throng::warehouse::internal {

// The engine's own files live in here.
std::string store_of(const std::string& folder);

// Creates the folder, raises the limit of open files, writes the engine's configuration into the folder and checks
// that no other process has the folder open. Returns the configuration's path. Errors: io, conflict (locked; names
// the process).
// With `reads_files` the engine may read any file that this process may.
Result<std::string> prepare_home(const EmbeddedOptions& options, bool reads_files);

}  // namespace throng::warehouse::internal
