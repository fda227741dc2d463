// Questions and the persons behind their numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyze/registry.h"
#include "api/messages/problem.h"
#include "base/json.h"

namespace throng::api {

// POST /api/ask takes analyze::AskRequest.
struct AskResponse {
  std::string analysis;
  analyze::Engine engine = analyze::Engine::timeline;
  std::uint64_t snapshot = 0;
  double milliseconds = 0;
  json::Raw answer;   // of the analysis: TrendAnswer, FunnelAnswer …
  bool kept = false;  // given before, and nothing that it depends on has changed since
};
BOOST_DESCRIBE_STRUCT(AskResponse, (), (analysis, engine, snapshot, milliseconds, answer, kept))
struct AskManyRequest {                        // POST /api/ask/many
  std::vector<analyze::AskRequest> questions;  // at most analyze::kMaxAskedTogether
  std::optional<model::Filter> filter;         // of events, on top of each question's own
  std::optional<model::Window> range;          // instead of each question's own
  static constexpr std::string_view kRequired[] = {"questions"};
};
BOOST_DESCRIBE_STRUCT(AskManyRequest, (), (questions, filter, range))
struct AskManyResult {  // answer or problem
  json::Raw question;   // with filter and range, as it was asked; null if it could not be read
  std::optional<AskResponse> answer;
  std::optional<Problem> problem;
};
BOOST_DESCRIBE_STRUCT(AskManyResult, (), (question, answer, problem))
struct AskManyResponse {
  std::vector<AskManyResult> results;  // in the order of the questions
};
BOOST_DESCRIBE_STRUCT(AskManyResponse, (), (results))
struct PersonsBehindRequest : analyze::PersonsRequest {  // POST /api/ask/persons
  std::uint64_t offset = 0;
  std::uint32_t limit = 50;  // 1..1000
};
BOOST_DESCRIBE_STRUCT(PersonsBehindRequest, (analyze::PersonsRequest), (offset, limit))

}  // namespace throng::api
