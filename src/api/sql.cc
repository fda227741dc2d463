// /api/sql: statements that people write themselves, over the project's views.
#include "api/messages/sql.h"
#include "api/file_form.h"
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/routes.h"

namespace throng::api {
namespace {

using analyze::user_sql::SqlAnswer;
using analyze::user_sql::SqlRequest;

Result<SqlAnswer> run_sql(Call& call, const SqlRequest& request) {
  return call.app.sql.ask(request, call.request.gone);
}

Result<http::Response> export_sql(Call& call, const SqlRequest& request) {
  THRONG_TRY(const FileForm* form, file_form(call));
  THRONG_TRY(std::string bytes, call.app.sql.save(request, form->format, call.request.gone));
  return file_response("throng", *form, std::move(bytes));
}

Result<SqlViewsResponse> sql_views(Call& call) {
  SqlViewsResponse response{.most_rows = analyze::user_sql::kMostRows};
  THRONG_TRY(response.functions, call.app.sql.function_names());
  for (const auto& view : analyze::user_sql::views()) {
    SqlView& out = response.views.emplace_back(SqlView{std::string(view.name), std::string(view.about), {}});
    for (const auto& column : view.columns)
      out.columns.push_back({std::string(column.name), std::string(column.type), std::string(column.about)});
  }
  return response;
}

}  // namespace

std::vector<Route> sql_routes() {
  using enum http::Method;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<run_sql>({.method = post,
                           .path = "/api/sql",
                           .permission = kAnalyst,
                           .summary = "Run one SELECT over the views of the project",
                           .run_on = RunOn::heavy}),
      json_route<export_sql>({.method = post,
                              .path = "/api/sql/export",
                              .permission = kAnalyst,
                              .summary = "Run one SELECT and return all its rows as a file",
                              .query = {kFormParameter},
                              .run_on = RunOn::heavy,
                              .answers = "application/octet-stream"}),
      json_route<sql_views>({.method = get,
                             .path = "/api/sql/views",
                             .permission = kAnalyst,
                             .summary = "The views that SQL may read, their columns, and the functions it may call"}),
  };
}

}  // namespace throng::api
