// Questions and the persons behind their numbers.
#pragma once

#include <cstdint>
#include <string>

#include "analyze/registry.h"
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
struct PersonsBehindRequest : analyze::PersonsRequest {  // POST /api/ask/persons
  std::uint64_t offset = 0;
  std::uint32_t limit = 50;  // 1..1000
};
BOOST_DESCRIBE_STRUCT(PersonsBehindRequest, (analyze::PersonsRequest), (offset, limit))

}  // namespace throng::api
