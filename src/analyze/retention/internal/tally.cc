#include "analyze/retention/internal/tally.h"

#include <algorithm>

namespace throng::analyze::internal {
namespace {

template <class T>
void add_all(std::vector<T>& to, const std::vector<T>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

std::optional<double> quotient(long double sum, std::uint64_t count) {
  if (count == 0) return std::nullopt;
  return static_cast<double>(sum / static_cast<long double>(count));
}

// Reads the rows of one group.
class Reader {
 public:
  Reader(const RetentionQuestion& question, const RetentionFrame& frame, const RetentionTally& tally)
      : question_(question), frame_(frame), tally_(tally) {}

  RetentionTable table(std::size_t group) const {
    RetentionTable out;
    for (std::size_t cohort = 0; cohort < frame_.cohorts.count(); ++cohort) out.cohorts.push_back(row(group, cohort));
    for (std::size_t column = 0; column < frame_.columns(); ++column) add_means(group, column, out);
    std::vector<Point> points;
    for (std::size_t column = 1; column < frame_.columns(); ++column) {
      if (out.mean[column].value_or(0) > 0)
        points.push_back({static_cast<double>(frame_.edges[column]), *out.mean[column]});
    }
    out.fit = fit_power_law(points);
    return out;
  }

 private:
  RetentionRow row(std::size_t group, std::size_t cohort) const {
    const std::size_t place = tally_.row(group, cohort);
    RetentionRow out{.start = frame_.cohorts.bounds[cohort], .persons = tally_.persons[place]};
    for (std::size_t column = 0; column < frame_.columns(); ++column) {
      const std::size_t cell = tally_.cell(place, column);
      out.returned.push_back(tally_.returned[cell]);
      out.complete.push_back(column < frame_.complete[cohort]);
      if (question_.value != RetentionValue::persons) {
        out.values.push_back(value(tally_.sums[cell], tally_.numbers[cell]));
        out.per_person.push_back(quotient(tally_.sums[cell], out.persons));
      }
      if (!question_.streaks) continue;
      out.unbroken.push_back(tally_.unbroken[cell]);
      out.longest.push_back(tally_.longest[cell]);
      out.current.push_back(tally_.current[cell]);
    }
    return out;
  }

  std::optional<double> value(long double sum, std::uint64_t numbers) const {
    return question_.value == RetentionValue::avg ? quotient(sum, numbers) : static_cast<double>(sum);
  }

  void add_means(std::size_t group, std::size_t column, RetentionTable& out) const {
    std::uint64_t persons = 0, returned = 0, numbers = 0, unbroken = 0;
    long double sum = 0;
    for (std::size_t cohort = 0; cohort < frame_.cohorts.count(); ++cohort) {
      if (column >= frame_.complete[cohort]) continue;
      const std::size_t place = tally_.row(group, cohort), cell = tally_.cell(place, column);
      persons += tally_.persons[place];
      returned += tally_.returned[cell];
      if (question_.streaks) unbroken += tally_.unbroken[cell];
      if (question_.value == RetentionValue::persons) continue;
      sum += tally_.sums[cell];
      numbers += tally_.numbers[cell];
    }
    out.mean.push_back(quotient(static_cast<long double>(returned), persons));
    if (question_.streaks) out.unbroken.push_back(quotient(static_cast<long double>(unbroken), persons));
    if (question_.value == RetentionValue::persons) return;
    out.mean_values.push_back(quotient(sum, question_.value == RetentionValue::avg ? numbers : persons));
  }

  const RetentionQuestion& question_;
  const RetentionFrame& frame_;
  const RetentionTally& tally_;
};

// A person of a cohort is in one group, so that the groups add up to all.
RetentionTally all_groups(const RetentionQuestion& question, const RetentionFrame& frame, const RetentionTally& tally,
                          std::size_t groups) {
  RetentionTally all(question, frame, 1);
  const auto fold = [groups](const auto& from, auto& to) {
    for (std::size_t i = 0; i < to.size() * groups; ++i) to[i % to.size()] += from[i];
  };
  fold(tally.persons, all.persons);
  fold(tally.returned, all.returned);
  fold(tally.sums, all.sums);
  fold(tally.numbers, all.numbers);
  fold(tally.unbroken, all.unbroken);
  fold(tally.longest, all.longest);
  fold(tally.current, all.current);
  return all;
}

}  // namespace

Streaks streaks_of(std::span<const std::uint8_t> returned, std::size_t complete) {
  Streaks streaks;
  while (streaks.unbroken + 1 < returned.size() && returned[streaks.unbroken + 1] != 0) ++streaks.unbroken;
  for (std::size_t column = 1; column < complete; ++column) {
    streaks.current = returned[column] != 0 ? streaks.current + 1 : 0;
    streaks.longest = std::max(streaks.longest, streaks.current);
  }
  return streaks;
}

RetentionTally::RetentionTally(const RetentionQuestion& question, const RetentionFrame& frame, std::size_t groups)
    : cohorts_(frame.cohorts.count()), columns_(frame.columns()) {
  const std::size_t rows = groups * cohorts_, cells = rows * columns_;
  persons.resize(rows);
  returned.resize(cells);
  if (question.value != RetentionValue::persons) {
    sums.resize(cells);
    numbers.resize(cells);
  }
  if (!question.streaks) return;
  for (auto* counts : {&unbroken, &longest, &current}) counts->resize(cells);
}

void RetentionTally::add(const RetentionTally& other) {
  add_all(persons, other.persons);
  add_all(returned, other.returned);
  add_all(sums, other.sums);
  add_all(numbers, other.numbers);
  add_all(unbroken, other.unbroken);
  add_all(longest, other.longest);
  add_all(current, other.current);
}

void RetentionTally::add_streaks(std::size_t row, const Streaks& streaks, std::uint64_t persons_alike) {
  for (std::size_t n = 0; n <= streaks.unbroken; ++n) unbroken[cell(row, n)] += persons_alike;
  longest[cell(row, streaks.longest)] += persons_alike;
  current[cell(row, streaks.current)] += persons_alike;
}

RetentionAnswer retention_answer(const RetentionQuestion& question, const RetentionFrame& frame,
                                 const RetentionTally& tally, std::span<const std::string> names) {
  RetentionAnswer answer;
  const Reader reader(question, frame, tally);
  if (question.breakdown) {
    const RetentionTally all = all_groups(question, frame, tally, names.size());
    static_cast<RetentionTable&>(answer) = Reader(question, frame, all).table(0);
    for (std::size_t group = 0; group < names.size(); ++group)
      answer.groups.push_back({reader.table(group), names[group]});
  } else {
    static_cast<RetentionTable&>(answer) = reader.table(0);
  }
  for (std::size_t column = 0; column < frame.columns(); ++column)
    answer.columns.push_back({frame.edges[column], frame.edges[column + 1]});
  return answer;
}

}  // namespace throng::analyze::internal
