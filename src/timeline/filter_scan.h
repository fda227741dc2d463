// Filters over timelines: one of the three interpreters of model/filter.h, made for scanning millions of events.
//
// A comparison is evaluated once per distinct value (a byte per dictionary code) or on a loaded double, a leaf about
// the person once per person and only when some event needs it. Use:
//
//   FilterProgram program({calendar, now, members});
//   const std::size_t paid = program.add(match);
//   const Snapshot snapshot = program.bind(timeline, stop);
//   ... in each slice: FilterCursor cursor(program); per person: cursor.enter(person); cursor.matches(paid, i)
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/calendar.h"
#include "model/filter.h"
#include "model/value.h"
#include "timeline/timeline.h"

namespace throng::timeline {

// The persons of an in_segment, has_tag or in_layer leaf, in any order. Errors: not_found.
using MemberList = std::shared_ptr<const std::vector<model::PersonNumber>>;
using MemberLookup = std::function<Result<MemberList>(const model::Filter& leaf)>;

struct FilterContext {
  Calendar calendar = Calendar::utc();
  Instant now{};
  MemberLookup members;  // empty: such leaves are not_found
};

// Everything one question asks of the timelines. Filled by add(), then bound once; after that immutable, to be shared
// by threads. What is added must have passed validate().
class FilterProgram {
 public:
  explicit FilterProgram(FilterContext context);
  ~FilterProgram();
  FilterProgram(const FilterProgram&) = delete;
  FilterProgram& operator=(const FilterProgram&) = delete;

  std::size_t add(const model::EventMatch& match);  // for FilterCursor::matches
  std::size_t add(const model::Filter& filter);     // for FilterCursor::holds
  std::size_t add(const ColumnRef& column);         // index into PersonView::columns
  void add_days();                                  // for days()
  void add_sessions(Duration timeout);              // for sessions()

  // Loads the columns, compiles the filters against them. Errors: those of Timeline::snapshot, of windows, not_found.
  Result<Snapshot> bind(Timeline& timeline, const std::stop_token& stop);

  // Index of the days column of the context's calendar, and of the sessions column. Empty when it was not asked for or
  // memory has no room for it.
  std::optional<std::size_t> days() const { return days_.at; }
  std::optional<std::size_t> sessions() const { return sessions_.at; }

  // Of a match: which event codes it takes, and the same as a mask like PersonView::event_mask.
  std::span<const std::uint8_t> names(std::size_t match) const { return matches_[match].names; }
  std::uint64_t event_mask(std::size_t match) const { return matches_[match].event_mask; }
  // Whether the name alone decides.
  bool is_plain(std::size_t match) const { return matches_[match].where == kNone; }
  // Whether a mask that shares a bit with event_mask(match) is of events of which one matches.
  bool is_mask_exact(std::size_t match) const { return is_plain(match) && matches_[match].mask_is_exact; }

 private:
  friend class FilterCursor;
  friend class FilterEvaluation;
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  struct Match {
    std::vector<std::string> events;  // empty: any activity
    std::uint32_t where = kNone;      // node
    std::vector<std::uint8_t> names;  // per event code
    std::uint64_t event_mask = 0;
    bool mask_is_exact = true;  // no other name shares a bit of it
  };
  struct Node;
  struct Adder;

  std::uint32_t add_node(Node node);
  Result<Snapshot> load(Timeline& timeline, const std::stop_token& stop);
  Result<void> bind(Node& node, const Snapshot& snapshot);
  void bind(Match& match, const Snapshot& snapshot) const;
  Result<void> bind_members(Node& node, const Snapshot& snapshot);

  FilterContext context_;
  std::vector<ColumnRef> columns_;
  std::vector<Match> matches_;
  std::vector<Node> nodes_;
  std::size_t slots_ = 0;  // leaves that are evaluated once per person
  // A column that an answer can do without.
  struct Helper {
    std::optional<ColumnRef> wanted;
    std::optional<std::size_t> at;
  };
  Helper days_, sessions_;
};

// Evaluates a bound program on one person at a time. One per thread; the program must outlive it.
class FilterCursor {
 public:
  explicit FilterCursor(const FilterProgram& program) : program_(program), slots_(program.slots_, kUnknown) {}

  // The person must stay valid until the next enter().
  void enter(const PersonView& person) {
    person_ = &person;
    std::fill(slots_.begin(), slots_.end(), kUnknown);
  }
  bool matches(std::size_t match, std::size_t event) {
    const FilterProgram::Match& m = program_.matches_[match];
    return m.names[person_->names[event]] != 0 && (m.where == FilterProgram::kNone || evaluate(m.where, event));
  }
  // For an event whose name the match is known to take.
  bool passes(std::size_t match, std::size_t event) {
    const std::uint32_t where = program_.matches_[match].where;
    return where == FilterProgram::kNone || evaluate(where, event);
  }
  // A filter about the person.
  bool holds(std::size_t filter) { return evaluate(static_cast<std::uint32_t>(filter), 0); }

 private:
  friend class FilterEvaluation;
  static constexpr std::uint8_t kUnknown = 2;
  bool evaluate(std::uint32_t node, std::size_t event);

  const FilterProgram& program_;
  const PersonView* person_ = nullptr;
  std::vector<std::uint8_t> slots_;
  std::vector<ValueCode> distinct_;
};

}  // namespace throng::timeline
