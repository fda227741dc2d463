// /api/ask: any analysis, and the persons behind any number of its answer.
#include <algorithm>

#include "analyze/table_parquet.h"
#include "api/file_form.h"
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/persons.h"
#include "api/messages/questions.h"
#include "api/person_rows.h"
#include "api/problem.h"
#include "api/routes.h"

namespace throng::api {
namespace {

constexpr std::uint32_t kMostPersons = 1000;

AskResponse response_of(const std::string& analysis, analyze::Answered answered) {
  return {analysis,     answered.engine, answered.snapshot, answered.milliseconds, json::Raw{std::move(answered.json)},
          answered.kept};
}

Result<AskResponse> ask(Call& call, const analyze::AskRequest& request) {
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  THRONG_TRY(analyze::Answered answered, analyze::ask(request, call.app.sources(), memberships.context()));
  return response_of(request.analysis, std::move(answered));
}

Result<AskManyResponse> ask_many(Call& call, const AskManyRequest& request) {
  if (request.questions.size() > analyze::kMaxAskedTogether)
    return fail(ErrorCode::too_large, "at most " + std::to_string(analyze::kMaxAskedTogether) + " questions",
                "questions");
  const analyze::Narrowing narrowing{request.filter, request.range};
  AskManyResponse response;
  response.results.resize(request.questions.size());
  std::vector<analyze::AskRequest> valid;
  std::vector<AskManyResult*> whose;
  for (std::size_t i = 0; i < request.questions.size(); ++i) {
    auto question = analyze::narrowed(request.questions[i], narrowing);
    if (!question) {
      response.results[i].problem = problem_of(question.error());
      continue;
    }
    response.results[i].question = question->question;
    valid.push_back(*std::move(question));
    whose.push_back(&response.results[i]);
  }
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  auto answers = analyze::ask_many(valid, call.app.sources(), memberships.context());
  for (std::size_t i = 0; i < valid.size(); ++i) {
    if (answers[i])
      whose[i]->answer = response_of(valid[i].analysis, *std::move(answers[i]));
    else
      whose[i]->problem = problem_of(answers[i].error());
  }
  return response;
}

Result<http::Response> export_answer(Call& call, const analyze::AskRequest& request) {
  THRONG_TRY(const FileForm* form, file_form(call));
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  THRONG_TRY(const analyze::Answered answered, analyze::ask(request, call.app.sources(), memberships.context()));
  THRONG_TRY(const analyze::Table table, analyze::table_of(request, answered));
  if (form->format == warehouse::Format::csv) return file_response(request.analysis, *form, analyze::csv_of(table));
  if (form->format == warehouse::Format::json) return file_response(request.analysis, *form, analyze::json_of(table));
  THRONG_TRY(std::string bytes, analyze::parquet_of(table, {&call.app.services.warehouse, call.app.project.id}));
  return file_response(request.analysis, *form, std::move(bytes));
}

Result<PersonsResponse> persons_behind(Call& call, const PersonsBehindRequest& request) {
  if (request.limit < 1 || request.limit > kMostPersons) return invalid("limit", "expected 1 to 1000");
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
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
      json_route<ask_many>({.method = post,
                            .path = "/api/ask/many",
                            .permission = kViewer,
                            .summary = "Ask up to 50 questions at once, with a filter and a range for all of them",
                            .run_on = RunOn::heavy}),
      json_route<export_answer>({.method = post,
                                 .path = "/api/ask/export",
                                 .permission = kViewer,
                                 .summary = "Ask a question and get the answer's table as a file",
                                 .query = {kFormParameter},
                                 .run_on = RunOn::heavy,
                                 .answers = "application/octet-stream"}),
      json_route<persons_behind>({.method = post,
                                  .path = "/api/ask/persons",
                                  .permission = kViewer,
                                  .summary = "The persons behind one number of an answer",
                                  .run_on = RunOn::heavy}),
  };
}

}  // namespace throng::api
