#include "analyze/trend/run_timeline.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "analyze/internal/day_buckets.h"
#include "analyze/internal/session_split.h"
#include "analyze/internal/timeline_ask.h"
#include "analyze/trend/internal/cells.h"
#include "analyze/trend/internal/compose.h"
#include "analyze/trend/internal/grouping.h"
#include "model/value.h"
#include "timeline/bucket_index.h"

namespace throng::analyze {
namespace {

using internal::DayBuckets;
using internal::Grouping;
using internal::GroupMap;
using internal::TrendGroup;
using internal::TrendPass;
using timeline::BucketIndex;

// A range of the question, ready for scanning.
struct Frame {
  BucketIndex buckets;
  std::optional<DayBuckets> days;                            // where days decide
  std::vector<std::optional<internal::ActiveIndex>> active;  // per series, for dau, wau and mau
  std::vector<std::uint32_t> fold;                           // per bucket, where hours of the week are asked for
  std::size_t width = 0;                                     // values per series

  // Whether what has this key, in the range, is in the bucket or hour of the week of the cell.
  bool has(const TrendCell& cell, std::uint64_t key) const {
    if (!cell.bucket) return true;
    const std::uint32_t bucket = buckets.bucket_of(key);
    return (fold.empty() ? bucket : fold[bucket]) == *cell.bucket;
  }
};

struct Series {
  std::size_t match = 0;
  std::optional<std::size_t> value;  // column
  bool by_days = false;              // persons can be counted by the days they have events on
};

// A question bound to a snapshot.
class Run {
 public:
  Run(const TrendQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        by_(program_, question.breakdowns) {
    const auto counts_sessions = [](const auto& series) { return series.measure == Measure::sessions; };
    if (std::any_of(question.series.begin(), question.series.end(), counts_sessions))
      sessions_.emplace(kTrendSessions, program_);
    for (const TrendSeriesQuestion& series : question.series) add(series);
  }

  Result<void> bind();
  const std::vector<Buckets>& frames() const { return frames_; }
  Result<internal::MeasuredTrend> measure() const;
  Result<PersonList> persons(const TrendCell& cell) const;

 private:
  void add(const TrendSeriesQuestion& series);
  TrendPass pass(std::size_t series, const Frame& frame, const GroupMap& map) const;
  // The groups that the first series keeps, in the order of the answer.
  Result<std::vector<Grouping::Key>> kept() const;
  Result<void> bind_ends();
  // All keys that events of the first series have, and perhaps some that others have.
  Result<std::vector<Grouping::Key>> keys() const;
  Result<Frame> frame_of(const Buckets& buckets) const;
  template <class State, class See, class Merge>
  Result<void> scan_first(std::uint64_t begin, std::uint64_t end, State state, See see, Merge merge) const;
  bool has_value(std::size_t series, const timeline::PersonView& person, std::size_t event) const;
  template <class Wanted>
  bool counts(timeline::FilterCursor& cursor, const timeline::PersonView& person, const TrendCell& cell,
              std::size_t series, Wanted wanted) const;
  template <class Wanted>
  bool has_event(timeline::FilterCursor& cursor, const timeline::PersonView& person, const TrendCell& cell,
                 std::size_t series, Wanted wanted) const;
  template <class Wanted>
  bool has_session(timeline::FilterCursor& cursor, const timeline::PersonView& person, const TrendCell& cell,
                   std::size_t series, Wanted wanted) const;

  const TrendQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  internal::Grouping by_;
  std::optional<internal::SessionSplit> sessions_;
  std::vector<Series> series_;
  timeline::Snapshot snapshot_;
  std::vector<Buckets> frames_;
  std::vector<Frame> scan_frames_;
};

void Run::add(const TrendSeriesQuestion& series) {
  Series added{.match = program_.add(series.match)};
  if (needs_property(series.measure)) {
    const bool codes = series.measure == Measure::distinct;
    const auto kind = codes ? timeline::ColumnKind::code : timeline::ColumnKind::number;
    added.value = program_.add(timeline::ColumnRef{false, series.property, kind});
  }
  const bool who = series.measure == Measure::persons && question_.breakdowns.empty() && !series.match.where;
  added.by_days = who && unit_of(question_) != BucketUnit::hour;
  if (added.by_days) program_.add_days();
  series_.push_back(added);
}

Result<void> Run::bind() {
  THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
  THRONG_TRY(frames_, internal::trend_frames(question_, context_, snapshot_.extent()));
  for (const Buckets& buckets : frames_) {
    THRONG_TRY(Frame frame, frame_of(buckets));
    scan_frames_.push_back(std::move(frame));
  }
  if (sessions_) sessions_->bind(snapshot_);
  for (Series& series : series_) series.by_days = series.by_days && program_.is_mask_exact(series.match);
  by_.bind(snapshot_);
  return by_.is_automatic() ? bind_ends() : Result<void>();
}

Result<Frame> Run::frame_of(const Buckets& buckets) const {
  Frame frame{BucketIndex(buckets.edges()), std::nullopt, {}, {}};
  if (program_.days()) frame.days = DayBuckets::create(buckets, unit_of(question_), context_.calendar);
  for (std::size_t i = 0; question_.calendar && i < buckets.count(); ++i)
    frame.fold.push_back(static_cast<std::uint32_t>(context_.calendar.hour_of_week(buckets.bounds[i])));
  frame.width = width_of(question_, buckets);
  for (const TrendSeriesQuestion& series : question_.series) {
    frame.active.emplace_back();
    const int days = active_days(series.measure);
    if (days == 0) continue;
    THRONG_TRY(const auto windows, internal::active_windows(buckets, days, context_));
    frame.active.back().emplace(windows);
  }
  return frame;
}

TrendPass Run::pass(std::size_t series, const Frame& frame, const GroupMap& map) const {
  return {.program = &program_,
          .match = series_[series].match,
          .measure = question_.series[series].measure,
          .value = series_[series].value,
          .map = &map,
          .grouped = by_.count() > 0,
          .groups = map.groups(),
          .buckets = &frame.buckets,
          .fold = frame.fold,
          .width = frame.width,
          .days = series_[series].by_days && frame.days ? &*frame.days : nullptr,
          .active = frame.active[series] ? &*frame.active[series] : nullptr,
          .sessions = sessions_ ? &*sessions_ : nullptr};
}

// Calls see(state, person, event) for the first series' events between two keys.
template <class State, class See, class Merge>
Result<void> Run::scan_first(std::uint64_t begin, std::uint64_t end, State state, See see, Merge merge) const {
  struct Scan {
    timeline::FilterCursor cursor;
    State state;
  };
  const std::size_t match = series_[0].match;
  return timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return Scan{timeline::FilterCursor(program_), state}; },
      [&](Scan& scan, const timeline::PersonView& person) {
        if ((person.event_mask & program_.event_mask(match)) == 0) return;
        scan.cursor.enter(person);
        for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < end; ++i) {
          if (person.keys[i] >= begin && scan.cursor.matches(match, i)) see(scan.state, person, i);
        }
      },
      [&](Scan&& scan) { merge(scan.state); });
}

Result<void> Run::bind_ends() {
  const BucketIndex& range = scan_frames_[0].buckets;
  Grouping::Ends all(by_);
  THRONG_CHECK(scan_first(
      range.begin(), range.end(), Grouping::Ends(by_),
      [](Grouping::Ends& ends, const timeline::PersonView& person, std::size_t event) { ends.see(person, event); },
      [&](const Grouping::Ends& ends) { all.merge(ends); }));
  by_.set_ends(all);
  return {};
}

Result<std::vector<Grouping::Key>> Run::keys() const {
  std::vector<Grouping::Key> keys;
  if (by_.count() == 1) {
    for (std::uint32_t label = 0; label < by_.labels(0); ++label) keys.push_back({label});
    return keys;
  }
  const Frame& frame = scan_frames_[0];
  const bool by_session = question_.series[0].measure == Measure::sessions;
  std::set<Grouping::Key> all;
  THRONG_CHECK(scan_first(
      frame.active[0] ? frame.active[0]->begin() : frame.buckets.begin(),
      by_session ? ~std::uint64_t{0} : frame.buckets.end(), std::set<Grouping::Key>(),
      [&](std::set<Grouping::Key>& seen, const timeline::PersonView& person, std::size_t event) {
        seen.insert(by_.key(person, event));
      },
      [&](std::set<Grouping::Key>& seen) { all.merge(seen); }));
  return std::vector<Grouping::Key>(all.begin(), all.end());
}

Result<std::vector<Grouping::Key>> Run::kept() const {
  if (by_.count() == 0) return std::vector<Grouping::Key>(1);
  THRONG_TRY(const std::vector<Grouping::Key> keys, this->keys());
  std::vector<Instant> edges = {frames_[0].range.begin, frames_[0].range.end};
  if (frames_[0].count() == 0) edges.clear();
  Frame whole{BucketIndex(edges), std::nullopt, scan_frames_[0].active, {}};
  whole.width = whole.buckets.count();
  const GroupMap map(by_, keys);
  TrendPass totals_of[] = {pass(0, whole, map)};
  totals_of[0].totals_only = true;
  THRONG_TRY(const auto totals, measure_trends(totals_of, snapshot_, timeline_.pool(), context_.stop));
  std::vector<internal::LabelWeight> weights;
  for (const TrendGroup& group : totals[0]) weights.push_back({group.events > 0, group.total});
  std::vector<Grouping::Key> kept;
  for (const std::size_t place : by_.top(keys, weights, question_.top)) kept.push_back(keys[place]);
  return kept;
}

Result<internal::MeasuredTrend> Run::measure() const {
  internal::MeasuredTrend measured;
  THRONG_TRY(const std::vector<Grouping::Key> kept, this->kept());
  for (const Grouping::Key& key : kept) measured.labels.push_back(by_.texts(key));
  const GroupMap map(by_, kept);
  const std::size_t rest = map.rest();
  std::vector<TrendPass> passes;
  for (const Frame& frame : scan_frames_) {
    for (std::size_t s = 0; s < series_.size(); ++s) passes.push_back(pass(s, frame, map));
  }
  THRONG_TRY(auto found, measure_trends(passes, snapshot_, timeline_.pool(), context_.stop));
  const bool others = std::any_of(found.begin(), found.end(), [&](const auto& pass) { return pass[rest].events > 0; });
  if (others) measured.labels.push_back({std::string(model::kOther)});
  for (std::size_t f = 0; f < scan_frames_.size(); ++f) {
    internal::TrendTable& table = measured.frames.emplace_back();
    for (std::size_t s = 0; s < series_.size(); ++s) {
      auto& row = table.emplace_back();
      for (std::size_t label = 0; label < measured.labels.size(); ++label) {
        TrendGroup& group = found[f * series_.size() + s][label];
        row.push_back({std::move(group.values), group.total});
      }
    }
  }
  return measured;
}

Result<PersonList> Run::persons(const TrendCell& cell) const {
  THRONG_CHECK(validate(cell, question_, scan_frames_[cell.previous ? 1 : 0].width));
  const bool all = !cell.labels || by_.count() == 0;
  const bool rest = !all && is_rest(*cell.labels);
  std::vector<Grouping::Key> keys;
  if (rest) {
    THRONG_TRY(keys, kept());
  } else if (const auto key = all ? std::nullopt : by_.find(*cell.labels)) {
    keys.push_back(*key);
  }
  const GroupMap map(by_, keys);
  const std::vector<std::size_t> series = series_of(cell, question_);
  return internal::collect_persons(program_, snapshot_, timeline_.pool(), context_.stop,
                                   [&](timeline::FilterCursor& cursor, const timeline::PersonView& person) {
                                     const auto is_of_label = [&](std::size_t event) {
                                       return all || (map.of(person, event) == map.rest()) == rest;
                                     };
                                     return std::any_of(series.begin(), series.end(), [&](std::size_t one) {
                                       return counts(cursor, person, cell, one, is_of_label);
                                     });
                                   });
}

// Whether the series counts the person for the cell.
template <class Wanted>
bool Run::counts(timeline::FilterCursor& cursor, const timeline::PersonView& person, const TrendCell& cell,
                 std::size_t series, Wanted wanted) const {
  if ((person.event_mask & program_.event_mask(series_[series].match)) == 0) return false;
  const bool by_session = question_.series[series].measure == Measure::sessions;
  return by_session ? has_session(cursor, person, cell, series, wanted)
                    : has_event(cursor, person, cell, series, wanted);
}

// Whether the event has what is measured.
bool Run::has_value(std::size_t series, const timeline::PersonView& person, std::size_t event) const {
  const auto& column = series_[series].value;
  if (!column) return true;
  const timeline::ColumnView& values = person.columns[*column];
  return values.numbers.empty() ? values.codes[event] != 0 : !std::isnan(values.numbers[event]);
}

// Whether an event counts for the cell.
template <class Wanted>
bool Run::has_event(timeline::FilterCursor& cursor, const timeline::PersonView& person, const TrendCell& cell,
                    std::size_t series, Wanted wanted) const {
  const Frame& frame = scan_frames_[cell.previous ? 1 : 0];
  const auto& active = frame.active[series];
  const std::uint64_t begin = active ? active->begin() : frame.buckets.begin();
  const std::uint64_t end = active ? active->end() : frame.buckets.end();
  const auto is_in_bucket = [&](std::uint64_t key) {
    if (!active) return frame.has(cell, key);
    const std::size_t bucket = cell.bucket ? *cell.bucket : active->last();
    const auto seen = active->seen(key);
    return seen.first <= bucket && bucket < seen.past;
  };
  for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < end; ++i) {
    if (person.keys[i] < begin || !is_in_bucket(person.keys[i])) continue;
    if (has_value(series, person, i) && cursor.matches(series_[series].match, i) && wanted(i)) return true;
  }
  return false;
}

template <class Wanted>
bool Run::has_session(timeline::FilterCursor& cursor, const timeline::PersonView& person, const TrendCell& cell,
                      std::size_t series, Wanted wanted) const {
  const Frame& frame = scan_frames_[cell.previous ? 1 : 0];
  const BucketIndex& buckets = frame.buckets;
  bool found = false;
  sessions_->each(person, buckets.begin(), buckets.end(), [&](std::size_t first, std::size_t end) {
    if (found || !frame.has(cell, person.keys[first])) return;
    const auto event = internal::first_match(*sessions_, cursor, person, series_[series].match, first, end);
    found = event && wanted(*event);
  });
  return found;
}

}  // namespace

Result<TrendAnswer> run_timeline(const TrendQuestion& question, timeline::Timeline& timeline,
                                 const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_TRY(auto measured, run.measure());
  return internal::compose_trend(question, run.frames(), std::move(measured), context);
}

Result<PersonList> persons_timeline(const TrendQuestion& question, const TrendCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  if (cell.previous && run.frames().size() < 2) return invalid("previous", "the question compares with nothing");
  return run.persons(cell);
}

}  // namespace throng::analyze
