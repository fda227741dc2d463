// A subscription: a board that goes out by mail at set times.
#pragma once

#include <string>
#include <vector>

#include "base/calendar.h"
#include "board/alert.h"
#include "ledger/saved.h"

namespace throng::board {

enum class Rhythm { daily, weekly, monthly };
BOOST_DESCRIBE_ENUM(Rhythm, daily, weekly, monthly)

struct Subscription {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::subscription;
  std::string board;  // id
  Rhythm rhythm = Rhythm::weekly;
  std::uint32_t hour = 8;               // so many hours after the midnight of the day, 0..23
  Weekday weekday = Weekday::monday;    // of weekly ones
  std::uint32_t day = 1;                // of monthly ones, 1..31; the month's last where it is shorter
  std::vector<std::string> recipients;  // 1..kMaxRecipients e-mail addresses
  bool enabled = true;
  static constexpr std::string_view kRequired[] = {"board", "recipients"};
};
BOOST_DESCRIBE_STRUCT(Subscription, (), (board, rhythm, hour, weekday, day, recipients, enabled))

// Whether the board exists is not looked at. Errors: invalid_argument naming the field.
Result<void> check(Subscription& subscription);

// The last time at or before `now` when it was to go out.
Instant last_due(const Subscription& subscription, const Calendar& calendar, Instant now);
// The first one after it.
Instant next_due(const Subscription& subscription, const Calendar& calendar, Instant now);

// What became of one time, as the history keeps it.
struct Sending {
  Instant due{};  // absent (epoch) when somebody asked for it
  bool sent = false;
  std::string message;  // why not
};
BOOST_DESCRIBE_STRUCT(Sending, (), (due, sent, message))

}  // namespace throng::board
