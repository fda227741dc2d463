// Thousands of filters about persons in one pass. What they share is worked out once: equal leaves are one leaf, events
// are counted once per person for all windows and thresholds, comparisons of traits are looked up by code, and numbers
// are compared and all / any / not are taken of 64 persons at a time. A person alone costs what their own events and
// values touch, not what the filters name: a byte per number, and a flip of every leaf about a trait that is not as it
// is for somebody without it.
//
//   FilterBatch batch({calendar, now, members});
//   const std::size_t first = batch.add(filter);       // several
//   const Snapshot snapshot = batch.bind(timeline, stop);
//   ... in each slice: BatchCursor cursor(batch, sink); per person: cursor.visit(person); at the end cursor.finish()
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "timeline/filter_scan.h"
#include "timeline/internal/byte_test.h"

namespace throng::timeline {

class FilterBatch {
 public:
  explicit FilterBatch(FilterContext context);
  ~FilterBatch();
  FilterBatch(const FilterBatch&) = delete;
  FilterBatch& operator=(const FilterBatch&) = delete;

  // A filter that has passed validate() for persons. Gives its place among the filters.
  std::size_t add(const model::Filter& filter);
  std::size_t size() const { return filters_.size(); }
  // Once, after all were added. Errors: those of FilterProgram::bind.
  Result<Snapshot> bind(Timeline& timeline, const std::stop_token& stop);

 private:
  friend class BatchCursor;
  struct Adder;
  using Id = std::uint32_t;  // of a node: leaves and gates are numbered together, children before parents

  // A comparison of numbers; of a missing one (NaN) `outside`.
  struct Interval {
    double least = 0, greatest = 0;  // both included
    bool outside = false;
    static Interval of(const model::Comparison& comparison);
    bool has(double value) const { return value >= least && value <= greatest; }
    bool holds(double value) const { return has(value) != outside; }
  };
  static constexpr std::size_t kGreatestByte = 255;
  // Whether a number of events passes; negated: whether it does not.
  struct CountTest {
    Interval interval;
    bool negated = false;
    Id leaf = 0;
    bool holds(double count) const { return interval.holds(count) != negated; }
  };
  // Which events are counted. What the name alone does not decide is looked at once per event, for all windows.
  struct Counted {
    std::size_t match = 0;
    std::optional<Interval> interval;  // all that it looks at is this number
    std::size_t column = 0;
    std::vector<std::uint32_t> counters;
  };
  // How many of them lie in a window.
  struct Counter {
    std::size_t counted = 0;
    model::Window window;
    std::uint64_t begin_key = 0, end_key = 0;
    std::uint32_t first_part = 0, last_part = 0;  // of the time line, as all windows cut it
    std::vector<CountTest> tests;
  };
  // Rows that an event counts in if its number lies so.
  struct NumberLooks {
    struct Step {
      double least = 0, greatest = 0;
      std::uint32_t row = 0;
    };
    std::size_t column = 0;
    std::optional<std::size_t> ladder;
    std::vector<Step> inside, outside;  // inside ascending by `least`
  };
  // "At least so much", for ascending bounds: row first_row + i is of those from bounds[i] on. An event counts in the
  // row of the highest bound that it reaches alone; the rows below are made of those above when its person is done.
  struct Ladder {
    std::vector<double> bounds;
    std::vector<std::uint32_t> counted;  // per bound, a place in counted_
    std::uint32_t first_row = 0;
  };
  struct OtherLook {
    std::uint32_t match = 0;
    std::uint32_t row = 0;
  };
  struct Looks {
    std::vector<NumberLooks> numbers;  // per column
    std::vector<OtherLook> others;
    bool empty() const { return numbers.empty() && others.empty(); }
  };
  // What a row of counts adds to a counter.
  struct Share {
    std::uint32_t counter = 0;
    std::uint32_t first_part = 0, last_part = 0;
    bool alone = false;  // no other row adds to it
  };
  // A comparison of a trait.
  struct TraitTest {
    model::Comparison comparison;
    Id leaf = 0;
  };
  struct TraitColumn {
    std::size_t column = 0;
    bool is_number = false;
    std::vector<TraitTest> tests;
    std::vector<std::vector<Id>> flips;  // per code; of numbers none
  };
  // How many of the ascending bounds are not greater. Without a branch, which nobody could foresee.
  static std::size_t bounds_up_to(std::span<const double> bounds, double number) {
    const double* at = bounds.data();
    std::size_t size = bounds.size();
    for (; size > 1; size -= size / 2) at += at[size / 2 - 1] <= number ? size / 2 : 0;
    return static_cast<std::size_t>(at - bounds.data()) + (size == 1 && *at <= number ? 1 : 0);
  }
  // A number's byte is the place that it has among the bounds of its tests.
  struct NumberTrait {
    std::size_t column = 0;
    std::uint32_t bytes = 0;
    std::vector<double> bounds;  // ascending, fewer than kGreatestByte
    std::size_t place_of(double value) const { return bounds_up_to(bounds, value); }
  };
  // Whatever else: asked of the program, person by person.
  struct Other {
    std::size_t filter = 0;
    Id leaf = 0;
  };
  struct Gate {
    enum class Kind { all, any, negation } kind = Kind::all;
    std::vector<Id> of;
    Id id = 0;
  };

  void bind_counters();
  void add_count_tests();
  void add_shares(std::size_t row, std::uint32_t place);
  std::uint32_t add_row(std::uint32_t place);
  void add_look(Looks& looks, std::uint32_t place, std::optional<std::uint32_t>& row);
  void build_ladders();
  void mark_alone();
  void cut_time();
  void bind_traits(const Snapshot& snapshot);
  void bind_codes(TraitColumn& trait, const Snapshot& snapshot);
  void add_number_trait(std::size_t column, std::span<const TraitTest> tests);

  FilterContext context_;
  FilterProgram program_;
  std::map<std::string, Id> known_;  // by what a node says
  Id nodes_ = 0;
  std::map<std::string, std::size_t> counted_of_, counter_of_;
  std::vector<Counted> counted_;
  std::vector<Counter> counters_;
  std::vector<TraitColumn> traits_;
  std::vector<Other> others_;
  std::vector<Gate> gates_;
  std::vector<Id> filters_;

  // After bind().
  std::vector<std::uint64_t> cuts_;            // ascending keys where some window begins or ends
  std::vector<std::uint8_t> starts_as_;        // per leaf: as it is for somebody without traits
  std::vector<std::vector<Share>> shares_of_;  // per row: first those of event codes
  std::vector<std::uint32_t> row_of_;          // per event code; nobody looks at the row behind all others
  std::vector<Looks> looks_of_;                // per event code
  std::vector<Ladder> ladders_;
  std::vector<NumberTrait> number_traits_;
  std::vector<ByteTest> byte_tests_;  // by column of bytes: those of the counters, then those of number_traits_
  std::uint64_t counted_mask_ = 0;    // of the names of any counter
};

}  // namespace throng::timeline
