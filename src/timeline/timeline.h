// Persons x time in memory: every person's events in order, as columns, in slices; immutable snapshots.
// A cache of the warehouse (the truth): built by one ordered read at start, fed by collect afterwards.
//
// Ideas, in one paragraph each:
// - A slice holds the runs of the numbers that hash to it; a run is one number's events by (instant, tie).
//   Base columns per event, 14 bytes: key (ts_ms << 22 | tie) u64, name u16, ref u32 (the event number, by
//   which property columns are joined). Per run: owner u32, offset u32, 64-bit mask of event codes.
// - New events form a small delta block per slice with the same layout. The scan hands kernels stretches of persons:
//   base runs as they lie, or one person's base + delta merged into scratch. A person of several numbers (links
//   newer than the layout) is gathered the same way. Folding is the same scan, writing new base blocks.
// - Property columns are loaded on first use for the whole snapshot, either as dictionary codes of the raw
//   value (text, lists, booleans, presence) or as doubles (numbers; NaN missing), and dropped least recently
//   used under the memory budget. Traits are columns per run: what the operations on it
//   come to (model/profile_op.h), mostly the latest $identify that has the key.
// - A days column lists each person's local days with the mask of what happened on them, a fraction of the events: what
//   asks only who did something on which day never touches an event. A sessions column lists where sessions begin. They
//   are made from the base, not read.
// - Readers hold a shared_ptr<const Snapshot>; writers publish a new one. Nobody waits.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/function_ref.h"
#include "base/log.h"
#include "base/result.h"
#include "base/time.h"
#include "base/worker_pool.h"
#include "model/event.h"
#include "timeline/views.h"
#include "warehouse/warehouse.h"

namespace throng::timeline {

enum class ColumnKind {
  code,
  number,
  // Not of an event, but of a person, parts of whose time they are:
  days,     // the local days that have events
  sessions  // by time alone, of the activity (model::is_activity)
};
struct ColumnRef {
  bool trait = false;  // a trait of the person, else a property of the event
  // A property's key. "$channel", "$device", "$os", "$browser", "$page", "$session" name the event's own columns.
  // Of days the time zone, of sessions the longest gap inside one in ms.
  std::string name;
  ColumnKind kind = ColumnKind::code;
  auto operator<=>(const ColumnRef&) const = default;
};

// An immutable state of a project's timelines with some columns loaded. Cheap to copy.
class Snapshot {
 public:
  std::uint64_t version() const;  // grows with every publish
  std::uint64_t events() const;
  model::EventNumber last_number() const;  // every event up to it is there
  std::uint64_t persons() const;           // representatives with at least one event
  std::size_t slices() const;
  std::optional<EventCode> event_code(std::string_view name) const;
  std::string_view event_name(EventCode code) const;
  std::size_t event_names() const;
  // The raw values behind a code column's codes; [0] is "".
  std::span<const std::string> dictionary(std::size_t column) const;
  model::PersonNumber representative(model::PersonNumber number) const;
  // All numbers of that representative, itself included.
  std::vector<model::PersonNumber> numbers_of(model::PersonNumber representative) const;
  // From the first event to just after the last; empty without events.
  std::optional<TimeRange> extent() const;
  // Calls visit with all persons of one slice, ascending by owner. Thread-safe; slices may run in parallel.
  void scan_slice(std::size_t slice, FunctionRef<void(const Stretch&)> visit) const;
  void scan_slice(std::size_t slice, FunctionRef<void(const PersonView&)> visit) const;
  // The same for some persons alone, in any order; each once, those without events not at all.
  void scan_persons(std::span<const model::PersonNumber> representatives,
                    FunctionRef<void(const PersonView&)> visit) const;

 private:
  friend class Timeline;
  struct State;
  std::shared_ptr<const State> state_;
};

// Some of the events there are, by name.
struct EventSet {
  std::vector<std::string> names;
  bool activity = false;    // all that "any event" means (model::is_activity)
  bool everything = false;  // all
};

struct TimelineOptions {
  std::string project;
  std::uint64_t memory_budget = std::uint64_t{8} << 30;
  std::size_t slices = 64;
  unsigned threads = 0;                  // of scans, the asking thread included; 0: one per core
  std::uint64_t fold_after = 64 * 1024;  // new events, if that is more than 5 % of the base
  const Log* log = nullptr;              // told when folds begin and end; must outlive the timeline
};

class Timeline {
 public:
  // Reads the project's events and links from the warehouse. progress(done, total) in events.
  static Result<std::unique_ptr<Timeline>> build(warehouse::Warehouse& warehouse, TimelineOptions options,
                                                 FunctionRef<void(std::uint64_t, std::uint64_t)> progress);
  // A timeline without a warehouse, which keeps what is appended in memory: everything counts as committed.
  static std::unique_ptr<Timeline> empty(TimelineOptions options = {});
  ~Timeline();

  // Takes accepted events and links in order of acceptance; visible after the next publish(). One writer thread.
  // Events that the base was built with are known by their numbers and skipped.
  void append(std::span<const model::Event> events, std::span<const model::Link> links);
  // Makes what was appended visible; folds when the delta has grown. One writer thread (the same).
  void publish();
  // Events up to and including this number are in the warehouse, so their columns can be read from there.
  void committed(model::EventNumber up_to);
  // Reads everything anew from the warehouse (after an undo or an erasure), then publishes.
  Result<void> rebuild();

  // The current state with these columns loaded (in this order). Errors: deadline (memory budget too small),
  // cancelled, too_large (more than 65,000 event names or 4 G events came), and the warehouse's.
  Result<Snapshot> snapshot(std::span<const ColumnRef> columns = {}, std::stop_token stop = {});

  // The version that last brought such an event, or news of who is who. A snapshot of any later version has the same of
  // them as that one.
  std::uint64_t changed(const EventSet& events) const;
  // Whether the warehouse has everything that is visible here.
  bool is_settled() const;

  struct Stats {
    std::uint64_t events = 0, runs = 0, delta_events = 0, base_bytes = 0, column_bytes = 0, columns = 0, folds = 0,
                  version = 0;
  };
  Stats stats() const;

  // Where scans run (timeline/parallel_scan.h).
  WorkerPool& pool() const { return *pool_; }
  // The same timeline, whose scans run elsewhere. `pool` must outlive it.
  std::unique_ptr<Timeline> scanning_on(WorkerPool& pool) const;

 private:
  struct Impl;
  Timeline(std::shared_ptr<Impl> impl, WorkerPool& pool);
  std::shared_ptr<Impl> impl_;
  WorkerPool* pool_;
};

}  // namespace throng::timeline
