#include "audience/internal/layer_plans.h"

#include <algorithm>

#include "audience/internal/scores.h"

namespace throng::audience::internal {
namespace {

using analyze::Statistic;
using analyze::StatisticMeasure;
using analyze::StatisticValues;

model::Window last_days(std::uint32_t days) { return {model::Window::Last{static_cast<int>(days), BucketUnit::day}}; }
model::Filter did(const model::EventMatch& match, const model::Window& within) {
  return {model::Did{.match = match, .within = within}};
}
model::Filter first_time(const model::EventMatch& match, const model::Window& within) {
  return {model::FirstTime{match, within}};
}

std::vector<std::size_t> number_places(const NumberLayers& number, std::span<const double> values) {
  const auto& layers = number.layers;
  if (layers.front().percent) {
    std::vector<std::uint32_t> percents;
    for (const NumberLayer& layer : layers) percents.push_back(*layer.percent);
    return percent_places(values, percents);
  }
  std::vector<double> least;
  for (const NumberLayer& layer : layers) {
    if (layer.at_least) least.push_back(*layer.at_least);
  }
  std::vector<std::size_t> places;
  for (const double value : values) places.push_back(threshold_place(value, least));
  return places;
}

// Those of a list whose numbers are there; persons of several values once, with the best.
struct Numbered {
  std::vector<std::uint32_t> persons;
  std::vector<double> numbers;
};
Numbered of_everyone(const StatisticValues& values, const Bitmap& everyone) {
  Numbered out;
  for (std::size_t i = 0; i < values.persons.size(); ++i) {
    if (!everyone.contains(values.persons[i])) continue;
    out.persons.push_back(values.persons[i]);
    out.numbers.push_back(values.numbers[i]);
  }
  return out;
}

// Who bought and is there, with what the three statistics say. All three list the same persons but where events came
// between the readings.
struct Buyers {
  std::vector<std::uint32_t> persons;
  std::vector<double> recency, frequency, monetary;
};
Buyers buyers_of(std::span<const StatisticValues> statistics, const Bitmap& everyone) {
  const Numbered r = of_everyone(statistics[0], everyone);
  const Numbered f = of_everyone(statistics[1], everyone);
  const Numbered m = of_everyone(statistics[2], everyone);
  Buyers out;
  std::size_t in_f = 0, in_m = 0;
  for (std::size_t i = 0; i < r.persons.size(); ++i) {
    while (in_f < f.persons.size() && f.persons[in_f] < r.persons[i]) ++in_f;
    while (in_m < m.persons.size() && m.persons[in_m] < r.persons[i]) ++in_m;
    if (in_f == f.persons.size() || in_m == m.persons.size()) break;
    if (f.persons[in_f] != r.persons[i] || m.persons[in_m] != r.persons[i]) continue;
    out.persons.push_back(r.persons[i]);
    out.recency.push_back(r.numbers[i]);
    out.frequency.push_back(f.numbers[in_f]);
    out.monetary.push_back(m.numbers[in_m]);
  }
  return out;
}

Assignment rfm_layers(const RfmLayers& rfm, std::vector<std::string> names, const Findings& found) {
  const Buyers buyers = buyers_of(found.statistics, found.everyone);
  const auto scores = rfm_scores(buyers.recency, buyers.frequency, buyers.monetary, rfm.cuts);
  std::vector<std::size_t> groups;
  if (rfm.map.empty()) groups = classic_groups(scores);
  for (std::size_t i = groups.size(); i < scores.size(); ++i) groups.push_back(rfm.map[rfm_cell(scores[i])]);
  Partition partition(found.everyone, names.size() - 1);
  Assignment numbers;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    partition.put(buyers.persons[i], groups[i]);
    numbers.numbers.push_back(number_of(scores[i]));
  }
  Assignment out = std::move(partition).named(std::move(names));
  out.numbered = Bitmap::of(buyers.persons);
  out.numbers = std::move(numbers.numbers);
  return out;
}

// The values that most persons have, ties by text, without those that are called like the other layers.
std::vector<std::string> most_common(const StatisticValues& values, const Bitmap& everyone,
                                     const InterestLayers& interest, const std::string& rest) {
  std::vector<std::pair<std::uint64_t, std::string>> counts;
  for (const std::string& label : values.labels) counts.emplace_back(0, label);
  for (std::size_t i = 0; i < values.persons.size(); ++i)
    counts[values.codes[i]].first += everyone.contains(values.persons[i]) ? 1 : 0;
  std::erase_if(counts, [&](const auto& one) {
    return one.first == 0 || one.second == interest.others || one.second == rest || one.second.empty();
  });
  std::ranges::sort(counts, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (counts.size() > interest.top) counts.resize(interest.top);
  std::vector<std::string> names;
  for (auto& [count, label] : counts) names.push_back(std::move(label));
  return names;
}

Assignment interest_layers(const InterestLayers& interest, const std::string& rest, const Findings& found) {
  const StatisticValues& values = found.statistics[0];
  std::vector<std::string> names = interest.values;
  if (names.empty()) names = most_common(values, found.everyone, interest, rest);
  std::vector<std::size_t> place_of_code;
  for (const std::string& label : values.labels)
    place_of_code.push_back(static_cast<std::size_t>(std::ranges::find(names, label) - names.begin()));
  names.push_back(interest.others);
  names.push_back(rest);
  Partition partition(found.everyone, names.size() - 1);
  for (std::size_t i = 0; i < values.persons.size(); ++i)
    partition.put(values.persons[i], place_of_code[values.codes[i]]);
  return std::move(partition).named(std::move(names));
}

// Those of `all` of whom both statistics say the same: nothing lies between the two windows' beginnings.
Bitmap with_equal_numbers(const StatisticValues& all, const StatisticValues& part) {
  std::vector<std::uint32_t> equal;
  std::size_t in_part = 0;
  for (std::size_t i = 0; i < all.persons.size(); ++i) {
    while (in_part < part.persons.size() && part.persons[in_part] < all.persons[i]) ++in_part;
    if (in_part == part.persons.size()) break;
    if (part.persons[in_part] == all.persons[i] && part.numbers[in_part] == all.numbers[i])
      equal.push_back(all.persons[i]);
  }
  return Bitmap::of(equal);
}

Assignment lifecycle_layers(std::vector<std::string> names, const Findings& found) {
  const auto& filters = found.filters;
  const Activity activity{
      .ever = filters[0],
      .in_churned_days = filters[1],
      .in_at_risk_days = filters[2],
      .first_in_new_days = filters[3],
      .in_win_back_days = filters[4],
      .silent_before = with_equal_numbers(found.statistics[0], found.statistics[1]),
      .since_longer = filters[0] - filters[5],
  };
  Partition partition(found.everyone, names.size() - 1);
  const std::vector<Bitmap> stages = lifecycle_stages(activity);
  for (std::size_t i = 0; i < stages.size(); ++i) partition.put(stages[i], i);
  return std::move(partition).named(std::move(names));
}

}  // namespace

Partition::Partition(const Bitmap& everyone, std::size_t layers)
    : persons_(everyone.numbers()), places_(persons_.size(), static_cast<std::uint8_t>(layers)), layers_(layers) {}

void Partition::put(model::PersonNumber person, std::size_t layer) {
  const auto at = std::ranges::lower_bound(persons_, person);
  if (at == persons_.end() || *at != person) return;
  std::uint8_t& place = places_[static_cast<std::size_t>(at - persons_.begin())];
  if (place == layers_) place = static_cast<std::uint8_t>(layer);
}

void Partition::put(const Bitmap& persons, std::size_t layer) {
  std::size_t at = 0;
  persons.each([&](std::uint32_t person) {
    while (at < persons_.size() && persons_[at] < person) ++at;
    if (at < persons_.size() && persons_[at] == person && places_[at] == layers_)
      places_[at] = static_cast<std::uint8_t>(layer);
  });
}

Assignment Partition::named(std::vector<std::string> names) && {
  std::vector<std::vector<std::uint32_t>> lists(names.size());
  for (std::size_t i = 0; i < persons_.size(); ++i) lists[places_[i]].push_back(persons_[i]);
  Assignment out{.values = std::move(names), .persons = {}, .numbered = {}, .numbers = {}};
  for (const auto& list : lists) out.persons.push_back(Bitmap::of(list));
  return out;
}

Plan number_plan(const LayerScheme& scheme) {
  Plan plan;
  plan.statistics = {scheme.number->statistic};
  plan.finish = [number = *scheme.number, names = layer_names(scheme)](const Findings& found) -> Result<Assignment> {
    const Numbered values = of_everyone(found.statistics[0], found.everyone);
    const auto places = number_places(number, values.numbers);
    Partition partition(found.everyone, number.layers.size());
    for (std::size_t i = 0; i < places.size(); ++i) partition.put(values.persons[i], places[i]);
    return std::move(partition).named(names);
  };
  return plan;
}

Plan lifecycle_plan(const LayerScheme& scheme) {
  const LifecycleLayers& stages = *scheme.lifecycle;
  const model::EventMatch& activity = stages.activity;
  const auto before = last_days(stages.win_back_days + stages.churned_days);
  Plan plan;
  plan.filters = {did(activity, {}),
                  did(activity, last_days(stages.churned_days)),
                  did(activity, last_days(stages.at_risk_days)),
                  first_time(activity, last_days(stages.new_days)),
                  did(activity, last_days(stages.win_back_days)),
                  first_time(activity, before)};
  plan.statistics = {Statistic{.match = activity, .within = before},
                     Statistic{.match = activity, .within = last_days(stages.win_back_days)}};
  plan.finish = [names = layer_names(scheme)](const Findings& found) -> Result<Assignment> {
    return lifecycle_layers(names, found);
  };
  return plan;
}

Plan rfm_plan(const LayerScheme& scheme) {
  const RfmLayers& rfm = *scheme.rfm;
  const auto frequency = rfm.frequency == RfmFrequency::days ? StatisticMeasure::days : StatisticMeasure::times;
  const auto of = [&rfm](StatisticMeasure measure, std::string property = {}) {
    return Statistic{.match = rfm.purchase, .within = rfm.within, .measure = measure, .property = std::move(property)};
  };
  Plan plan;
  plan.statistics = {of(StatisticMeasure::days_since), of(frequency), of(StatisticMeasure::sum, rfm.monetary)};
  plan.finish = [rfm, names = layer_names(scheme)](const Findings& found) -> Result<Assignment> {
    return rfm_layers(rfm, names, found);
  };
  return plan;
}

Plan interest_plan(const LayerScheme& scheme) {
  const InterestLayers& interest = *scheme.interest;
  Plan plan;
  plan.statistics = {{.match = interest.match,
                      .within = interest.within,
                      .measure = StatisticMeasure::most_frequent,
                      .property = interest.property}};
  plan.finish = [interest, rest = scheme.rest](const Findings& found) -> Result<Assignment> {
    return interest_layers(interest, rest, found);
  };
  return plan;
}

Plan rules_plan(const LayerScheme& scheme) {
  Plan plan;
  for (const LayerRule& rule : scheme.rules) plan.filters.push_back(rule.filter);
  plan.finish = [names = layer_names(scheme)](const Findings& found) -> Result<Assignment> {
    Partition partition(found.everyone, names.size() - 1);
    for (std::size_t i = 0; i < found.filters.size(); ++i) partition.put(found.filters[i], i);
    return std::move(partition).named(names);
  };
  return plan;
}

}  // namespace throng::audience::internal
