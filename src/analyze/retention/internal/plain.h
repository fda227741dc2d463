// Retention of the plainest kind (is_plain): two sets of buckets per person, starts and returns.
#pragma once

#include <algorithm>
#include <bit>

#include "analyze/internal/day_buckets.h"
#include "analyze/internal/timeline_ask.h"
#include "analyze/retention/internal/frame.h"
#include "timeline/bucket_index.h"

namespace throng::analyze::internal {

// A set of bucket numbers that is emptied for every person.
class BucketSet {
 public:
  explicit BucketSet(std::size_t size) : words_((size + 63) / 64) {}
  void clear() { std::fill(words_.begin(), words_.end(), 0); }
  void add(std::size_t bucket) { words_[bucket / 64] |= std::uint64_t{1} << (bucket % 64); }
  void add_word(std::size_t word, std::uint64_t bits) { words_[word] |= bits; }
  bool has(std::size_t bucket) const { return (words_[bucket / 64] >> (bucket % 64) & 1U) != 0; }
  template <class Visit>
  void each_from(std::size_t first, Visit visit) const {
    for (std::size_t w = first / 64; w < words_.size(); ++w) {
      std::uint64_t word = words_[w];
      if (w == first / 64) word &= ~std::uint64_t{0} << (first % 64);
      for (; word != 0; word &= word - 1) {
        if (!visit(w * 64 + static_cast<std::size_t>(std::countr_zero(word)))) return;
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

class PlainRetention {
 public:
  PlainRetention(const RetentionQuestion& question, const AskContext& context)
      : first_ever_(question.cohort == CohortKind::first_ever),
        one_start_(question.cohort != CohortKind::recurring),
        later_counts_(question.returns == ReturnKind::on_or_after),
        columns_(question.buckets + 1),
        program_(filter_context(context)),
        start_(program_.add(question.start)),
        back_(program_.add(question.back)) {
    if (!question.start.where && !question.back.where) program_.add_days();
  }

  Result<timeline::Snapshot> bind(timeline::Timeline& timeline, const std::stop_token& stop) {
    return program_.bind(timeline, stop);
  }
  void set(const RetentionFrame& frame, BucketUnit unit, const Calendar& calendar);
  const timeline::FilterProgram& program() const { return program_; }
  std::size_t columns() const { return columns_; }
  std::size_t cohorts() const { return cohorts_->count(); }

  // What one person did.
  struct Person {
    explicit Person(const PlainRetention& kernel) : started(kernel.cohorts()), returned(kernel.returns_->count() + 1) {}
    BucketSet started;
    BucketSet returned;           // the bucket after the last stands for everything outside the grid
    std::size_t last_return = 0;  // bucket of the last return inside the grid, + 1; beyond the grid: its size + 1
  };

  // False when the person is in no cohort.
  bool look(timeline::FilterCursor& cursor, const timeline::PersonView& view, Person& person) const;

  // Calls visit(column) for every column of that cohort in which the person returned, ascending.
  template <class Visit>
  void each_return(const Person& person, std::size_t cohort, Visit visit) const {
    if (later_counts_) {
      for (std::size_t n = 0; n < columns_ && cohort + n < person.last_return; ++n) visit(n);
      return;
    }
    person.returned.each_from(cohort, [&](std::size_t bucket) {
      if (bucket - cohort >= columns_) return false;
      visit(bucket - cohort);
      return true;
    });
  }
  bool returned(const Person& person, std::size_t cohort, std::size_t column) const {
    return later_counts_ ? cohort + column < person.last_return : person.returned.has(cohort + column);
  }

 private:
  bool look_at_days(const timeline::PersonView& view, Person& person) const;
  bool look_for_starts(timeline::FilterCursor& cursor, const timeline::PersonView& view, Person& person) const;
  void look_for_returns(timeline::FilterCursor& cursor, const timeline::PersonView& view, Person& person) const;
  void look_for_last_return(timeline::FilterCursor& cursor, const timeline::PersonView& view, Person& person) const;

  bool first_ever_;
  bool one_start_;  // a person is in one cohort at most
  bool later_counts_;
  std::size_t columns_;
  timeline::FilterProgram program_;
  std::size_t start_, back_;
  std::optional<timeline::BucketIndex> cohorts_, returns_;
  std::optional<DayBuckets> cohort_days_, return_days_;  // the same, where days decide
};

}  // namespace throng::analyze::internal
