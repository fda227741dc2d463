// Sessions as docs/semantics.md defines them.
#pragma once

#include <vector>

#include "analyze/sessions.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::SessionRule random_session_rule(Dice& dice);

using EventList = std::vector<const model::Event*>;
// The person's activity, session by session, in order.
std::vector<EventList> sessions_of(const analyze::SessionRule& rule, const Oracle::Person& person);

}  // namespace throng::testing
