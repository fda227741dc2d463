#include "api/openapi.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace throng::cli {

Result<void> run_version() {
  print("throng " THRONG_VERSION);
  return {};
}

Result<void> run_openapi() {
  print(api::openapi_document());
  return {};
}

}  // namespace throng::cli
