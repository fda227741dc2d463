// /api/goals: numbers that are to reach a target, and how far they have come.
#include "api/internal/saved_resource.h"
#include "api/json_route.h"
#include "api/problem.h"
#include "api/routes.h"

namespace throng::api {
namespace {

using Goals = SavedResource<GoalBody, GoalView>;

void ask_progress(Call& call, std::span<GoalView> views) {
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  std::vector<board::Goal> goals(views.begin(), views.end());
  auto all = board::progress_now(goals, call.app.sources(), memberships.context());
  for (std::size_t i = 0; i < views.size(); ++i) {
    if (all[i])
      views[i].progress = *std::move(all[i]);
    else
      views[i].problem = problem_of(all[i].error());
  }
}

Result<void> finish(Call& call, GoalView& view) {
  ask_progress(call, {&view, 1});
  return {};
}

Result<GoalsResponse> list(Call& call) {
  THRONG_TRY(auto all, Goals::all(call));
  ask_progress(call, all);
  return GoalsResponse{std::move(all)};
}

Result<GoalCourseResponse> course(Call& call) {
  THRONG_TRY(const auto saved, ledger::find_saved(call.app.services.db, Goals::key(call)));
  THRONG_TRY(const auto goal, json::read<board::Goal>(saved.body));
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  THRONG_TRY(auto points, board::course_of(goal, call.app.sources(), memberships.context()));
  return GoalCourseResponse{std::move(points)};
}

}  // namespace

std::vector<Route> goal_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  constexpr auto kHeavy = RunOn::heavy;
  return {
      json_route<list>({.path = "/api/goals",
                        .permission = kViewer,
                        .summary = "Goals and how far they have come",
                        .run_on = kHeavy}),
      json_route<Goals::create<finish>>(
          {.method = post, .path = "/api/goals", .permission = kAnalyst, .summary = "Set a goal", .run_on = kHeavy}),
      json_route<Goals::find<finish>>(
          {.path = "/api/goals/{id}", .permission = kViewer, .summary = "One goal", .run_on = kHeavy}),
      json_route<course>({.path = "/api/goals/{id}/course",
                          .permission = kViewer,
                          .summary = "A goal's number from its start to now",
                          .run_on = kHeavy}),
      json_route<Goals::change<finish>>({.method = put,
                                         .path = "/api/goals/{id}",
                                         .permission = kAnalyst,
                                         .summary = "Change a goal",
                                         .run_on = kHeavy}),
      json_route<Goals::remove_one>(
          {.method = remove, .path = "/api/goals/{id}", .permission = kAnalyst, .summary = "Delete a goal"}),
  };
}

}  // namespace throng::api
