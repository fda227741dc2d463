#include "board/subscription.h"

#include <algorithm>

#include <fmt/format.h>

#include "outbound/mail.h"

namespace throng::board {
namespace {

constexpr int kDaysOfAWeek = 7;

// The midnight of the `day`-th of the month that `month` begins, or of its last day.
Instant day_of_month(const Calendar& calendar, Instant month, std::uint32_t day) {
  const CivilDate first = calendar.date_of(month);
  const CivilDate last =
      calendar.date_of(calendar.advance(calendar.advance(month, BucketUnit::month, 1), BucketUnit::day, -1));
  return calendar.midnight({first.year, first.month, std::min(day, last.day)});
}

// The midnight of the day that is asked for, in the unit `back` units before the running one.
Instant day_before(const Subscription& s, const Calendar& calendar, Instant now, int back) {
  const Instant today = calendar.floor(now, BucketUnit::day);
  switch (s.rhythm) {
    case Rhythm::daily: return calendar.advance(today, BucketUnit::day, -back);
    case Rhythm::weekly: {
      const CivilDate date = calendar.date_of(today);
      const auto weekday =
          (days_from_civil(date.year, date.month, date.day) + 4) % kDaysOfAWeek;  // 1970-01-01: Thursday
      const auto since = (weekday - static_cast<int>(s.weekday) + kDaysOfAWeek) % kDaysOfAWeek;
      return calendar.advance(today, BucketUnit::day, -static_cast<int>(since) - kDaysOfAWeek * back);
    }
    case Rhythm::monthly:
      return day_of_month(calendar, calendar.advance(calendar.floor(now, BucketUnit::month), BucketUnit::month, -back),
                          s.day);
  }
  return today;
}

}  // namespace

Result<void> check(Subscription& subscription) {
  if (subscription.board.empty()) return invalid("board", "expected the id of a board");
  if (subscription.hour > 23) return invalid("hour", "expected 0 to 23");
  if (subscription.day < 1 || subscription.day > 31) return invalid("day", "expected 1 to 31");
  if (subscription.recipients.empty() || subscription.recipients.size() > kMaxRecipients)
    return invalid("recipients", fmt::format("expected 1 to {} addresses", kMaxRecipients));
  for (std::size_t i = 0; i < subscription.recipients.size(); ++i) {
    if (auto good = outbound::check_address(subscription.recipients[i]); !good)
      return invalid(fmt::format("recipients[{}]", i), good.error().message);
  }
  return {};
}

Instant last_due(const Subscription& subscription, const Calendar& calendar, Instant now) {
  const Duration after = hours(subscription.hour);
  const Instant running = day_before(subscription, calendar, now, 0) + after;
  return running <= now ? running : day_before(subscription, calendar, now, 1) + after;
}

Instant next_due(const Subscription& subscription, const Calendar& calendar, Instant now) {
  const Duration after = hours(subscription.hour);
  const Instant running = day_before(subscription, calendar, now, 0) + after;
  return running > now ? running : day_before(subscription, calendar, now, -1) + after;
}

}  // namespace throng::board
