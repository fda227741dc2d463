// /api/operators: who may sign in.
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/settings.h"
#include "api/operator_view.h"
#include "api/routes.h"

namespace throng::api {
namespace {

Result<OperatorsResponse> list(Call& call) {
  THRONG_TRY(const auto all, ledger::list_operators(call.app.services.db));
  OperatorsResponse response;
  for (const ledger::Operator& who : all) response.operators.push_back(view_of(who));
  return response;
}

Result<OperatorView> add(Call& call, const NewOperatorRequest& body) {
  ledger::Operator wanted{.email = body.email, .name = body.name, .role = body.role};
  wanted.language = call.principal->who ? call.principal->who->language : "en";
  THRONG_TRY(const auto added,
             ledger::add_operator(call.app.services.db, std::move(wanted), body.password, call.app.now()));
  return view_of(added);
}

Result<Empty> change_role(Call& call, const RoleRequest& body) {
  THRONG_TRY(const std::uint64_t id, call.param_number(0, "id"));
  THRONG_CHECK(ledger::set_role(call.app.services.db, static_cast<std::int64_t>(id), body.role));
  call.app.auth.forget_all();
  return Empty{};
}

// For who forgot theirs; one's own is changed with the old one at hand.
Result<Empty> reset_password(Call& call, const NewPasswordRequest& body) {
  THRONG_TRY(const std::uint64_t id, call.param_number(0, "id"));
  THRONG_CHECK(ledger::set_password(call.app.services.db, static_cast<std::int64_t>(id), body.password));
  call.app.auth.forget_all();
  return Empty{};
}

Result<Empty> remove_one(Call& call) {
  THRONG_TRY(const std::uint64_t id, call.param_number(0, "id"));
  THRONG_CHECK(ledger::remove_operator(call.app.services.db, static_cast<std::int64_t>(id)));
  call.app.auth.forget_all();
  return Empty{};
}

}  // namespace

std::vector<Route> operator_routes() {
  using enum http::Method;
  constexpr auto kOwner = Permission::owner;
  return {
      json_route<list>({.method = get, .path = "/api/operators", .permission = kOwner, .summary = "Who may sign in"}),
      json_route<add>(
          {.method = post, .path = "/api/operators", .permission = kOwner, .summary = "Let somebody sign in"}),
      json_route<change_role>({.method = put,
                               .path = "/api/operators/{id}/role",
                               .permission = kOwner,
                               .summary = "Change what somebody may do"}),
      json_route<reset_password>({.method = put,
                                  .path = "/api/operators/{id}/password",
                                  .permission = kOwner,
                                  .summary = "Give somebody a new password; ends their sessions"}),
      json_route<remove_one>({.method = remove,
                              .path = "/api/operators/{id}",
                              .permission = kOwner,
                              .summary = "Take somebody's access away"}),
  };
}

}  // namespace throng::api
