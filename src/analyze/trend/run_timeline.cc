#include "analyze/trend/run_timeline.h"

#include "analyze/internal/labels.h"
#include "analyze/internal/timeline_ask.h"
#include "analyze/trend/internal/cells.h"

namespace throng::analyze {
namespace {

using internal::Labels;
using timeline::BucketIndex;

// A question bound to a snapshot.
class Run {
 public:
  Run(const TrendQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        match_(program_.add(question.match)) {
    if (needs_property(question.measure)) {
      const bool codes = question.measure == Measure::distinct;
      const auto kind = codes ? timeline::ColumnKind::code : timeline::ColumnKind::number;
      value_ = program_.add(timeline::ColumnRef{false, question.property, kind});
    }
    if (question.breakdown) breakdown_ = program_.add(internal::column_of(*question.breakdown));
    const bool who = question.measure == Measure::persons && !question.breakdown && !question.match.where;
    if (who && question.bucket != BucketUnit::hour) program_.add_days();
  }

  Result<void> bind() {
    THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
    THRONG_TRY(buckets_, buckets_of(question_.range, question_.bucket, context_, snapshot_.extent()));
    index_.emplace(buckets_.edges());
    if (program_.days() && program_.is_mask_exact(match_))
      days_ = internal::DayBuckets::create(buckets_, question_.bucket, context_.calendar);
    if (breakdown_) labels_ = internal::labels_of(snapshot_.dictionary(*breakdown_));
    return {};
  }

  const Buckets& buckets() const { return buckets_; }
  const Labels& labels() const { return labels_; }

  // The labels of the answer's series, $other aside.
  Result<std::vector<std::uint32_t>> kept(bool& others) const;
  Result<std::vector<TrendSeries>> series() const;
  Result<PersonList> persons(const TrendCell& cell) const;

 private:
  Result<std::vector<internal::TrendGroup>> measure(std::span<const std::uint32_t> group_of_code, std::size_t groups,
                                                    const BucketIndex& index) const {
    const internal::TrendPass pass{.program = &program_,
                                   .match = match_,
                                   .measure = question_.measure,
                                   .value = value_,
                                   .breakdown = breakdown_,
                                   .by_trait = by_trait(),
                                   .group_of_code = group_of_code,
                                   .groups = groups,
                                   .buckets = &index,
                                   .days = days_ ? &*days_ : nullptr};
    return internal::measure_trend(pass, snapshot_, timeline_.pool(), context_.stop);
  }
  bool by_trait() const { return question_.breakdown && question_.breakdown->scope == Scope::person; }
  Result<std::vector<std::uint8_t>> wanted_codes(const TrendCell& cell) const;

  const TrendQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::size_t match_;
  std::optional<std::size_t> value_, breakdown_;
  timeline::Snapshot snapshot_;
  Buckets buckets_;
  std::optional<BucketIndex> index_;
  std::optional<internal::DayBuckets> days_;  // where persons can be counted by the days they have events on
  Labels labels_;
};

Result<std::vector<std::uint32_t>> Run::kept(bool& others) const {
  Buckets whole{buckets_.range, {buckets_.range.begin, buckets_.range.end}};
  if (buckets_.count() == 0) whole.bounds.clear();
  THRONG_TRY(const auto totals, measure(labels_.of_code, labels_.texts.size(), BucketIndex(whole.edges())));
  std::vector<internal::LabelWeight> weights;
  std::size_t occurring = 0;
  for (const internal::TrendGroup& group : totals) {
    weights.push_back({group.events > 0, group.total});
    occurring += group.events > 0 ? 1 : 0;
  }
  std::vector<std::uint32_t> top = internal::top_labels(labels_, weights, question_.top);
  others = top.size() < occurring;
  return top;
}

Result<std::vector<TrendSeries>> Run::series() const {
  std::vector<TrendSeries> series;
  std::vector<std::uint32_t> groups;
  if (breakdown_) {
    bool others = false;
    THRONG_TRY(const auto labels, kept(others));
    for (const std::uint32_t label : labels) series.push_back({.label = labels_.texts[label]});
    if (others) series.push_back({.label = std::string(model::kOther)});
    groups = internal::groups_of_codes(labels_, labels);
  } else {
    series.emplace_back();
  }
  // Without others their group is still there for the codes that never occur.
  THRONG_TRY(auto measured, measure(groups, series.size() + 1, *index_));
  for (std::size_t i = 0; i < series.size(); ++i) {
    series[i].values = std::move(measured[i].values);
    series[i].total = measured[i].total;
  }
  return series;
}

// Per code of the breakdown: whether its events belong to the cell. Empty: all do.
Result<std::vector<std::uint8_t>> Run::wanted_codes(const TrendCell& cell) const {
  std::vector<std::uint8_t> wanted;
  if (!cell.label) return wanted;
  if (*cell.label == model::kOther) {
    bool others = false;
    THRONG_TRY(const auto labels, kept(others));
    for (const std::uint32_t group : internal::groups_of_codes(labels_, labels))
      wanted.push_back(group == labels.size());
    return wanted;
  }
  const auto label = labels_.find(*cell.label);
  for (const std::uint32_t of_code : labels_.of_code) wanted.push_back(of_code == label);
  return wanted;
}

Result<PersonList> Run::persons(const TrendCell& cell) const {
  THRONG_TRY(const auto wanted, wanted_codes(cell));
  const bool trait = by_trait();
  return internal::collect_persons(
      program_, snapshot_, timeline_.pool(), context_.stop,
      [&](timeline::FilterCursor& cursor, const timeline::PersonView& person) {
        if ((person.event_mask & program_.event_mask(match_)) == 0) return false;
        for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < index_->end(); ++i) {
          if (person.keys[i] < index_->begin() || !cursor.matches(match_, i)) continue;
          if (cell.bucket && index_->bucket_of(person.keys[i]) != *cell.bucket) continue;
          if (wanted.empty() || wanted[person.columns[*breakdown_].codes[trait ? 0 : i]] != 0) return true;
        }
        return false;
      });
}

}  // namespace

Result<TrendAnswer> run_timeline(const TrendQuestion& question, timeline::Timeline& timeline,
                                 const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  TrendAnswer answer = empty_trend(run.buckets(), context);
  THRONG_TRY(answer.series, run.series());
  return answer;
}

Result<PersonList> persons_timeline(const TrendQuestion& question, const TrendCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(validate(cell, question, run.buckets().count()));
  return run.persons(cell);
}

}  // namespace throng::analyze
