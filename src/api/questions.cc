// /api/ask: any analysis, and the persons behind any number of its answer.
#include <algorithm>

#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/persons.h"
#include "api/messages/questions.h"
#include "api/person_rows.h"
#include "api/routes.h"

namespace throng::api {
namespace {

constexpr std::uint32_t kMostPersons = 1000;

Result<AskResponse> ask(Call& call, const analyze::AskRequest& request) {
  const audience::SegmentMemberships memberships = call.app.memberships(call.request.gone);
  THRONG_TRY(analyze::Answered answered, analyze::ask(request, call.app.sources(), memberships.context()));
  return AskResponse{
      request.analysis, answered.engine, answered.snapshot, answered.milliseconds, json::Raw{std::move(answered.json)},
      answered.kept};
}

Result<PersonsResponse> persons_behind(Call& call, const PersonsBehindRequest& request) {
  if (request.limit < 1 || request.limit > kMostPersons) return invalid("limit", "expected 1 to 1000");
  const audience::SegmentMemberships memberships = call.app.memberships(call.request.gone);
  THRONG_TRY(const analyze::PersonList all, analyze::persons(request, call.app.sources(), memberships.context()));
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(request.offset, all.size()));
  const auto end = begin + std::min<std::ptrdiff_t>(request.limit, all.end() - begin);
  THRONG_TRY(auto rows, person_rows(call.app, {begin, end}));
  return PersonsResponse{all.size(), std::move(rows)};
}

}  // namespace

std::vector<Route> question_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  return {
      json_route<ask>({.method = post,
                       .path = "/api/ask",
                       .permission = kViewer,
                       .summary = "Ask a question of any analysis: trend, funnel, retention, lifecycle …",
                       .run_on = RunOn::heavy}),
      json_route<persons_behind>({.method = post,
                                  .path = "/api/ask/persons",
                                  .permission = kViewer,
                                  .summary = "The persons behind one number of an answer",
                                  .run_on = RunOn::heavy}),
  };
}

}  // namespace throng::api
