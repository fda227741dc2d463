// An alert: a number that is looked at whenever one of its buckets is over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "board/number.h"
#include "ledger/saved.h"

namespace throng::board {

// threshold: the value itself against `bound`.
// change: by how many percent it differs from the mean of the last kChangeWeeks like it, against `bound`.
// anomaly: by how many robust deviations it differs from the median of the last kAnomalyWeeks like it, against `bound`.
// collapse: not one number, but the events of every name that came fewer by `bound` percent or more than in the mean of
// the last kChangeWeeks like it (collapse.h).
// "Like it" are the same hour or day of the weeks before; of weeks and months those just before.
enum class AlertRule { threshold, change, anomaly, collapse };
BOOST_DESCRIBE_ENUM(AlertRule, threshold, change, anomaly, collapse)

enum class AlertSide { above, below, either };  // either: not for thresholds
BOOST_DESCRIBE_ENUM(AlertSide, above, below, either)

inline constexpr std::size_t kChangeWeeks = 4;
inline constexpr std::size_t kAnomalyWeeks = 8;
inline constexpr std::size_t kFewestLikeIt = 4;    // of an anomaly; fewer say nothing
inline constexpr double kMadToDeviation = 1.4826;  // of a normal distribution: 1 / its third quartile
inline constexpr std::size_t kMaxRecipients = 20;

struct Alert {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::alert;
  analyze::TrendQuestion question;  // one number; bucket hour, day, week or month; its range is not looked at
  AlertRule rule = AlertRule::threshold;
  AlertSide side = AlertSide::above;
  double bound = 0;  // more than 0 for change and anomaly; of a collapse at most 100
  bool enabled = true;
  std::vector<std::string> recipients;  // e-mail addresses told when it begins or stops to fire
};
BOOST_DESCRIBE_STRUCT(Alert, (), (question, rule, side, bound, enabled, recipients))

Result<void> check(Alert& alert);

// The range that holds the last bucket that is over and all like it.
TimeRange range_of(const Alert& alert, const Calendar& calendar, Instant now);

// failed: the question could not be asked. no_data: the value, or what it is compared with, is missing.
enum class AlertState { ok, firing, no_data, failed };
BOOST_DESCRIBE_ENUM(AlertState, ok, firing, no_data, failed)

// What became of the mail that says so.
struct AlertTold {
  bool sent = false;
  std::uint32_t tries = 0;
  std::string message;  // why the last one failed
};
BOOST_DESCRIBE_STRUCT(AlertTold, (), (sent, tries, message))

struct CollapsedEvent {
  std::string event;
  double value = 0;
  double expected = 0;
};
BOOST_DESCRIBE_STRUCT(CollapsedEvent, (), (event, value, expected))

struct AlertFinding {
  AlertState state = AlertState::no_data;
  std::optional<Instant> bucket;  // start of the last one that is over
  std::optional<double> value;
  std::optional<double> expected;    // what it was compared with: bound, mean or median
  std::optional<double> difference;  // percent or robust deviations; absent for thresholds, and where it has no measure
  std::string message;               // of a failure
  std::optional<AlertTold> told;     // where it began or stopped to fire and somebody is to be told
  std::vector<CollapsedEvent> collapsed;  // of that rule, whose `value` is how many there are; the most usual first
};
BOOST_DESCRIBE_STRUCT(AlertFinding, (), (state, bucket, value, expected, difference, message, told, collapsed))

// The values of the buckets like `bucket`, newest first, where they have one.
std::vector<double> like_it(const Line& line, std::size_t bucket, BucketUnit unit, const Calendar& calendar,
                            std::size_t count);

// The last bucket that is over.
std::optional<std::size_t> last_complete(const Line& line);

// Not of the rule collapse.
AlertFinding evaluate(const Alert& alert, const Line& line, const Calendar& calendar);

}  // namespace throng::board
