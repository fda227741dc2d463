#include "audience/targeting.h"

#include <algorithm>

namespace throng::audience {
namespace {

using model::Filter;

constexpr std::string_view kBuyers = "buyers";

model::Window last_days() { return {model::Window::Last{kTargetingDays, BucketUnit::day}}; }

void add_traits(Channel channel, std::vector<Filter>& any) {
  const auto& found = *std::ranges::find(kChannelTraits, channel, &ChannelTraits::channel);
  for (const std::string_view trait : found.traits) {
    if (trait.empty()) break;
    any.push_back({model::PersonTrait{{.property = std::string(trait), .op = model::Op::is_set}}});
  }
}

bool has_revenue(const Purchases& purchases) { return purchases.purchase && !purchases.revenue.empty(); }

std::optional<double> share(std::optional<double> part, std::uint64_t persons) {
  if (!part || persons == 0) return std::nullopt;
  return *part / static_cast<double>(persons);
}

}  // namespace

Filter reached_by(Channel channel) {
  model::Any any;
  add_traits(channel, any.of);
  return {std::move(any)};
}

Filter reached_by_any() {
  model::Any any;
  for (const ChannelTraits& one : kChannelTraits) add_traits(one.channel, any.of);
  return {std::move(any)};
}

Filter bought(const model::EventMatch& purchase) { return {model::Did{.match = purchase, .within = last_days()}}; }

Plan people_plan(const Purchases& purchases) {
  Plan plan;
  for (const ChannelTraits& one : kChannelTraits) plan.filters.push_back(reached_by(one.channel));
  if (purchases.purchase) plan.filters.push_back(bought(*purchases.purchase));
  if (has_revenue(purchases)) {
    plan.statistics.push_back({.match = *purchases.purchase,
                               .within = last_days(),
                               .measure = analyze::StatisticMeasure::sum,
                               .property = purchases.revenue});
  }
  plan.finish = [](const Findings& found) -> Result<Assignment> {
    Assignment out;
    for (std::size_t i = 0; i < found.filters.size(); ++i) {
      out.values.emplace_back(i < kChannels ? json::enum_text(kChannelTraits[i].channel) : kBuyers);
      out.persons.push_back(found.filters[i]);
    }
    if (found.statistics.empty()) return out;
    out.numbered = Bitmap::of(found.statistics[0].persons);
    out.numbers = found.statistics[0].numbers;
    return out;
  };
  return plan;
}

People people_of(const Assignment& found, const Purchases& purchases) {
  People people;
  for (std::size_t i = 0; i < kChannels; ++i) {
    people.by_channel[i] = found.persons[i];
    people.reachable |= found.persons[i];
  }
  if (const auto buyers = found.find(kBuyers)) people.buyers = found.persons[*buyers];
  if (!has_revenue(purchases)) return people;
  people.revenue.emplace();
  std::size_t place = 0;
  found.numbered.each([&](std::uint32_t person) {
    people.revenue->resize(person + std::size_t{1});
    people.revenue->back() = found.numbers[place++];
  });
  return people;
}

Figures figures_of(const Bitmap& members, const People& people) {
  Figures figures{.persons = members.size(), .reachable = members.common_with(people.reachable)};
  for (std::size_t i = 0; i < kChannels; ++i) figures.by_channel[i] = members.common_with(people.by_channel[i]);
  if (!people.buyers) return figures;
  const Bitmap buyers = members & *people.buyers;
  figures.buyers = buyers.size();
  if (!people.revenue) return figures;
  double sum = 0;
  buyers.each([&](std::uint32_t person) {
    if (person < people.revenue->size()) sum += (*people.revenue)[person];
  });
  figures.revenue = sum;
  return figures;
}

Measures measures_of(const Figures& figures, std::optional<std::uint64_t> persons_before) {
  const auto persons = static_cast<double>(figures.persons);
  Measures out;
  const auto at = [&](TargetingMeasure measure) -> std::optional<double>& {
    return out[static_cast<std::size_t>(measure)];
  };
  at(TargetingMeasure::size) = persons;
  if (persons_before.value_or(0) > 0) at(TargetingMeasure::growth) = persons / static_cast<double>(*persons_before) - 1;
  at(TargetingMeasure::value) = share(figures.revenue, figures.persons);
  if (figures.buyers) at(TargetingMeasure::conversion) = share(static_cast<double>(*figures.buyers), figures.persons);
  at(TargetingMeasure::reach) = share(static_cast<double>(figures.reachable), figures.persons);
  return out;
}

std::vector<std::optional<double>> standings_of(std::span<const std::optional<double>> values) {
  std::vector<double> known;
  for (const auto& value : values) {
    if (value) known.push_back(*value);
  }
  std::ranges::sort(known);
  const auto others = static_cast<double>(known.size()) - 1;
  std::vector<std::optional<double>> out;
  for (const auto& value : values) {
    if (!value || others < 1) {
      out.push_back(value ? std::optional(0.5) : std::nullopt);
      continue;
    }
    const auto equal = std::ranges::equal_range(known, *value);
    const auto less = static_cast<double>(equal.begin() - known.begin());
    out.push_back((less + (static_cast<double>(equal.size()) - 1) / 2) / others);
  }
  return out;
}

std::vector<Score> scores_of(std::span<const Measures> audiences, const Weights& weights) {
  std::vector<Score> out(audiences.size());
  for (std::size_t measure = 0; measure < kTargetingMeasures; ++measure) {
    std::vector<std::optional<double>> values;
    for (const Measures& audience : audiences) values.push_back(audience[measure]);
    const auto standings = standings_of(values);
    for (std::size_t i = 0; i < out.size(); ++i) out[i].standings[measure] = standings[i];
  }
  for (Score& one : out) {
    double sum = 0;
    for (std::size_t measure = 0; measure < kTargetingMeasures; ++measure)
      if (one.standings[measure]) sum += weights[measure];
    if (sum == 0) continue;
    one.score = 0;
    for (std::size_t measure = 0; measure < kTargetingMeasures; ++measure) {
      if (!one.standings[measure]) continue;
      one.parts[measure] = weights[measure] * *one.standings[measure] / sum;
      *one.score += *one.parts[measure];
    }
  }
  return out;
}

}  // namespace throng::audience
