// For tests of exports: what an import makes of what was written.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "collect/internal/enrich.h"
#include "collect/internal/event_time.h"
#include "collect/internal/validate.h"

namespace throng::collect::testing {

// The event that a message becomes, by the steps before acceptance.
inline model::Event imported(const std::string& message) {
  static Workspace work;
  static const auto agents = AgentReader::open("");
  const std::string_view texts[] = {message};
  Request request;
  request.received = from_ms(1'790'000'000'000);
  request.lines = {1};
  request.decoded = *work.decoder.assemble(texts);
  validate(request, work);
  correct_clock(request);
  enrich(request, **agents);
  EXPECT_TRUE(request.refused.empty()) << message << request.refused.front().message;
  return request.drafts.empty() ? model::Event{} : request.drafts.front().event;
}

}  // namespace throng::collect::testing
