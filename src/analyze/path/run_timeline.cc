#include "analyze/path/run_timeline.h"

#include "analyze/internal/session_split.h"
#include "analyze/internal/timeline_ask.h"
#include "analyze/path/internal/log.h"
#include "analyze/path/internal/tally.h"
#include "analyze/path/internal/wanted.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using internal::NodeCode;
using internal::Path;
using internal::PathBuilder;
using internal::PathLog;
using internal::PathTally;
using timeline::FilterCursor;
using timeline::PersonView;

// Of all paths together; 12 bytes each.
constexpr std::size_t kMostLoggedNodes = std::size_t{1} << 24U;

struct Tallying {
  FilterCursor cursor;
  PathBuilder builder;
  PathTally tally;
  std::vector<std::uint32_t> starts;  // of one person's sessions
};

class Run {
 public:
  Run(const PathQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        names_(question),
        program_(internal::filter_context(context)),
        match_(program_.add(question.match)) {
    // Windows need no sessions, but what is activity.
    SessionRule rule = question.sessions;
    if (question.within) rule.client_ids = false;
    split_.emplace(rule, program_);
    for (const PathSplit& split : question.split)
      columns_.push_back(program_.add(timeline::ColumnRef{false, split.property, timeline::ColumnKind::code}));
  }

  Result<void> bind();
  const internal::NodeNames& names() const { return names_; }
  Result<PathAnswer> answer() const;
  Result<PersonList> persons(const PathCell& cell) const;

 private:
  // What an event of a name makes.
  struct Maker {
    bool activity = false;
    bool splits = false;
    std::uint16_t split = 0;  // which, if it splits
    NodeCode node = 0;        // if it does not
  };
  Result<void> number_nodes();
  // With `logs` also the paths that were looked at, as far as there is room.
  Result<internal::Folding> folding(std::vector<PathLog>* logs) const;
  Result<void> tally_by_scan(PathTally& all, const internal::Folding& folding) const;
  void tally_logs(PathTally& all, const internal::Folding& folding, std::span<const PathLog> logs) const;
  NodeCode node_of(const PersonView& person, std::size_t event) const {
    const Maker& maker = makers_[person.names[event]];
    return maker.splits ? nodes_of_code_[maker.split][person.columns[columns_[maker.split]].codes[event]] : maker.node;
  }
  bool takes(FilterCursor& cursor, std::size_t event) const { return plain_ || cursor.passes(match_, event); }

  // Calls visit for every path of the person.
  template <class Visit>
  void each_path(FilterCursor& cursor, PathBuilder& builder, const PersonView& person, Visit visit) const {
    if ((person.event_mask & mask_) == 0 || person.keys.back() < begin_) return;
    if (!plain_) cursor.enter(person);
    if (question_.within) {
      each_window(cursor, builder, person, visit);
    } else if (split_->ids(person).empty()) {
      each_session<false>(cursor, builder, person, visit);
    } else {
      each_session<true>(cursor, builder, person, visit);
    }
  }
  template <bool kIds, class Visit>
  void each_session(FilterCursor& cursor, PathBuilder& builder, const PersonView& person, Visit visit) const;
  // Whether names alone make paths, from the beginning of sessions on.
  bool is_plain() const { return plain_ && !question_.within && shape_.start == 0 && shape_.end == 0; }
  void tally_sessions(Tallying& state, const PersonView& person) const;
  template <class Visit>
  void each_window(FilterCursor& cursor, PathBuilder& builder, const PersonView& person, Visit visit) const;
  std::size_t first_in_range(const PersonView& person) const {
    if (person.keys.front() >= begin_) return 0;
    return static_cast<std::size_t>(std::lower_bound(person.keys.begin(), person.keys.end(), begin_) -
                                    person.keys.begin());
  }

  const PathQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  internal::NodeNames names_;
  timeline::FilterProgram program_;
  std::size_t match_;
  std::optional<internal::SessionSplit> split_;
  std::vector<std::size_t> columns_;  // per split
  timeline::Snapshot snapshot_;
  std::uint64_t begin_ = 0, end_ = 0;  // keys of the range
  std::uint64_t mask_ = 0;             // of event names that may make nodes
  bool plain_ = true;                  // the event's name alone says whether it matches
  internal::PathShape shape_;
  std::vector<Maker> makers_;                         // per event code
  std::vector<std::vector<NodeCode>> nodes_of_code_;  // per split and code of its column
};

struct Counting {
  FilterCursor cursor;
  PathBuilder builder;
  internal::NodeCounts counts;
  PathLog log;
};
Result<void> Run::bind() {
  const bool by_sessions = !question_.within && !question_.start && !question_.end && program_.is_plain(match_);
  THRONG_TRY(snapshot_, by_sessions ? split_->bind_starts(program_, timeline_, context_.stop)
                                    : program_.bind(timeline_, context_.stop));
  auto range = model::resolve(question_.range, context_.calendar, context_.now);
  if (!range) return std::unexpected(json::under("range", std::move(range).error()));
  begin_ = timeline::key_bound(range->begin);
  end_ = timeline::key_bound(range->end);
  if (!by_sessions) split_->bind(snapshot_);
  mask_ = program_.event_mask(match_);
  plain_ = program_.is_plain(match_);
  THRONG_CHECK(number_nodes());
  shape_ = internal::shape_of(question_, names_);
  return {};
}

Result<void> Run::number_nodes() {
  const auto matched = program_.names(match_);
  nodes_of_code_.resize(question_.split.size());
  for (std::size_t code = 0; code < snapshot_.event_names(); ++code) {
    const std::string_view name = snapshot_.event_name(static_cast<timeline::EventCode>(code));
    Maker& maker = makers_.emplace_back();
    maker.activity = split_->is_activity(static_cast<timeline::EventCode>(code));
    if (!maker.activity || matched[code] == 0) continue;
    const auto split = std::find_if(question_.split.begin(), question_.split.end(),
                                    [&](const PathSplit& each) { return each.event == name; });
    if (split == question_.split.end()) {
      maker.node = names_.node_of(name, model::kNone);
      continue;
    }
    maker.splits = true;
    maker.split = static_cast<std::uint16_t>(split - question_.split.begin());
    for (const std::string& raw : snapshot_.dictionary(columns_[maker.split]))
      nodes_of_code_[maker.split].push_back(names_.node_of(name, model::label_of(raw)));
  }
  return internal::check_nodes(names_.count());
}

template <bool kIds, class Visit>
void Run::each_session(FilterCursor& cursor, PathBuilder& builder, const PersonView& person, Visit visit) const {
  // By value, so that the loop keeps them in registers.
  const auto keys = person.keys;
  const auto names = person.names;
  const auto ids = split_->ids(person);
  const Maker* const makers = makers_.data();
  const std::int64_t timeout_ms = split_->timeout_ms();
  const std::size_t first = first_in_range(person);
  internal::RunningSession running;
  if (first > 0) running = split_->before(person, first);
  bool open = false;
  for (std::size_t i = first; i < keys.size(); ++i) {
    const Maker& maker = makers[names[i]];
    if (!maker.activity) continue;
    const std::int64_t ms = timeline::ms_of(keys[i]);
    if (kIds ? running.begins(ms, ids[i], timeout_ms) : running.begins(ms, 0, timeout_ms)) {
      if (open && builder.finish()) visit(builder.path());
      open = keys[i] < end_;
      if (!open) return;
      builder.clear();
    }
    if (!open) continue;
    const NodeCode node = maker.splits ? node_of(person, i) : maker.node;
    if (node != 0 && takes(cursor, i)) builder.push(node, ms);
  }
  if (open && builder.finish()) visit(builder.path());
}

// As each_session and PathTally::add, but no path is put down: nodes are counted as they come, and what is beyond the
// last level is not looked at.
void Run::tally_sessions(Tallying& state, const PersonView& person) const {
  const auto keys = person.keys;
  const auto names = person.names;
  const Maker* const makers = makers_.data();
  const bool collapse = question_.collapse;
  const auto starts = split_->starts(person, first_in_range(person), state.starts);
  PathTally::Walk walk(state.tally);
  for (std::size_t s = 0; s < starts.size() && keys[starts[s]] < end_; ++s) {
    walk.begin();
    NodeCode last = 0;
    const std::size_t end = s + 1 < starts.size() ? starts[s + 1] : keys.size();
    for (std::size_t i = starts[s]; i < end && !walk.is_full(); ++i) {
      const Maker& maker = makers[names[i]];
      const NodeCode node = maker.splits ? node_of(person, i) : maker.node;
      if (node == 0 || (collapse && node == last)) continue;
      last = node;
      walk.push(node, timeline::ms_of(keys[i]));
    }
    walk.end();
  }
}

template <class Visit>
void Run::each_window(FilterCursor& cursor, PathBuilder& builder, const PersonView& person, Visit visit) const {
  const std::int64_t window_ms = question_.within->count();
  bool open = false;
  std::int64_t start_ms = 0;
  for (std::size_t i = first_in_range(person); i < person.keys.size(); ++i) {
    if (!open && person.keys[i] >= end_) return;
    const NodeCode node = node_of(person, i);
    if (node == 0 || !takes(cursor, i)) continue;
    const std::int64_t ms = timeline::ms_of(person.keys[i]);
    if (open && ms - start_ms > window_ms) {
      if (builder.finish()) visit(builder.path());
      open = false;
      if (person.keys[i] >= end_) return;
    }
    if (!open) {
      if (shape_.start != 0 && node != shape_.start) continue;
      open = true;
      start_ms = ms;
      builder.clear();
    }
    builder.push(node, ms);
  }
  if (open && builder.finish()) visit(builder.path());
}

Result<internal::Folding> Run::folding(std::vector<PathLog>* logs) const {
  if (!internal::Folding::needs_counts(question_, names_)) return internal::Folding(question_, names_, nullptr);
  const std::size_t room = logs == nullptr ? 0 : kMostLoggedNodes / snapshot_.slices();
  internal::NodeCounts all(question_.levels, names_.count());
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop,
      [&] {
        return Counting{FilterCursor(program_), PathBuilder(shape_),
                        internal::NodeCounts(question_.levels, names_.count()), PathLog(room)};
      },
      [&](Counting& state, const PersonView& person) {
        state.log.enter_person();
        each_path(state.cursor, state.builder, person, [&](const Path& path) {
          state.counts.add(path);
          if (state.log.is_complete()) state.log.add(path);
        });
      },
      [&](Counting&& state) {
        all.add(state.counts);
        if (logs != nullptr) logs->push_back(std::move(state.log));
      }));
  return internal::Folding(question_, names_, &all);
}

Result<void> Run::tally_by_scan(PathTally& all, const internal::Folding& folding) const {
  return timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop,
      [&] { return Tallying{FilterCursor(program_), PathBuilder(shape_), PathTally(folding), {}}; },
      [&](Tallying& state, const PersonView& person) {
        state.tally.enter_person();
        if (is_plain()) {
          if ((person.event_mask & mask_) == 0 || person.keys.back() < begin_) return;
          tally_sessions(state, person);
          return;
        }
        each_path(state.cursor, state.builder, person, [&](const Path& path) { state.tally.add(path); });
      },
      [&](Tallying&& state) { all.add(state.tally); });
}

void Run::tally_logs(PathTally& all, const internal::Folding& folding, std::span<const PathLog> logs) const {
  std::vector<PathTally> parts(logs.size(), PathTally(folding));
  timeline_.pool().run(logs.size(), [&](std::size_t slice) { logs[slice].replay(parts[slice]); });
  for (const PathTally& part : parts) all.add(part);
}

Result<PathAnswer> Run::answer() const {
  std::vector<PathLog> logs;
  THRONG_TRY(const internal::Folding folding, this->folding(&logs));
  PathTally all(folding);
  if (!logs.empty() && std::all_of(logs.begin(), logs.end(), [](const PathLog& log) { return log.is_complete(); })) {
    tally_logs(all, folding, logs);
  } else {
    THRONG_CHECK(tally_by_scan(all, folding));
  }
  return all.answer(question_, names_);
}

Result<PersonList> Run::persons(const PathCell& cell) const {
  std::optional<internal::Folding> folding;
  if (internal::needs_folding(cell)) {
    THRONG_TRY(folding, this->folding(nullptr));
  }
  const internal::WantedPaths wanted(question_, cell, names_, folding ? &*folding : nullptr);
  return internal::collect_persons(
      program_, snapshot_, timeline_.pool(), context_.stop, [&](FilterCursor& cursor, const PersonView& person) {
        PathBuilder builder(shape_);
        bool found = false;
        each_path(cursor, builder, person, [&](const Path& path) { found = found || wanted.has(path); });
        return found;
      });
}

}  // namespace

Result<PathAnswer> run_timeline(const PathQuestion& question, timeline::Timeline& timeline, const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  return run.answer();
}

Result<PersonList> persons_timeline(const PathQuestion& question, const PathCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  return run.persons(cell);
}

}  // namespace throng::analyze
