// A project's calendar: an IANA time zone and a first day of the week. Every bucket boundary in the
// product comes from here; days of 23 and 25 hours are handled, nothing assumes 86,400 s.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/time.h"

namespace throng {

enum class BucketUnit { hour, day, week, month, quarter, total };
BOOST_DESCRIBE_ENUM(BucketUnit, hour, day, week, month, quarter, total)

enum class Weekday { sunday, monday, tuesday, wednesday, thursday, friday, saturday };
BOOST_DESCRIBE_ENUM(Weekday, sunday, monday, tuesday, wednesday, thursday, friday, saturday)

inline constexpr int kHoursOfWeek = 7 * 24;

// A civil date in some zone.
struct CivilDate {
  int year = 1970;
  unsigned month = 1;  // 1..12
  unsigned day = 1;    // 1..31
  bool operator==(const CivilDate&) const = default;
  auto operator<=>(const CivilDate&) const = default;
};

// Immutable and cheap to copy; safe to share between threads.
class Calendar {
 public:
  // Errors: invalid_argument (field "time_zone") for a zone the system does not know.
  static Result<Calendar> create(std::string_view zone_name, Weekday week_start = Weekday::monday);
  static Calendar utc(Weekday week_start = Weekday::monday);

  const std::string& zone_name() const;
  Weekday week_start() const;

  // The start of the bucket that holds t. Hours are clock hours of the zone; `total` is not allowed.
  Instant floor(Instant t, BucketUnit unit) const;
  // The start of the bucket n units after the one that starts at `start` (n may be negative). A date that the zone left
  // out counts as one.
  Instant advance(Instant start, BucketUnit unit, int n) const;
  // Midnight of a civil date (the first instant of that date where midnight does not exist).
  Instant midnight(CivilDate date) const;
  CivilDate date_of(Instant t) const;
  // The hour that the clock shows in the week that begins on week_start(): 0..167.
  int hour_of_week(Instant t) const;

  // b[0] <= range.begin < b[1] < ... < range.end <= b.back(): bucket i is [b[i], b[i+1]).
  // For `total`: {range.begin, range.end}. An empty range gives {}.
  std::vector<Instant> boundaries(TimeRange range, BucketUnit unit) const;

  // The last n complete calendar units ending now, the running unit included: "last 7 day" on a
  // Wednesday noon is [Thursday 00:00, next Thursday 00:00).
  TimeRange last(int n, BucketUnit unit, Instant now) const;

 private:
  struct Zone;
  std::shared_ptr<const Zone> zone_;
  Weekday week_start_ = Weekday::monday;
};

}  // namespace throng
