// Questions asked together: a thread each, whose scans go through the slices side by side.
#include <thread>

#include "analyze/registry.h"
#include "base/shared_pass.h"

namespace throng::analyze {
namespace {

// What asks SQL does so after it has left the pass: the others need not wait for it.
Result<Answered> ask_in_pass(const AskRequest& request, const Sources& sources, const AskContext& context,
                             SharedPass& pass) {
  Result<Answered> answered = fail(ErrorCode::deadline, "not asked");
  const bool in_pass = request.engine != Engine::sql;
  if (in_pass) {
    const auto timeline = sources.timeline->scanning_on(pass);
    answered = ask(request, {timeline.get(), nullptr, sources.project, sources.answers}, context);
  }
  pass.leave();
  const bool otherwise = request.engine == Engine::automatic && !answered &&
                         answered.error().code == ErrorCode::deadline && sources.warehouse != nullptr;
  if (in_pass && !otherwise) return answered;
  AskRequest by_sql = request;
  by_sql.engine = Engine::sql;
  return ask(by_sql, sources, context);
}

}  // namespace

std::vector<Result<Answered>> ask_many(std::span<const AskRequest> requests, const Sources& sources,
                                       const AskContext& context) {
  std::vector<Result<Answered>> answers(requests.size());
  if (requests.size() > kMaxAskedTogether) {
    std::fill(answers.begin(), answers.end(), fail(ErrorCode::too_large, "too many questions at once"));
    return answers;
  }
  if (sources.timeline == nullptr || requests.size() < 2) {
    for (std::size_t i = 0; i < requests.size(); ++i) answers[i] = ask(requests[i], sources, context);
    return answers;
  }
  SharedPass pass(sources.timeline->pool(), requests.size());
  std::vector<std::jthread> askers;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    askers.emplace_back([&, i] { answers[i] = ask_in_pass(requests[i], sources, context, pass); });
  }
  return askers.clear(), answers;
}

}  // namespace throng::analyze
