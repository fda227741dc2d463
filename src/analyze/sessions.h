// Sessions, as docs/semantics.md splits a person's events into them: the rule that questions carry.
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

inline constexpr Duration kMaxSessionTimeout = days(1);

struct SessionRule {
  Duration timeout = minutes(30);  // the longest gap inside a session; more than 0, at most kMaxSessionTimeout
  bool client_ids = true;          // an event's own session id ($session) wins over time
};
BOOST_DESCRIBE_STRUCT(SessionRule, (), (timeout, client_ids))

// Errors: invalid_argument naming the field.
Result<void> validate(const SessionRule& rule);

}  // namespace throng::analyze
