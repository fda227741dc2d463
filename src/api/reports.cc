// /api/reports: saved questions. /api/boards: tiles of them.
#include "api/internal/saved_resource.h"
#include "api/json_route.h"
#include "api/routes.h"

namespace throng::api {
namespace {

using Reports = SavedResource<ReportBody, ReportView>;
using Boards = SavedResource<BoardBody, BoardView>;

Result<ReportsResponse> list_reports(Call& call) {
  THRONG_TRY(auto reports, Reports::all(call));
  return ReportsResponse{std::move(reports)};
}

Result<BoardsResponse> list_boards(Call& call) {
  THRONG_TRY(auto boards, Boards::all(call));
  return BoardsResponse{std::move(boards)};
}

}  // namespace

std::vector<Route> report_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list_reports>({.path = "/api/reports", .permission = kViewer, .summary = "Saved questions"}),
      json_route<Reports::create<>>({.method = post,
                                     .path = "/api/reports",
                                     .permission = kAnalyst,
                                     .summary = "Save a question of any analysis"}),
      json_route<Reports::find<>>(
          {.path = "/api/reports/{id}", .permission = kViewer, .summary = "One saved question"}),
      json_route<Reports::change<>>(
          {.method = put, .path = "/api/reports/{id}", .permission = kAnalyst, .summary = "Change a saved question"}),
      json_route<Reports::remove_one>({.method = remove,
                                       .path = "/api/reports/{id}",
                                       .permission = kAnalyst,
                                       .summary = "Delete a saved question; boards show that it is gone"}),
  };
}

std::vector<Route> board_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list_boards>({.path = "/api/boards", .permission = kViewer, .summary = "Boards"}),
      json_route<Boards::create<>>(
          {.method = post, .path = "/api/boards", .permission = kAnalyst, .summary = "Make a board"}),
      json_route<Boards::find<>>({.path = "/api/boards/{id}", .permission = kViewer, .summary = "One board"}),
      json_route<Boards::change<>>(
          {.method = put, .path = "/api/boards/{id}", .permission = kAnalyst, .summary = "Change a board"}),
      json_route<Boards::remove_one>(
          {.method = remove, .path = "/api/boards/{id}", .permission = kAnalyst, .summary = "Delete a board"}),
  };
}

}  // namespace throng::api
