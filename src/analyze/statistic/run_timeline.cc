#include "analyze/statistic/run_timeline.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analyze/internal/labels.h"
#include "analyze/internal/timeline_ask.h"
#include "timeline/bucket_index.h"

namespace throng::analyze {
namespace {

using timeline::FilterCursor;
using timeline::PersonView;
using enum StatisticMeasure;

// A statistic bound to a snapshot.
struct Bound {
  const Statistic* statistic = nullptr;
  std::size_t match = 0;
  std::size_t column = 0;  // of the property, if it has one
  std::uint64_t begin_key = 0, end_key = 0;
  std::optional<timeline::BucketIndex> days;  // for the measure of that name
  internal::Labels labels;
};

// Lines of StatisticValues in order of the scan.
struct Found {
  PersonList persons;
  std::vector<double> numbers;
  std::vector<std::uint32_t> codes;

  void add(model::PersonNumber person, double number) {
    persons.push_back(person);
    numbers.push_back(number);
  }
  void add(model::PersonNumber person, std::uint32_t code) {
    persons.push_back(person);
    codes.push_back(code);
  }
  void append(const Found& more) {
    persons.insert(persons.end(), more.persons.begin(), more.persons.end());
    numbers.insert(numbers.end(), more.numbers.begin(), more.numbers.end());
    codes.insert(codes.end(), more.codes.begin(), more.codes.end());
  }
};

class Slice {
 public:
  Slice(const timeline::FilterProgram& program, std::span<const Bound> bound, const AskContext& context)
      : found(bound.size()), program_(program), bound_(bound), context_(context), cursor_(program) {}

  void visit(const PersonView& person) {
    cursor_.enter(person);
    for (std::size_t i = 0; i < bound_.size(); ++i) {
      if (is_of_trait(*bound_[i].statistic))
        look_at_trait(bound_[i], person, found[i]);
      else if ((program_.event_mask(bound_[i].match) & person.event_mask) != 0)
        look(bound_[i], person, found[i]);
    }
  }

  std::vector<Found> found;

 private:
  static void look_at_trait(const Bound& bound, const PersonView& person, Found& out);
  void look(const Bound& bound, const PersonView& person, Found& out);
  void look_at_instants(const Bound& bound, const PersonView& person, Found& out);
  void look_at_numbers(const Bound& bound, const PersonView& person, Found& out);
  void look_at_labels(const Bound& bound, const PersonView& person, Found& out);
  void tally();
  template <class Visit>
  void each_event(const Bound& bound, const PersonView& person, Visit visit);

  const timeline::FilterProgram& program_;
  std::span<const Bound> bound_;
  const AskContext& context_;
  FilterCursor cursor_;
  std::vector<std::uint32_t> labels_;  // of one person, in order
  struct Tally {
    std::uint32_t label = 0, count = 0, last = 0;  // last: its last place among labels_
  };
  std::vector<Tally> tallies_;
  std::vector<std::uint64_t> order_;
};

template <class Visit>
void Slice::each_event(const Bound& bound, const PersonView& person, Visit visit) {
  const auto names = program_.names(bound.match);
  for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < bound.end_key; ++i) {
    if (names[person.names[i]] != 0 && person.keys[i] >= bound.begin_key && cursor_.passes(bound.match, i)) visit(i);
  }
}

void Slice::look_at_trait(const Bound& bound, const PersonView& person, Found& out) {
  const timeline::ColumnView& column = person.columns[bound.column];
  if (!column.numbers.empty()) {
    if (!std::isnan(column.numbers[0])) out.add(person.person, column.numbers[0]);
  } else if (column.codes[0] != 0) {
    out.add(person.person, bound.labels.of_code[column.codes[0]]);
  }
}

void Slice::look(const Bound& bound, const PersonView& person, Found& out) {
  if (!gives_numbers(*bound.statistic)) return look_at_labels(bound, person, out);
  if (!bound.statistic->property.empty()) return look_at_numbers(bound, person, out);
  look_at_instants(bound, person, out);
}

void Slice::look_at_instants(const Bound& bound, const PersonView& person, Found& out) {
  std::uint64_t times = 0, days = 0;
  std::int64_t first_ms = 0, last_ms = 0;
  std::uint32_t day = ~std::uint32_t{0};
  each_event(bound, person, [&](std::size_t event) {
    last_ms = timeline::ms_of(person.keys[event]);
    if (times++ == 0) first_ms = last_ms;
    if (!bound.days) return;
    const std::uint32_t its_day = bound.days->bucket_of(person.keys[event]);
    days += its_day != day ? 1 : 0;
    day = its_day;
  });
  if (times == 0) return;
  switch (bound.statistic->measure) {
    case StatisticMeasure::days: return out.add(person.person, static_cast<double>(days));
    case first: return out.add(person.person, static_cast<double>(first_ms));
    case last: return out.add(person.person, static_cast<double>(last_ms));
    case days_since: return out.add(person.person, days_between(context_.calendar, from_ms(last_ms), context_.now));
    default: return out.add(person.person, static_cast<double>(times));
  }
}

void Slice::look_at_numbers(const Bound& bound, const PersonView& person, Found& out) {
  const auto numbers = person.columns[bound.column].numbers;
  bool any = false;
  std::uint64_t count = 0;
  double total = 0, least = 0, greatest = 0;
  each_event(bound, person, [&](std::size_t event) {
    any = true;
    const double number = numbers[event];
    if (std::isnan(number)) return;
    total += number;
    least = count == 0 ? number : std::min(least, number);
    greatest = count == 0 ? number : std::max(greatest, number);
    ++count;
  });
  const StatisticMeasure measure = bound.statistic->measure;
  if (measure == sum && any) return out.add(person.person, total);
  if (count == 0) return;
  if (measure == avg) return out.add(person.person, total / static_cast<double>(count));
  out.add(person.person, measure == min ? least : greatest);
}

void Slice::look_at_labels(const Bound& bound, const PersonView& person, Found& out) {
  const auto codes = person.columns[bound.column].codes;
  labels_.clear();
  each_event(bound, person, [&](std::size_t event) {
    if (codes[event] != 0) labels_.push_back(bound.labels.of_code[codes[event]]);
  });
  if (labels_.empty()) return;
  if (bound.statistic->measure == first) return out.add(person.person, labels_.front());
  if (bound.statistic->measure == last) return out.add(person.person, labels_.back());
  tally();
  for (std::size_t i = 0; i < tallies_.size() && i < bound.statistic->top; ++i)
    out.add(person.person, tallies_[i].label);
}

// How often each label of labels_ occurs, the most frequent first.
void Slice::tally() {
  order_.resize(labels_.size());
  for (std::size_t i = 0; i < labels_.size(); ++i) order_[i] = std::uint64_t{labels_[i]} << 32 | i;
  std::ranges::sort(order_);
  tallies_.clear();
  for (const std::uint64_t one : order_) {
    const auto label = static_cast<std::uint32_t>(one >> 32);
    if (tallies_.empty() || tallies_.back().label != label) tallies_.push_back({label, 0, 0});
    ++tallies_.back().count;
    tallies_.back().last = static_cast<std::uint32_t>(one);
  }
  std::ranges::sort(tallies_, [](const Tally& a, const Tally& b) {
    return a.count != b.count ? a.count > b.count : a.last > b.last;
  });
}

// The statistics' matches and columns; index into the program.
std::vector<Bound> add_all(timeline::FilterProgram& program, std::span<const Statistic> statistics) {
  std::vector<Bound> bound;
  for (const Statistic& statistic : statistics) {
    Bound one{.statistic = &statistic, .match = program.add(statistic.match)};
    if (!statistic.property.empty()) {
      const auto kind = gives_numbers(statistic) ? timeline::ColumnKind::number : timeline::ColumnKind::code;
      one.column = program.add(timeline::ColumnRef{is_of_trait(statistic), statistic.property, kind});
    }
    bound.push_back(std::move(one));
  }
  return bound;
}

Result<void> bind(Bound& bound, const timeline::Snapshot& snapshot, const AskContext& context) {
  THRONG_TRY(const TimeRange range, model::resolve(bound.statistic->within, context.calendar, context.now));
  bound.begin_key = timeline::key_bound(range.begin);
  bound.end_key = timeline::key_bound(range.end);
  if (bound.statistic->measure == StatisticMeasure::days) {
    THRONG_TRY(const Buckets buckets, buckets_of(bound.statistic->within, BucketUnit::day, context, snapshot.extent()));
    bound.days.emplace(buckets.edges());
    if (bound.days->count() == 0) bound.end_key = bound.begin_key;
  }
  if (!gives_numbers(*bound.statistic)) bound.labels = internal::labels_of(snapshot.dictionary(bound.column));
  return {};
}

StatisticValues in_order(const Found& found, std::vector<std::string> labels) {
  std::vector<std::uint32_t> order(found.persons.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return std::pair(found.persons[i], i); });
  StatisticValues values{.labels = std::move(labels)};
  for (const std::uint32_t i : order) {
    values.persons.push_back(found.persons[i]);
    if (!found.numbers.empty()) values.numbers.push_back(found.numbers[i]);
    if (!found.codes.empty()) values.codes.push_back(found.codes[i]);
  }
  return values;
}

}  // namespace

Result<std::vector<StatisticValues>> statistics_timeline(std::span<const Statistic> statistics,
                                                         timeline::Timeline& timeline, const AskContext& context) {
  timeline::FilterProgram program(internal::filter_context(context));
  std::vector<Bound> bound = add_all(program, statistics);
  THRONG_TRY(const timeline::Snapshot snapshot, program.bind(timeline, context.stop));
  for (Bound& one : bound) THRONG_CHECK(bind(one, snapshot, context));
  std::vector<Found> all(statistics.size());
  THRONG_CHECK(timeline::parallel_scan(
      snapshot, timeline.pool(), context.stop, [&] { return Slice(program, bound, context); },
      [](Slice& slice, const PersonView& person) { slice.visit(person); },
      [&](Slice&& slice) {
        for (std::size_t i = 0; i < all.size(); ++i) all[i].append(slice.found[i]);
      }));
  std::vector<StatisticValues> values;
  for (std::size_t i = 0; i < all.size(); ++i) values.push_back(in_order(all[i], std::move(bound[i].labels.texts)));
  return values;
}

}  // namespace throng::analyze
