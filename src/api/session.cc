// /api/session: signing in and out.
#include "api/messages/session.h"
#include "api/auth.h"
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/operator_view.h"
#include "api/routes.h"

namespace throng::api {
namespace {

// Signing in answers with a cookie beside the body, so it is written by hand instead of by json_route.
Result<http::Response> sign_in(Call& call) {
  THRONG_TRY(const auto body, json::read<SignInRequest>(call.request.body));
  App& app = call.app;
  if (!app.limiter.allow(body.email, client_address(app, call.request), app.now())) {
    return fail(ErrorCode::overloaded, "too many attempts: wait half a minute and try again");
  }
  THRONG_TRY(const ledger::Operator who, ledger::check_password(app.services.db, body.email, body.password));
  app.limiter.succeeded(body.email);
  THRONG_TRY(const ledger::NewSession session, ledger::start_session(app.services.db, who.id, app.now()));
  http::Response response = json_response(json::to_string(SessionView{view_of(who), app.project, session.csrf}));
  response.headers.push_back(
      {"Set-Cookie", session_cookie(session.token, {is_secure(app, call.request), ledger::kSessionLength})});
  return response;
}

Result<SessionView> who_am_i(Call& call) {
  const Principal& principal = *call.principal;
  if (principal.who) return SessionView{view_of(*principal.who), call.app.project, principal.csrf};
  OperatorView key{.name = principal.name, .role = principal.role, .language = "en"};
  return SessionView{std::move(key), call.app.project, ""};
}

Result<http::Response> sign_out(Call& call) {
  const std::string_view token = cookie_value(call.request.header("cookie"), kSessionCookie);
  if (!token.empty()) THRONG_CHECK(ledger::end_session(call.app.services.db, token));
  call.app.auth.forget_all();
  http::Response response = json_response("{}");
  response.headers.push_back({"Set-Cookie", session_cookie("", {is_secure(call.app, call.request), Duration(0)})});
  return response;
}

Result<std::int64_t> own_id(const Call& call) {
  if (!call.principal->who) return fail(ErrorCode::forbidden, "a key has no settings of its own: sign in");
  return call.principal->who->id;
}

Result<Empty> choose_language(Call& call, const LanguageRequest& body) {
  THRONG_TRY(const std::int64_t id, own_id(call));
  if (body.language != "zh-CN" && body.language != "en") return invalid("language", "expected \"zh-CN\" or \"en\"");
  THRONG_CHECK(ledger::set_language(call.app.services.db, id, body.language));
  call.app.auth.forget_all();
  return Empty{};
}

Result<Empty> change_password(Call& call, const PasswordRequest& body) {
  THRONG_TRY(const std::int64_t id, own_id(call));
  App& app = call.app;
  if (!app.limiter.allow(call.principal->name, client_address(app, call.request), app.now())) {
    return fail(ErrorCode::overloaded, "too many attempts: wait half a minute and try again");
  }
  // A mistake in the form, not a lost session: the page must not sign out over it.
  if (!ledger::check_password(app.services.db, call.principal->name, body.current)) {
    return invalid("current", "this is not the password");
  }
  app.limiter.succeeded(call.principal->name);
  if (auto set = ledger::set_password(app.services.db, id, body.wanted); !set) {
    if (set.error().field == "password") set.error().field = "wanted";
    return std::unexpected(std::move(set).error());
  }
  app.auth.forget_all();
  return Empty{};
}

}  // namespace

std::vector<Route> session_routes() {
  using enum http::Method;
  Route in{.method = post,
           .path = "/api/session",
           .permission = Permission::open,
           .summary = "Sign in; sets the session cookie"};
  in.handle = &sign_in;
  in.request_schema = &schema_of<SignInRequest>;
  in.response_schema = &schema_of<SessionView>;
  return {
      in,
      json_route<who_am_i>(
          {.method = get, .path = "/api/session", .permission = Permission::viewer, .summary = "Who is signed in"}),
      json_route<sign_out>(
          {.method = remove, .path = "/api/session", .permission = Permission::viewer, .summary = "Sign out"}),
      json_route<choose_language>({.method = put,
                                   .path = "/api/session/language",
                                   .permission = Permission::viewer,
                                   .summary = "Choose the language of the web page"}),
      json_route<change_password>({.method = put,
                                   .path = "/api/session/password",
                                   .permission = Permission::viewer,
                                   .summary = "Change one's own password; ends one's sessions"}),
  };
}

}  // namespace throng::api
