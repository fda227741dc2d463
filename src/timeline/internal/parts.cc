#include "timeline/internal/parts.h"

#include <charconv>
#include <limits>

#include "base/calendar.h"
#include "model/filter.h"
#include "timeline/bucket_index.h"

namespace throng::timeline {
namespace {

// New events come in every day: the table need not be made anew for each.
constexpr Duration kAhead = throng::days(400);

// The local days of a zone from the first key to somewhat after the last.
class DayTable final : public PartTable {
 public:
  DayTable(const Calendar& calendar, std::span<const Instant> midnights) : index_(midnights) {
    // A zone may have left out a date.
    for (const Instant midnight : midnights) numbers_.push_back(day_number(calendar.date_of(midnight)));
  }

  bool covers(const PartScope& scope) const override {
    return scope.first_key > scope.last_key || (scope.first_key >= index_.begin() && scope.last_key < index_.end());
  }

  void add(PartList& to, std::span<const std::uint64_t> keys, std::span<const EventCode> names) const override {
    if (to.scratch.size() < keys.size()) to.scratch.resize(keys.size());
    index_.buckets_of(keys, to.scratch.data());
    for (std::size_t i = 0; i < keys.size();) {
      const std::uint16_t bucket = to.scratch[i];
      std::uint64_t mask = 0;
      for (; i < keys.size() && to.scratch[i] == bucket; ++i) mask |= mask_of(names[i]);
      to.codes.push_back(numbers_[bucket]);
      to.masks.push_back(mask);
    }
  }

 private:
  BucketIndex index_;
  std::vector<ValueCode> numbers_;  // per bucket
};

class SessionTable final : public PartTable {
 public:
  SessionTable(std::int64_t timeout_ms, std::span<const std::string> names) : timeout_ms_(timeout_ms) {
    for (const std::string& name : names) activity_.push_back(model::is_activity(name) ? 1 : 0);
  }

  bool covers(const PartScope& scope) const override { return scope.names.size() <= activity_.size(); }

  void add(PartList& to, std::span<const std::uint64_t> keys, std::span<const EventCode> names) const override {
    std::int64_t last_ms = std::numeric_limits<std::int64_t>::min() / 2;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (activity_[names[i]] == 0) continue;
      const std::int64_t ms = ms_of(keys[i]);
      if (ms - last_ms > timeout_ms_) {
        to.codes.push_back(static_cast<ValueCode>(i));
        to.masks.push_back(0);
      }
      last_ms = ms;
      to.masks.back() |= mask_of(names[i]);
    }
  }

 private:
  std::int64_t timeout_ms_;
  std::vector<std::uint8_t> activity_;  // per event code
};

Result<std::shared_ptr<const PartTable>> day_table(const std::string& zone, const PartScope& scope) {
  THRONG_TRY(const Calendar calendar, Calendar::create(zone));
  std::vector<Instant> midnights;
  if (scope.first_key <= scope.last_key) {
    const TimeRange range{from_ms(ms_of(scope.first_key)), from_ms(ms_of(scope.last_key)) + kAhead};
    midnights = calendar.boundaries(range, BucketUnit::day);
  }
  return std::make_shared<DayTable>(calendar, midnights);
}

Result<std::shared_ptr<const PartTable>> session_table(const std::string& timeout, const PartScope& scope) {
  std::int64_t ms = 0;
  const auto [end, error] = std::from_chars(timeout.data(), timeout.data() + timeout.size(), ms);
  if (error != std::errc() || end != timeout.data() + timeout.size() || ms <= 0) {
    return fail(ErrorCode::invalid_argument, "the longest gap inside a session is a number of ms", "timeout");
  }
  return std::make_shared<SessionTable>(ms, scope.names);
}

}  // namespace

Result<std::shared_ptr<const PartTable>> part_table(const ColumnRef& ref, const PartScope& scope) {
  return ref.kind == ColumnKind::days ? day_table(ref.name, scope) : session_table(ref.name, scope);
}

}  // namespace throng::timeline
