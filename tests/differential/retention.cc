#include "differential/retention.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "differential/questions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::RetentionQuestion;

struct Column {
  std::uint32_t from, to;
};

// What one person of a cohort did in each column.
struct Entry {
  std::size_t cohort = 0;
  std::string label;
  std::vector<std::uint64_t> events;
  std::vector<std::vector<double>> values;
};

class Worker {
 public:
  Worker(const Oracle& oracle, const RetentionQuestion& question)
      : oracle_(oracle), question_(question), buckets_(oracle.buckets(question.range, question.bucket)) {
    for (std::uint32_t n = 0; n <= question.buckets && question.brackets.empty(); ++n) columns_.push_back({n, n + 1});
    std::uint32_t begin = 0;
    for (const std::uint32_t end : question.brackets) {
      columns_.push_back({begin, end});
      begin = end;
    }
    for (const Oracle::Person& person : oracle.persons()) add(person);
  }

  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<Entry>& entries() const { return entries_; }
  std::size_t cohorts() const { return buckets_.count(); }
  Instant start_of(std::size_t cohort) const { return buckets_.bounds[cohort]; }

  bool is_complete(std::size_t cohort, const Column& column) const {
    const std::int64_t quarter = 15 * 60 * 1000;
    const Instant now = from_ms(to_ms(oracle_.context().now) / quarter * quarter);
    const Instant last = std::min(buckets_.bounds[cohort + 1], buckets_.range.end);
    return after(question_.periods == analyze::PeriodKind::rolling ? last : start_of(cohort), column.to) <= now;
  }

 private:
  // The instant so many periods after another.
  Instant after(Instant start, std::uint32_t periods) const {
    if (question_.periods == analyze::PeriodKind::calendar)
      return oracle_.context().calendar.advance(start, question_.bucket, static_cast<int>(periods));
    const int length = question_.bucket == BucketUnit::day ? 1 : question_.bucket == BucketUnit::week ? 7 : 30;
    return start + days(length * static_cast<std::int64_t>(periods));
  }

  void add(const Oracle::Person& person) {
    const std::vector<bool> starts = oracle_.matching(question_.start, person);
    std::set<std::size_t> seen;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      if (!starts[i]) continue;
      const bool inside = buckets_.range.contains(person.events[i].time);
      if (!inside && question_.cohort == analyze::CohortKind::first_ever) return;
      if (!inside) continue;
      const auto bucket = static_cast<std::size_t>(
          std::upper_bound(buckets_.bounds.begin(), buckets_.bounds.end(), person.events[i].time) -
          buckets_.bounds.begin() - 1);
      if (seen.insert(bucket).second) add(person, bucket, person.events[i]);
      if (question_.cohort != analyze::CohortKind::recurring) return;
    }
  }

  void add(const Oracle::Person& person, std::size_t cohort, const model::Event& start) {
    const std::vector<bool> backs = oracle_.matching(question_.back, person);
    Entry entry{.cohort = cohort,
                .label = question_.breakdown ? oracle_.label(*question_.breakdown, start, person) : ""};
    const bool rolling = question_.periods == analyze::PeriodKind::rolling;
    const Instant origin = rolling ? start.time : start_of(cohort);
    for (const Column& column : columns_) {
      entry.events.push_back(0);
      entry.values.emplace_back();
      const TimeRange periods{after(origin, column.from), after(origin, column.to)};
      for (std::size_t i = 0; i < backs.size(); ++i) {
        const model::Event& event = person.events[i];
        if (!backs[i] || event.time < periods.begin) continue;
        if (question_.returns == analyze::ReturnKind::on && event.time >= periods.end) continue;
        ++entry.events.back();
        const auto number = model::as_number(model::raw_property(event, question_.property));
        if (number) entry.values.back().push_back(*number);
      }
    }
    entries_.push_back(std::move(entry));
  }

  const Oracle& oracle_;
  const RetentionQuestion& question_;
  analyze::Buckets buckets_;
  std::vector<Column> columns_;
  std::vector<Entry> entries_;
};

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

std::optional<double> share(double part, double whole) {
  return whole == 0 ? std::nullopt : std::optional(part / whole);
}

// The longest stretch of returns among the columns [first, last), and whether it reaches `last`.
std::size_t longest_of(const std::vector<bool>& returned, std::size_t last, bool at_end) {
  std::size_t best = 0;
  for (std::size_t from = 1; from < last; ++from) {
    for (std::size_t to = from + 1; to <= last; ++to) {
      const bool whole = std::all_of(returned.begin() + static_cast<std::ptrdiff_t>(from),
                                     returned.begin() + static_cast<std::ptrdiff_t>(to), [](bool one) { return one; });
      if (whole && (!at_end || to == last)) best = std::max(best, to - from);
    }
  }
  return best;
}

// The table of some entries.
class Table {
 public:
  Table(const Worker& worker, const RetentionQuestion& question, std::vector<const Entry*> entries)
      : worker_(worker), question_(question), entries_(std::move(entries)) {}

  void fill(analyze::RetentionTable& out) const {
    const auto& columns = worker_.columns();
    for (std::size_t cohort = 0; cohort < worker_.cohorts(); ++cohort) out.cohorts.push_back(row(cohort));
    std::vector<std::pair<double, double>> points;
    for (std::size_t n = 0; n < columns.size(); ++n) {
      double persons = 0, returned = 0, unbroken = 0, sum = 0, numbers = 0;
      for (const Entry* entry : entries_) {
        if (!worker_.is_complete(entry->cohort, columns[n])) continue;
        persons += 1;
        unbroken += longest_of(returned_in(*entry), n + 1, true) == n ? 1 : 0;
        if (!returned_in(*entry)[n]) continue;
        returned += 1;
        sum += sum_of(entry->values[n]);
        numbers += static_cast<double>(entry->values[n].size());
      }
      out.mean.push_back(share(returned, persons));
      if (question_.streaks) out.unbroken.push_back(share(unbroken, persons));
      if (question_.value != analyze::RetentionValue::persons)
        out.mean_values.push_back(share(sum, question_.value == analyze::RetentionValue::avg ? numbers : persons));
      if (n > 0 && out.mean.back().value_or(0) > 0) points.emplace_back(columns[n].from, *out.mean.back());
    }
    out.fit = fit(points);
  }

 private:
  std::vector<bool> returned_in(const Entry& entry) const {
    std::vector<bool> out;
    for (const std::uint64_t events : entry.events) out.push_back(events >= question_.at_least);
    return out;
  }

  analyze::RetentionRow row(std::size_t cohort) const {
    const std::size_t columns = worker_.columns().size();
    analyze::RetentionRow row{.start = worker_.start_of(cohort), .returned = std::vector<std::uint64_t>(columns)};
    for (const Column& column : worker_.columns()) row.complete.push_back(worker_.is_complete(cohort, column));
    const auto complete = static_cast<std::size_t>(std::count(row.complete.begin(), row.complete.end(), true));
    if (question_.streaks) row.unbroken = row.longest = row.current = std::vector<std::uint64_t>(columns);
    std::vector<double> sums(columns), numbers(columns);
    for (const Entry* entry : entries_) {
      if (entry->cohort != cohort) continue;
      ++row.persons;
      const std::vector<bool> returned = returned_in(*entry);
      for (std::size_t n = 0; n < columns; ++n) {
        if (question_.streaks && longest_of(returned, n + 1, true) == n) ++row.unbroken[n];
        if (!returned[n]) continue;
        ++row.returned[n];
        sums[n] += sum_of(entry->values[n]);
        numbers[n] += static_cast<double>(entry->values[n].size());
      }
      if (!question_.streaks) continue;
      ++row.longest[longest_of(returned, complete, false)];
      ++row.current[longest_of(returned, complete, true)];
    }
    if (question_.value == analyze::RetentionValue::persons) return row;
    for (std::size_t n = 0; n < columns; ++n) {
      const bool avg = question_.value == analyze::RetentionValue::avg;
      row.values.push_back(avg ? share(sums[n], numbers[n]) : sums[n]);
      row.per_person.push_back(share(sums[n], static_cast<double>(row.persons)));
    }
    return row;
  }

  // Over all pairs of points, which gives the same line as distances from the means do.
  static std::optional<analyze::PowerLaw> fit(const std::vector<std::pair<double, double>>& points) {
    if (points.size() < 2) return std::nullopt;
    double xx = 0, xy = 0, yy = 0, x = 0, y = 0;
    for (const auto& [x1, y1] : points) {
      x += std::log(x1);
      y += std::log(y1);
      for (const auto& [x2, y2] : points) {
        xx += std::log(x1 / x2) * std::log(x1 / x2);
        xy += std::log(x1 / x2) * std::log(y1 / y2);
        yy += std::log(y1 / y2) * std::log(y1 / y2);
      }
    }
    const double b = std::abs(xy / xx) < 1e-9 ? 0 : xy / xx;
    analyze::PowerLaw out{.b = b, .r_squared = b == 0 ? 0 : xy / xx * (xy / yy)};
    out.a = std::exp((y - b * x) / static_cast<double>(points.size()));
    if (b < 0 && std::pow(2, -1 / b) <= 100'000) out.half_life = std::pow(2, -1 / b);
    return out;
  }

  const Worker& worker_;
  const RetentionQuestion& question_;
  std::vector<const Entry*> entries_;
};

void add_options(Dice& dice, RetentionQuestion& question) {
  if (dice.one_in(2)) question.periods = analyze::PeriodKind::rolling;
  if (dice.one_in(3)) {
    std::set<std::uint32_t> ends;
    for (std::size_t n = 1 + dice.below(4); n > 0; --n) ends.insert(static_cast<std::uint32_t>(dice.between(1, 15)));
    question.brackets.assign(ends.begin(), ends.end());
  }
  if (dice.one_in(3)) question.at_least = static_cast<std::uint32_t>(dice.between(1, 4));
  if (dice.one_in(2)) question.property = random_property(dice, false);
  if (!question.property.empty()) question.value = static_cast<analyze::RetentionValue>(dice.below(3));
  question.breakdown = random_breakdown(dice);
  question.top = static_cast<std::uint32_t>(dice.between(1, 4));
  question.streaks = dice.one_in(2);
}

const std::vector<std::uint64_t>& numbers_of(const analyze::RetentionRow& row, const analyze::RetentionCell& cell) {
  if (!cell.streak) return row.returned;
  switch (*cell.streak) {
    case analyze::RetentionStreak::unbroken: return row.unbroken;
    case analyze::RetentionStreak::longest: return row.longest;
    case analyze::RetentionStreak::current: return row.current;
  }
  return row.returned;
}

// Of all cohorts together, as many as the mean or the sum says.
Drill every_cohort(Dice& dice, const RetentionQuestion& question, const analyze::RetentionAnswer& answer) {
  analyze::RetentionCell cell{.absent = dice.one_in(2), .every = true};
  const std::size_t column = dice.below(answer.columns.size());
  cell.bucket = static_cast<std::uint32_t>(column);
  const analyze::RetentionTable* table = &answer;
  if (!answer.groups.empty() && dice.one_in(2)) {
    const analyze::RetentionGroup& group = dice.pick(answer.groups);
    cell.label = group.label;
    table = &group;
  }
  using Streak = analyze::RetentionStreak;
  if (question.streaks && dice.one_in(2)) cell.streak = static_cast<Streak>(dice.below(3));
  std::uint64_t persons = 0;
  std::uint64_t returned = 0;
  for (const analyze::RetentionRow& row : table->cohorts) {
    if (!row.complete[column] && (!cell.streak || cell.streak == Streak::unbroken)) continue;
    persons += row.persons;
    returned += numbers_of(row, cell)[column];
  }
  // One person is in several recurring cohorts.
  if (question.cohort == analyze::CohortKind::recurring) return Drill{json::to_string(cell), std::nullopt};
  return Drill{json::to_string(cell), cell.absent ? persons - returned : returned};
}

}  // namespace

RetentionQuestion random_retention(Dice& dice, const Data& data) {
  RetentionQuestion question;
  question.start = random_match(dice, data, model::FilterPlace::event, 1);
  question.back = dice.one_in(3) ? question.start : random_match(dice, data, model::FilterPlace::event, 1);
  question.bucket = dice.pick(std::vector<BucketUnit>{BucketUnit::day, BucketUnit::week, BucketUnit::month});
  question.range = random_window(dice, data);
  question.buckets = static_cast<std::uint32_t>(dice.between(1, 12));
  question.cohort = static_cast<analyze::CohortKind>(dice.below(3));
  question.returns = static_cast<analyze::ReturnKind>(dice.below(2));
  if (!dice.one_in(3)) add_options(dice, question);
  return question;
}

analyze::RetentionAnswer answer(const Oracle& oracle, const RetentionQuestion& question) {
  const Worker worker(oracle, question);
  std::vector<const Entry*> all;
  std::map<std::string, double> counts;
  for (const Entry& entry : worker.entries()) {
    all.push_back(&entry);
    ++counts[entry.label];
  }
  analyze::RetentionAnswer answer;
  for (const Column& column : worker.columns()) answer.columns.push_back({column.from, column.to});
  Table(worker, question, all).fill(answer);
  if (!question.breakdown) return answer;
  const auto top = top_of({counts.begin(), counts.end()}, question.top);
  std::vector<std::string> names = top;
  names.emplace_back(model::kOther);
  for (const std::string& name : names) {
    std::vector<const Entry*> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                 [&](const Entry* entry) { return is_of_group(entry->label, name, top); });
    if (some.empty()) continue;
    answer.groups.push_back({{}, name});
    Table(worker, question, some).fill(answer.groups.back());
  }
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const RetentionQuestion& question,
                                  const analyze::RetentionAnswer& answer) {
  if (answer.cohorts.empty()) return std::nullopt;
  if (dice.one_in(4)) return every_cohort(dice, question, answer);
  analyze::RetentionCell cell;
  cell.cohort = static_cast<std::uint32_t>(dice.below(answer.cohorts.size()));
  const analyze::RetentionTable* table = &answer;
  if (!answer.groups.empty() && dice.one_in(2)) {
    const analyze::RetentionGroup& group = dice.pick(answer.groups);
    cell.label = group.label;
    table = &group;
  }
  const analyze::RetentionRow& row = table->cohorts[cell.cohort];
  if (dice.one_in(4)) return Drill{json::to_string(cell), row.persons};
  cell.bucket = static_cast<std::uint32_t>(dice.below(row.returned.size()));
  cell.absent = dice.one_in(2);
  if (question.streaks && dice.one_in(2)) cell.streak = static_cast<analyze::RetentionStreak>(dice.below(3));
  const std::uint64_t number = numbers_of(row, cell)[*cell.bucket];
  return Drill{json::to_string(cell), cell.absent ? row.persons - number : number};
}

}  // namespace throng::testing
