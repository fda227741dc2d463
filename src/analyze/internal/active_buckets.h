// In which buckets a person has a matching event: what lifecycle and stickiness ask.
#pragma once

#include <optional>

#include "analyze/internal/day_buckets.h"
#include "timeline/bucket_index.h"
#include "timeline/filter_scan.h"

namespace throng::analyze::internal {

class ActiveBuckets {
 public:
  // The program is bound and outlives this. Where it has days and these decide, no event is looked at.
  ActiveBuckets(const timeline::FilterProgram& program, std::size_t match, const Buckets& buckets, BucketUnit unit,
                const Calendar& calendar)
      : program_(&program), match_(match), index_(buckets.edges()) {
    if (program.days() && program.is_mask_exact(match)) days_ = DayBuckets::create(buckets, unit, calendar);
  }

  std::size_t count() const { return index_.count(); }

  static constexpr std::uint32_t kBefore = ~std::uint32_t{0};
  // Calls visit(bucket) for every bucket with a matching event, ascending; first visit(kBefore) when there is one
  // before the first bucket. A bucket may come several times in a row. The cursor has entered the person.
  template <class Visit>
  void each(timeline::FilterCursor& cursor, const timeline::PersonView& person, Visit visit) const {
    if (count() == 0 || (person.event_mask & program_->event_mask(match_)) == 0) return;
    if (days_) {
      each_by_days(person, visit);
    } else {
      each_by_events(cursor, person, visit);
    }
  }

 private:
  template <class Visit>
  void each_by_days(const timeline::PersonView& person, Visit visit) const {
    const timeline::ColumnView& days = person.columns[*program_->days()];
    const std::uint64_t wanted = program_->event_mask(match_);
    for (std::size_t i = 0; i < days.codes.size() && days.codes[i] <= days_->last_day(); ++i) {
      if ((days.masks[i] & wanted) == 0) continue;
      const std::uint32_t bucket = days_->bucket_of(days.codes[i]);
      visit(bucket == days_->count() ? kBefore : bucket);
    }
  }

  // The filter is not asked again of a bucket that is known to be active.
  template <class Visit>
  void each_by_events(timeline::FilterCursor& cursor, const timeline::PersonView& person, Visit visit) const {
    const auto names = program_->names(match_);
    constexpr std::uint32_t kNone = kBefore - 1;
    std::uint32_t known = kNone;
    for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < index_.end(); ++i) {
      if (names[person.names[i]] == 0) continue;
      const std::uint32_t bucket = person.keys[i] < index_.begin() ? kBefore : index_.bucket_of(person.keys[i]);
      if (bucket == known || !cursor.passes(match_, i)) continue;
      visit(bucket);
      known = bucket;
    }
  }

  const timeline::FilterProgram* program_;
  std::size_t match_;
  timeline::BucketIndex index_;
  std::optional<DayBuckets> days_;
};

}  // namespace throng::analyze::internal
