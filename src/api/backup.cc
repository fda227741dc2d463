// /api/backup: all that the server has, in one file beside its data.
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/settings.h"
#include "api/routes.h"

namespace throng::api {
namespace {

Result<BackupResponse> make(Call& call) {
  if (!call.app.services.backup) return fail(ErrorCode::conflict, "this server makes no backups");
  THRONG_TRY(BackupMade made, call.app.services.backup());
  return BackupResponse{std::move(made.file), made.bytes};
}

}  // namespace

std::vector<Route> backup_routes() {
  return {json_route<make>({.method = http::Method::post,
                            .path = "/api/backup",
                            .permission = Permission::owner,
                            .summary = "Write a backup into the server's data folder",
                            .run_on = RunOn::heavy})};
}

}  // namespace throng::api
