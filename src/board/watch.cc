#include "board/watch.h"

#include <algorithm>

#include "board/reason.h"

namespace throng::board {
namespace {

AlertFinding failed(const Error& error, Instant bucket) {
  return {.state = AlertState::failed, .bucket = bucket, .message = reason_of(error)};
}

AlertFinding find_out(const WatchPlace& place, const Alert& alert, Instant now, std::stop_token stop) {
  const TimeRange range = range_of(alert, place.calendar, now);
  const Instant bucket = place.calendar.advance(range.end, alert.question.bucket, -1);
  const audience::SegmentMemberships memberships(*place.db, place.sources, *place.members,
                                                 {place.calendar, now, std::move(stop)});
  const auto answered =
      analyze::ask(request_of(alert.question, range, alert.question.bucket), place.sources, memberships.context());
  if (!answered) return failed(answered.error(), bucket);
  const auto line = line_of(*answered);
  if (!line) return failed(line.error(), bucket);
  return evaluate(alert, *line, place.calendar);
}

constexpr std::size_t kRemembered = 50;  // looks back for the last statement

bool is_statement(const AlertFinding& finding) {
  return finding.state == AlertState::firing || finding.state == AlertState::ok;
}

// Whether the alert fired when something could last be said of it.
Result<bool> was_firing(ledger::Db& db, std::string_view alert) {
  THRONG_TRY(const auto looks, looks_at(db, alert, kRemembered));
  const auto last = std::ranges::find_if(looks, [](const AlertLook& look) { return is_statement(look.finding); });
  return last != looks.end() && last->finding.state == AlertState::firing;
}

Result<std::optional<AlertLook>> last_look(ledger::Db& db, std::string_view alert) {
  THRONG_TRY(auto looks, looks_at(db, alert, 1));
  if (looks.empty()) return std::nullopt;
  return looks.front();
}

bool is_due(const Alert& alert, const std::optional<AlertLook>& last, const Calendar& calendar, Instant now) {
  if (!last || last->finding.state == AlertState::failed) return true;
  const BucketUnit unit = alert.question.bucket;
  return last->finding.bucket != calendar.advance(calendar.floor(now, unit), unit, -1);
}

}  // namespace

Result<std::vector<AlertLook>> looks_at(ledger::Db& db, std::string_view alert, std::size_t limit) {
  THRONG_TRY(const auto events, ledger::list_saved_events(db, alert, limit));
  std::vector<AlertLook> looks;
  for (const ledger::SavedEvent& event : events) {
    THRONG_TRY(auto finding, json::read<AlertFinding>(event.body));
    looks.push_back({event.at, std::move(finding)});
  }
  return looks;
}

Result<AlertFinding> look_at(const WatchPlace& place, const ledger::Saved& saved, Instant now, std::stop_token stop) {
  THRONG_TRY(const Alert alert, json::read<Alert>(saved.body));
  THRONG_TRY(const bool fired, was_firing(*place.db, saved.id));
  const AlertFinding finding = find_out(place, alert, now, std::move(stop));
  THRONG_CHECK(ledger::add_saved_event(*place.db, {saved.id, now, json::to_string(finding)}));
  if (place.changed && is_statement(finding) && fired != (finding.state == AlertState::firing))
    place.changed(saved, finding);
  return finding;
}

Result<std::size_t> look_at_alerts(const WatchPlace& place, Instant now, std::stop_token stop) {
  THRONG_TRY(const auto all, ledger::list_saved(*place.db, place.sources.project, Alert::kKind));
  std::size_t looked = 0;
  for (const ledger::Saved& saved : all) {
    if (stop.stop_requested()) break;
    THRONG_TRY(const Alert alert, json::read<Alert>(saved.body));
    THRONG_TRY(const auto last, last_look(*place.db, saved.id));
    if (!alert.enabled || !is_due(alert, last, place.calendar, now)) continue;
    auto found = look_at(place, saved, now, stop);
    // Deleted meanwhile.
    if (!found && found.error().code != ErrorCode::not_found) return std::unexpected(std::move(found).error());
    ++looked;
  }
  return looked;
}

}  // namespace throng::board
