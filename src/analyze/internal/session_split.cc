#include "analyze/internal/session_split.h"

namespace throng::analyze::internal {

SessionSplit::SessionSplit(const SessionRule& rule, timeline::FilterProgram& program)
    : timeout_ms_(rule.timeout.count()) {
  if (rule.client_ids) column_ = program.add(timeline::ColumnRef{false, "$session", timeline::ColumnKind::code});
}

void SessionSplit::bind(const timeline::Snapshot& snapshot) {
  starts_.reset();
  ids_ = column_ && snapshot.dictionary(*column_).size() > 1 ? column_ : std::nullopt;
  activity_.clear();
  for (std::size_t code = 0; code < snapshot.event_names(); ++code) {
    activity_.push_back(model::is_activity(snapshot.event_name(static_cast<timeline::EventCode>(code))) ? 1 : 0);
  }
}

Result<timeline::Snapshot> SessionSplit::bind_starts(timeline::FilterProgram& program, timeline::Timeline& timeline,
                                                     const std::stop_token& stop) {
  THRONG_TRY(timeline::Snapshot snapshot, program.bind(timeline, stop));
  bind(snapshot);
  if (ids_) return snapshot;
  program.add_sessions(Duration(timeout_ms_));
  THRONG_TRY(snapshot, program.bind(timeline, stop));
  bind(snapshot);
  if (!ids_) starts_ = program.sessions();
  return snapshot;
}

// Back to an event with an id, or to one that began a session by time without one: nothing before it matters.
RunningSession SessionSplit::before(const timeline::PersonView& person, std::size_t event) const {
  RunningSession running;
  const auto ids = this->ids(person);
  bool found = false;
  std::int64_t later_ms = 0;
  for (std::size_t i = event; i-- > 0;) {
    if (!is_activity(person.names[i])) continue;
    const std::int64_t ms = timeline::ms_of(person.keys[i]);
    if (found && later_ms - ms > timeout_ms_) break;
    if (!found) running.last_ms_ = ms;
    found = true;
    later_ms = ms;
    if (ids.empty()) break;
    running.id_ = ids[i];
    if (ids[i] != 0) break;
  }
  return running;
}

}  // namespace throng::analyze::internal
