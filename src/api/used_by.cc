#include "api/used_by.h"

#include "api/internal/app_state.h"
#include "ledger/saved.h"

namespace throng::api {
namespace {

using audience::ObjectKind;
using ledger::SavedKind;

// How a saved question names it. Bodies are canonical JSON, so that equal leaves are equal texts.
std::string leaf_of(const audience::Object& object) {
  std::string id;
  json::write_string(id, object.id);
  switch (object.kind) {
    case ObjectKind::segment: return R"("in_segment":)" + id;
    case ObjectKind::tag: return R"("has_tag":{"tag":)" + id;
    case ObjectKind::layers: return R"("in_layer":{"scheme":)" + id;
  }
  return id;
}

}  // namespace

Result<std::vector<User>> users_of(App& app, const audience::Object& object) {
  std::vector<User> users;
  THRONG_TRY(const auto definitions, app.services.audience.definitions());
  for (const audience::Definition* user : audience::users_of(*definitions, object))
    users.push_back({std::string(json::enum_text(user->object.kind)), user->object.id, user->name});
  const std::string leaf = leaf_of(object);
  for (const SavedKind kind : {SavedKind::report, SavedKind::board, SavedKind::goal, SavedKind::alert}) {
    THRONG_TRY(const auto saved, ledger::list_saved(app.services.db, app.project.id, kind));
    for (const ledger::Saved& one : saved) {
      if (one.body.find(leaf) != std::string::npos)
        users.push_back({std::string(json::enum_text(kind)), one.id, one.name});
    }
  }
  return users;
}

}  // namespace throng::api
