// A person's events split into sessions, over sorted arrays.
#pragma once

#include <string>
#include <vector>

#include "analyze/sessions.h"
#include "analyze/sql/store.h"

namespace throng::analyze::sql {

// A query for one row per person with activity:
//   p; evs, the person's activity in order as Array(Tuple(ts_ms, tie, id, session id, carried…)), carried from
//   kFirstCarried on; ns, for each of them the number of its session, from 1.
// `carried`: expressions over the columns of Reader::events().
std::string session_arrays(const Reader& reader, const SessionRule& rule, const std::vector<std::string>& carried);
inline constexpr int kFirstCarried = 5;

// The same, one row per event: p, n (the session), i (the place in evs, from 1), ms, c1, c2, … (carried).
std::string session_rows(const Reader& reader, const SessionRule& rule, const std::vector<std::string>& carried);

}  // namespace throng::analyze::sql
