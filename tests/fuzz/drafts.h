// The steps after decoding, and what must hold of whatever comes out of them.
#pragma once

#include <cstdlib>

#include "base/json.h"
#include "collect/internal/enrich.h"
#include "collect/internal/event_time.h"
#include "collect/internal/validate.h"

namespace throng::fuzz {

inline void check_draft(const collect::Draft& draft) {
  if (draft.refused) return;
  const auto document = json::Document::parse(draft.event.props);
  if (!document || document->root().kind() != json::Kind::object) std::abort();
  if (draft.event.time < from_ms(0)) std::abort();
  if (draft.event.user_id.empty() && draft.event.anonymous_id.empty() && draft.distinct_id.empty()) std::abort();
}

inline void check_drafts(collect::Request& request, collect::Workspace& work) {
  static const auto agents = collect::AgentReader::open("");
  validate(request, work);
  correct_clock(request);
  enrich(request, **agents);
  for (const collect::Draft& draft : request.drafts) check_draft(draft);
}

}  // namespace throng::fuzz
