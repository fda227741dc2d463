#include "analyze/retention/internal/plain.h"

namespace throng::analyze::internal {

using timeline::FilterCursor;
using timeline::PersonView;

void PlainRetention::set(const RetentionFrame& frame, BucketUnit unit, const Calendar& calendar) {
  cohorts_.emplace(frame.cohorts.edges());
  returns_.emplace(frame.bounds);
  if (!program_.days() || !program_.is_mask_exact(start_) || !program_.is_mask_exact(back_)) return;
  if (frame.bounds.empty()) return;
  cohort_days_ = DayBuckets::create(frame.cohorts, unit, calendar);
  return_days_ = DayBuckets::create({{frame.bounds.front(), frame.bounds.back()}, frame.bounds}, unit, calendar);
}

bool PlainRetention::look(FilterCursor& cursor, const PersonView& view, Person& person) const {
  if ((view.event_mask & program_.event_mask(start_)) == 0 || cohorts() == 0) return false;
  person.started.clear();
  person.returned.clear();
  person.last_return = 0;
  if (cohort_days_ && return_days_) return look_at_days(view, person);
  cursor.enter(view);
  if (!look_for_starts(cursor, view, person)) return false;
  if ((view.event_mask & program_.event_mask(back_)) != 0) look_for_returns(cursor, view, person);
  return true;
}

bool PlainRetention::look_at_days(const PersonView& view, Person& person) const {
  const timeline::ColumnView& days = view.columns[*program_.days()];
  const std::uint64_t starts = program_.event_mask(start_), backs = program_.event_mask(back_);
  const auto outside = static_cast<std::uint32_t>(cohorts());
  bool any = false, looking = true;
  for (std::size_t i = 0; i < days.codes.size() && looking; ++i) {
    if ((days.masks[i] & starts) == 0) continue;
    const std::uint32_t cohort = cohort_days_->bucket_of(days.codes[i]);
    if (cohort != outside) person.started.add(cohort), any = true;
    looking = !first_ever_ && !(one_start_ && any);
  }
  if (!any) return false;
  for (std::size_t i = 0; i < days.codes.size(); ++i) {
    if ((days.masks[i] & backs) == 0) continue;
    const std::uint32_t bucket = return_days_->bucket_of(days.codes[i]);
    person.returned.add(bucket);
    if (bucket < return_days_->count() || days.codes[i] > return_days_->last_day()) person.last_return = bucket + 1;
  }
  return true;
}

bool PlainRetention::look_for_starts(FilterCursor& cursor, const PersonView& view, Person& person) const {
  const auto names = program_.names(start_);
  bool any = false;
  for (std::size_t i = 0; i < view.names.size() && view.keys[i] < cohorts_->end(); ++i) {
    if (names[view.names[i]] == 0) continue;
    const bool inside = view.keys[i] >= cohorts_->begin();
    if ((!inside && !first_ever_) || !cursor.passes(start_, i)) continue;
    if (!inside) return false;
    person.started.add(cohorts_->bucket_of(view.keys[i]));
    any = true;
    if (one_start_) return true;
  }
  return any;
}

void PlainRetention::look_for_returns(FilterCursor& cursor, const PersonView& view, Person& person) const {
  if (later_counts_) return look_for_last_return(cursor, view, person);
  const auto names = program_.names(back_);
  const bool plain = program_.is_plain(back_);
  // Events are in order, so the word that takes their buckets seldom changes.
  std::size_t word = 0;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < view.names.size(); ++i) {
    const std::uint32_t place = returns_->bucket_of(view.keys[i]);
    if (place / 64 != word) {
      person.returned.add_word(word, bits);
      word = place / 64;
      bits = 0;
    }
    std::uint64_t matches = names[view.names[i]];
    if (!plain && matches != 0 && place < returns_->count()) matches = cursor.passes(back_, i) ? 1 : 0;
    bits |= matches << (place % 64);
  }
  person.returned.add_word(word, bits);
}

void PlainRetention::look_for_last_return(FilterCursor& cursor, const PersonView& view, Person& person) const {
  const auto names = program_.names(back_);
  for (std::size_t i = view.names.size(); i-- > 0 && view.keys[i] >= returns_->begin();) {
    if (names[view.names[i]] == 0 || !cursor.passes(back_, i)) continue;
    person.last_return = returns_->bucket_of(view.keys[i]) + 1;
    return;
  }
}

}  // namespace throng::analyze::internal
