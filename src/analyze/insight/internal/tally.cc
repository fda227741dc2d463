#include "analyze/insight/internal/tally.h"

#include <algorithm>
#include <cmath>

#include "analyze/internal/bins.h"
#include "analyze/significance.h"

namespace throng::analyze::internal {
namespace {

using Numbers = std::map<double, InsightCounts>;
using Side = std::uint64_t InsightCounts::*;
using Named = std::pair<std::string, InsightCounts>;

// The number at a place, from 0 on, of all in ascending order.
double number_at(const Numbers& numbers, Side side, std::uint64_t place) {
  for (const auto& [number, counts] : numbers) {
    if (place < counts.*side) return number;
    place -= counts.*side;
  }
  return 0;
}

InsightFigures figures_of(const Numbers& numbers, Side side) {
  InsightFigures figures;
  double sum = 0;
  for (const auto& [number, counts] : numbers) {
    figures.persons += counts.*side;
    sum += number * static_cast<double>(counts.*side);
  }
  if (figures.persons == 0) return figures;
  figures.mean = sum / static_cast<double>(figures.persons);
  const std::uint64_t below = (figures.persons - 1) / 2, above = figures.persons / 2;
  const double low = number_at(numbers, side, below);
  figures.median = low + (number_at(numbers, side, above) - low) / 2;
  return figures;
}

InsightNumbers numbers_of(const Numbers& numbers) {
  InsightNumbers out{figures_of(numbers, &InsightCounts::segment), figures_of(numbers, &InsightCounts::baseline), {}};
  const bool whole = std::ranges::all_of(numbers, [](const auto& one) { return std::floor(one.first) == one.first; });
  const Bins bins = bins_of_numbers(numbers.begin()->first, numbers.rbegin()->first, whole);
  for (std::size_t i = 0; i < bins.count(); ++i) out.bins.push_back({bins.from(i), bins.to(i), 0, 0});
  for (const auto& [number, counts] : numbers) {
    InsightBin& bin = out.bins[bins.place_of(number)];
    bin.segment += counts.segment;
    bin.baseline += counts.baseline;
  }
  return out;
}

// Values of the most persons first, equal ones by text.
std::vector<Named> in_order(const std::map<std::string, InsightCounts>& values) {
  std::vector<Named> out(values.begin(), values.end());
  std::erase_if(out, [](const Named& one) { return one.second.persons() == 0; });
  std::ranges::sort(out, [](const Named& a, const Named& b) {
    const std::uint64_t of_a = a.second.persons(), of_b = b.second.persons();
    return of_a != of_b ? of_a > of_b : a.first < b.first;
  });
  return out;
}

InsightValue value_of(const Named& named, const InsightCounts& of) {
  const auto& [value, counts] = named;
  const auto share = [](std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  InsightValue out{
      .value = value,
      .segment = counts.segment,
      .baseline = counts.baseline,
      .segment_share = share(counts.segment, of.segment),
      .baseline_share = share(counts.baseline, of.baseline),
      .tgi = {},
      .z = two_proportion_z({counts.segment, of.segment}, {counts.baseline - counts.both, of.baseline - of.both}),
      .p = {}};
  if (out.baseline_share > 0) out.tgi = 100 * out.segment_share / out.baseline_share;
  if (out.z) out.p = p_of_z(*out.z);
  return out;
}

InsightGroup group_of(const InsightQuestion& question, const InsightTally& tally, std::size_t place) {
  const InsightTally::Group& found = tally.groups[place];
  InsightGroup group{found.known.segment, found.known.baseline, {}, {}, {}};
  std::uint64_t numbers = 0;
  for (const auto& [number, counts] : found.numbers) numbers += counts.persons();
  if (numbers > 0 && numbers == found.known.persons()) group.numbers = numbers_of(found.numbers);
  const std::vector<Named> values = in_order(found.values);
  if (group.numbers && values.size() > kFewInsightNumbers) return group;
  for (const Named& one : values) {
    if (one.second.persons() >= question.min_persons && group.values.size() < question.top) {
      group.values.push_back(value_of(one, question.of == InsightOf::known ? found.known : tally.all));
      continue;
    }
    ++group.folded.values;
    group.folded.segment += one.second.segment;
    group.folded.baseline += one.second.baseline;
  }
  return group;
}

void adjust_for_all(std::vector<InsightGroup>& groups) {
  std::vector<std::optional<double>> all;
  for (const InsightGroup& group : groups) {
    for (const InsightValue& value : group.values) all.push_back(value.p);
  }
  const auto adjusted = holm(all);
  std::size_t place = 0;
  for (InsightGroup& group : groups) {
    for (InsightValue& value : group.values) value.p = adjusted[place++];
  }
}

std::vector<std::string> cross_values(const InsightQuestion& question, const InsightTally::Group& group) {
  std::vector<std::string> out;
  for (const Named& one : in_order(group.values)) {
    if (one.second.persons() >= question.min_persons && out.size() < kMaxInsightCross) out.push_back(one.first);
  }
  return out;
}

InsightCrossTable cross_of(const InsightQuestion& question, const InsightTally& tally) {
  InsightCrossTable table{cross_values(question, tally.groups[question.cross->a]),
                          cross_values(question, tally.groups[question.cross->b]),
                          {},
                          {}};
  for (const std::string& a : table.a) {
    auto& segment = table.segment.emplace_back();
    auto& baseline = table.baseline.emplace_back();
    for (const std::string& b : table.b) {
      const auto found = tally.cross.find({a, b});
      segment.push_back(found == tally.cross.end() ? 0 : found->second.segment);
      baseline.push_back(found == tally.cross.end() ? 0 : found->second.baseline);
    }
  }
  return table;
}

}  // namespace

InsightAnswer answer_of(const InsightQuestion& question, const InsightTally& tally) {
  InsightAnswer answer{tally.all.segment, tally.all.baseline, {}, {}};
  for (std::size_t i = 0; i < question.by.size(); ++i) answer.groups.push_back(group_of(question, tally, i));
  adjust_for_all(answer.groups);
  if (question.cross) answer.cross = cross_of(question, tally);
  return answer;
}

model::Filter filter_of(const InsightGrouping& grouping, const std::optional<std::string>& value) {
  if (grouping.kind == InsightKind::tag && value) return {model::HasTag{grouping.id, value}};
  if (grouping.kind == InsightKind::segment) {
    if (!value) return {model::All{}};
    return {model::InSegment{grouping.id}};
  }
  if (value) return {model::InLayer{grouping.id, *value}};
  model::Any any;
  for (const std::string& one : grouping.values) any.of.push_back(filter_of(grouping, one));
  if (grouping.kind == InsightKind::tag) any.of.push_back({model::HasTag{grouping.id, std::nullopt}});
  return {std::move(any)};
}

}  // namespace throng::analyze::internal
