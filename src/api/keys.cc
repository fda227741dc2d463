// /api/keys: write keys for web pages, secret keys for scripts.
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/session.h"
#include "api/messages/settings.h"
#include "api/routes.h"

namespace throng::api {
namespace {

constexpr std::size_t kMaxLabel = 100;

KeyView view_of(const ledger::ApiKey& key) { return {key.id, key.kind, key.label, key.shown, key.role, key.created}; }

Result<KeysResponse> list(Call& call) {
  THRONG_TRY(const auto keys, ledger::list_keys(call.app.services.db, call.app.project.id));
  KeysResponse response;
  for (const ledger::ApiKey& key : keys) response.keys.push_back(view_of(key));
  return response;
}

Result<NewKeyResponse> add(Call& call, const NewKeyRequest& body) {
  if (body.label.size() > kMaxLabel) return invalid("label", "at most 100 bytes");
  ledger::ApiKey wanted{.project = call.app.project.id, .kind = body.kind, .label = body.label, .role = body.role};
  THRONG_TRY(const ledger::NewKey added,
             ledger::add_key(call.app.services.db, std::move(wanted), std::nullopt, call.app.now()));
  return NewKeyResponse{view_of(added.key), added.text};
}

Result<Empty> remove_one(Call& call) {
  THRONG_TRY(const std::uint64_t id, call.param_number(0, "id"));
  THRONG_CHECK(ledger::remove_key(call.app.services.db, call.app.project.id, static_cast<std::int64_t>(id)));
  call.app.auth.forget_all();
  return Empty{};
}

}  // namespace

std::vector<Route> key_routes() {
  using enum http::Method;
  constexpr auto kOwner = Permission::owner;
  return {
      json_route<list>(
          {.method = get, .path = "/api/keys", .permission = kOwner, .summary = "Write keys and secret keys"}),
      json_route<add>({.method = post,
                       .path = "/api/keys",
                       .permission = kOwner,
                       .summary = "Make a key; its text is shown this once"}),
      json_route<remove_one>(
          {.method = remove, .path = "/api/keys/{id}", .permission = kOwner, .summary = "Revoke a key"}),
  };
}

}  // namespace throng::api
