#include "board/watch.h"

#include <algorithm>
#include <ranges>

#include "board/alert_mail.h"
#include "board/collapse.h"
#include "board/reason.h"

namespace throng::board {
namespace {

AlertFinding failed(const Error& error, Instant bucket) {
  return {.state = AlertState::failed, .bucket = bucket, .message = reason_of(error)};
}

AlertFinding find_out(const WatchPlace& place, const Alert& alert, Instant now, std::stop_token stop) {
  const TimeRange range = range_of(alert, place.calendar, now);
  const Instant bucket = place.calendar.advance(range.end, alert.question.bucket, -1);
  const audience::CurrentMemberships memberships(*place.audience, {place.calendar, now, std::move(stop)});
  if (alert.rule == AlertRule::collapse) {
    auto found = find_collapsed(alert, place.sources, memberships.context());
    return found ? std::move(*found) : failed(found.error(), bucket);
  }
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

using Look = Happened<AlertFinding>;

// Whether the alert fired when something could last be said of it.
Result<bool> was_firing(ledger::Db& db, std::string_view alert) {
  THRONG_TRY(const auto looks, history_of<AlertFinding>(db, alert, kRemembered));
  const auto last = std::ranges::find_if(looks, [](const Look& look) { return is_statement(look.event); });
  return last != looks.end() && last->event.state == AlertState::firing;
}

bool is_due(const Alert& alert, const std::vector<Look>& looks, const Calendar& calendar, Instant now) {
  if (looks.empty() || looks[0].event.state == AlertState::failed) return true;
  const BucketUnit unit = alert.question.bucket;
  return looks[0].event.bucket != calendar.advance(calendar.floor(now, unit), unit, -1);
}

Result<void> mail(const Postman& postman, const ledger::Saved& saved, const Alert& alert, const AlertFinding& found) {
  THRONG_CHECK(postman.check());
  return postman.mailer->send(mail_of(saved, alert, found, postman.mail_place(saved.owner)));
}

// Tries once to mail what a look found, and writes down what became of that.
Result<void> tell(const WatchPlace& place, const ledger::Saved& saved, const Alert& alert, Look& look) {
  AlertTold& told = *look.event.told;
  const auto sent = mail(place.postman, saved, alert, look.event);
  told = {sent.has_value(), told.tries + 1, sent ? "" : reason_of(sent.error())};
  return ledger::change_saved_event(*place.db, {saved.id, look.at, json::to_string(look.event), look.id});
}

// Tells what was found before and is not told yet. `looks`: newest first.
Result<void> tell_late(const WatchPlace& place, const ledger::Saved& saved, const Alert& alert,
                       std::vector<Look>& looks) {
  if (alert.recipients.empty()) return {};
  for (Look& look : std::views::reverse(looks)) {
    const auto& told = look.event.told;
    if (!told || told->sent || told->tries >= kMostTries) continue;
    THRONG_CHECK(tell(place, saved, alert, look));
    if (place.changed) place.changed(saved, look.event);
  }
  return {};
}

// Of several who look at once one is first, and the others see what it found.
std::unique_lock<std::mutex> my_turn(const WatchPlace& place) {
  return place.postman.turn == nullptr ? std::unique_lock<std::mutex>() : std::unique_lock(*place.postman.turn);
}

Result<AlertFinding> look_in_turn(const WatchPlace& place, const ledger::Saved& saved, Instant now,
                                  std::stop_token stop) {
  THRONG_TRY(const Alert alert, json::read<Alert>(saved.body));
  THRONG_TRY(const bool fired, was_firing(*place.db, saved.id));
  Look look{now, find_out(place, alert, now, std::move(stop))};
  const bool changed = is_statement(look.event) && fired != (look.event.state == AlertState::firing);
  if (changed && !alert.recipients.empty()) look.event.told.emplace();
  THRONG_TRY(look.id, ledger::add_saved_event(*place.db, {saved.id, now, json::to_string(look.event)}));
  if (look.event.told) THRONG_CHECK(tell(place, saved, alert, look));
  if (changed && place.changed) place.changed(saved, look.event);
  return look.event;
}

// All of one alert, if it is enabled. Whether it was looked at.
Result<bool> attend(const WatchPlace& place, const ledger::Saved& saved, Instant now, const std::stop_token& stop) {
  THRONG_TRY(const Alert alert, json::read<Alert>(saved.body));
  if (!alert.enabled) return false;
  const auto turn = my_turn(place);
  THRONG_TRY(auto looks, history_of<AlertFinding>(*place.db, saved.id, kRemembered));
  THRONG_CHECK(tell_late(place, saved, alert, looks));
  if (!is_due(alert, looks, place.calendar, now)) return false;
  THRONG_CHECK(look_in_turn(place, saved, now, stop));
  return true;
}

}  // namespace

Result<AlertFinding> look_at(const WatchPlace& place, const ledger::Saved& saved, Instant now, std::stop_token stop) {
  const auto turn = my_turn(place);
  return look_in_turn(place, saved, now, std::move(stop));
}

Result<std::size_t> look_at_alerts(const WatchPlace& place, Instant now, std::stop_token stop) {
  THRONG_TRY(const auto all, ledger::list_saved(*place.db, place.sources.project, Alert::kKind));
  std::size_t looked = 0;
  for (const ledger::Saved& saved : all) {
    if (stop.stop_requested()) break;
    auto attended = attend(place, saved, now, stop);
    // Deleted meanwhile.
    if (!attended && attended.error().code != ErrorCode::not_found) return std::unexpected(std::move(attended).error());
    if (attended && *attended) ++looked;
  }
  return looked;
}

}  // namespace throng::board
