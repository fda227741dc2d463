// Thousands of filters about persons in one pass. What they share is worked out once: equal leaves are one leaf, events
// are counted once per person for all windows and thresholds, comparisons of traits are looked up by code, and all /
// any / not are taken of 64 persons at a time. A person costs what their own events and values touch, not what the
// filters name: every leaf starts as it is for somebody without events or traits, and only flips are written.
//
//   FilterBatch batch({calendar, now, members});
//   const std::size_t first = batch.add(filter);       // several
//   const Snapshot snapshot = batch.bind(timeline, stop);
//   ... in each slice: BatchCursor cursor(batch, sink); per person: cursor.visit(person); at the end cursor.finish()
#pragma once

#include <map>
#include <memory>
#include <string>

#include "timeline/filter_scan.h"

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
    bool holds(double value) const { return (value >= least && value <= greatest) != outside; }
  };
  static constexpr std::size_t kSmallCounts = 16;
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
  // Rows that an event counts in if its number lies so: first `ladder`, ascending by `least`, then those it must not
  // lie in.
  struct NumberLooks {
    struct Step {
      double least = 0, greatest = 0;
      std::uint32_t row = 0;
    };
    std::size_t column = 0;
    std::vector<Step> ladder, outside;
  };
  struct Looks {
    std::vector<NumberLooks> numbers;   // per column
    std::vector<std::uint32_t> others;  // places in counted_
  };
  // What a row of counts adds to a counter.
  struct Share {
    std::uint32_t counter = 0;
    std::uint32_t first_part = 0, last_part = 0;
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
    std::vector<std::vector<Id>> flips;  // per code
    std::vector<Interval> intervals;     // per test, of numbers
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
  void list_flips();
  void add_look(Looks& looks, std::uint32_t place) const;
  void cut_time();
  void bind_traits(const Snapshot& snapshot);

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
  std::vector<std::uint8_t> starts_as_;        // per leaf
  std::size_t names_ = 0;                      // event codes
  std::vector<std::vector<Share>> shares_of_;  // per row: an event code, or names_ + place in counted_
  std::vector<Looks> looks_of_;                // per event code
  // Per counter and small count the leaves that are not as for 0: from flips_from_[i] up to flips_from_[i + 1].
  std::vector<std::uint32_t> flips_from_;
  std::vector<Id> flips_;
  std::uint64_t counted_mask_ = 0;  // of the names of any counter
};

// One per thread; the batch must outlive it.
class BatchCursor {
 public:
  static constexpr std::size_t kPersons = 128;  // so few that the bits of all leaves stay in the fastest cache
  static constexpr std::size_t kWords = kPersons / 64;

  // Some persons, and per filter who of them it holds for: bit i % 64 of word i / 64 is persons[i].
  struct Page {
    std::span<const model::PersonNumber> persons;
    const BatchCursor& cursor;
    std::span<const std::uint64_t> of(std::size_t filter) const;
  };
  using Sink = FunctionRef<void(const Page&)>;

  explicit BatchCursor(const FilterBatch& batch);
  // The sink sees a page when it is full.
  void visit(const PersonView& person, Sink sink);
  void finish(Sink sink);

 private:
  void begin_page();
  void flush(Sink sink);
  void flip(FilterBatch::Id leaf) { bits_[leaf * kWords + word_] ^= bit_; }
  void look_at_traits(const PersonView& person);
  void count_events(const PersonView& person);
  void look_at_event(const FilterBatch::Looks& looks, const PersonView& person, std::size_t event, std::size_t part);
  void count(std::size_t row, std::size_t part);
  void add_up();
  void test_counters();
  void take_gates();

  const FilterBatch& batch_;
  FilterCursor cursor_;
  std::vector<std::uint64_t> bits_;  // per node kWords words
  std::vector<model::PersonNumber> persons_;
  std::size_t word_ = 0;
  std::uint64_t bit_ = 0;
  // Of one person.
  std::vector<std::uint32_t> counts_;   // per row and part of the time line
  std::vector<std::uint32_t> seen_;     // rows with counts
  std::vector<std::uint8_t> is_seen_;   // per row
  std::vector<std::uint32_t> totals_;   // per counter
  std::vector<std::uint32_t> touched_;  // counters with a total
};

}  // namespace throng::timeline
