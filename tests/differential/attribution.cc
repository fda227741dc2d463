#include "differential/attribution.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analyze/attribution/internal/credits.h"
#include "differential/costs.h"
#include "differential/questions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::AttributionModel;

struct TouchOf {
  std::size_t event;
  Instant time;
  std::string channel;  // its group, once these are known
  bool direct;
};
struct ConversionOf {
  model::PersonNumber person;
  std::int64_t value;  // in kMoneyUnits
  Instant time;
  std::vector<TouchOf> path;
};
// Everything that matters of the project, person by person.
struct Facts {
  std::vector<ConversionOf> conversions;
  std::vector<std::pair<model::PersonNumber, TouchOf>> touches;  // from lookback before the range on
  std::vector<std::vector<TouchOf>> lost;
  std::vector<std::string> acquired;  // each new person's channel
};

class Finder {
 public:
  Finder(const Oracle& oracle, const analyze::AttributionQuestion& question)
      : oracle_(oracle), question_(question), range_(oracle.buckets(question.range, question.bucket).range) {
    empty_ = oracle.buckets(question.range, question.bucket).count() == 0;
  }

  TimeRange range() const { return range_; }

  Facts find() const {
    Facts facts;
    if (empty_) return facts;
    for (const Oracle::Person& person : oracle_.persons()) look_at(person, facts);
    return facts;
  }

 private:
  std::vector<TouchOf> touches_of(const Oracle::Person& person) const {
    std::vector<TouchOf> touches;
    const std::vector<bool> is_touch = oracle_.matching(question_.touch, person);
    for (std::size_t i = 0; i < is_touch.size(); ++i) {
      const model::Event& event = person.events[i];
      const std::string label = oracle_.label(question_.channel, event, person);
      if (!is_touch[i] || label == model::kNone || event.time < range_.begin - question_.lookback ||
          event.time >= range_.end)
        continue;
      const bool direct = std::find(question_.direct.begin(), question_.direct.end(), label) != question_.direct.end();
      touches.push_back({i, event.time, label, direct});
    }
    return touches;
  }

  std::int64_t value_of(const model::Event& event) const {
    if (question_.value.empty()) return analyze::kMoneyUnits;
    const auto number = model::as_number(model::raw_property(event, question_.value));
    return number ? analyze::money_units(*number).value_or(0) : 0;
  }

  void look_at(const Oracle::Person& person, Facts& facts) const {
    const std::vector<TouchOf> touches = touches_of(person);
    for (const TouchOf& touch : touches) facts.touches.emplace_back(person.number, touch);
    const bool only_first = question_.conversions == analyze::ConversionRule::first;
    const std::vector<bool> converts = oracle_.matching(question_.conversion, person);
    const auto first = static_cast<std::size_t>(std::find(converts.begin(), converts.end(), true) - converts.begin());
    std::set<std::size_t> used;
    for (std::size_t i = 0; i < converts.size(); ++i) {
      if (!converts[i] || !range_.contains(person.events[i].time) || (only_first && i != first)) continue;
      ConversionOf conversion{person.number, value_of(person.events[i]), person.events[i].time, {}};
      for (const TouchOf& touch : touches) {
        if (touch.event > i || conversion.time - touch.time > question_.lookback) continue;
        conversion.path.push_back(touch);
        used.insert(touch.event);
      }
      facts.conversions.push_back(std::move(conversion));
    }
    // A conversion after the range's end is not known yet.
    const bool known = first < converts.size() && person.events[first].time < range_.end;
    std::vector<TouchOf> lost;
    std::string by(model::kNone);
    for (auto touch = touches.rbegin(); touch != touches.rend(); ++touch) {
      if (touch->time < range_.begin) continue;
      by = touch->channel;
      if (used.contains(touch->event) || (only_first && known && touch->event >= first)) continue;
      lost.insert(lost.begin(), *touch);
    }
    if (!lost.empty()) facts.lost.push_back(std::move(lost));
    for (const model::Event& event : person.events) {
      if (!model::is_activity(event.name)) continue;
      if (range_.contains(event.time)) facts.acquired.push_back(by);
      break;
    }
  }

  const Oracle& oracle_;
  const analyze::AttributionQuestion& question_;
  TimeRange range_;
  bool empty_ = false;
};

// As docs/semantics.md says them.
std::vector<double> weights_of(AttributionModel model, const ConversionOf& conversion, Duration half_life) {
  const std::size_t n = conversion.path.size();
  std::vector<double> weights(n, 0);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < n; ++i) {
    switch (model) {
      case AttributionModel::first: weights[i] = i == 0 ? 1 : 0; break;
      case AttributionModel::last: weights[i] = i + 1 == n ? 1 : 0; break;
      case AttributionModel::last_non_direct: {
        const bool all = std::ranges::all_of(conversion.path, &TouchOf::direct);
        const bool later = std::any_of(conversion.path.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                       conversion.path.end(), [&](const TouchOf& t) { return all || !t.direct; });
        weights[i] = (all || !conversion.path[i].direct) && !later ? 1 : 0;
        break;
      }
      case AttributionModel::linear:
      case AttributionModel::markov: weights[i] = 1; break;
      case AttributionModel::position:
        weights[i] = n <= 2 || (i > 0 && i + 1 < n) ? 1 : static_cast<double>(2 * n - 4);
        break;
      case AttributionModel::time_decay: {
        const auto steps = (conversion.time - conversion.path[i].time).count() * 1000 / half_life.count();
        weights[i] = std::max(1.0, std::round(std::pow(2.0, 30 - static_cast<double>(steps) / 1000)));
        break;
      }
      case AttributionModel::shapley: weights[i] = seen.insert(conversion.path[i].channel).second ? 1 : 0; break;
    }
  }
  return weights;
}

std::vector<std::int64_t> parts_of(std::int64_t whole, const std::vector<double>& weights) {
  double all = 0, sum = 0;
  for (const double weight : weights) all += weight;
  std::vector<std::int64_t> parts;
  std::int64_t before = 0;
  for (const double weight : weights) {
    sum += weight;
    const auto upto = static_cast<std::int64_t>(std::floor(static_cast<double>(whole) * (sum / all) + 0.5));
    parts.push_back(upto - before);
    before = upto;
  }
  return parts;
}

struct Credit {
  std::int64_t credits = 0, value = 0;
  std::set<model::PersonNumber> persons;
  void add(const Credit& other) {
    credits += other.credits;
    value += other.value;
    persons.insert(other.persons.begin(), other.persons.end());
  }
};
using Credits = std::map<std::string, Credit>;  // per channel

Credits credits_of(AttributionModel model, const Facts& facts, Duration half_life, TimeRange bucket) {
  Credits credits;
  for (const ConversionOf& conversion : facts.conversions) {
    if (!bucket.contains(conversion.time)) continue;
    if (conversion.path.empty()) {
      Credit& none = credits[std::string(model::kNone)];
      none.credits += analyze::kCreditUnits;
      none.value += conversion.value;
      none.persons.insert(conversion.person);
      continue;
    }
    const std::vector<double> weights = weights_of(model, conversion, half_life);
    const auto parts = parts_of(analyze::kCreditUnits, weights), values = parts_of(conversion.value, weights);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (weights[i] == 0) continue;
      Credit& credit = credits[conversion.path[i].channel];
      credit.credits += parts[i];
      credit.value += values[i];
      credit.persons.insert(conversion.person);
    }
  }
  return credits;
}

// The removal effects themselves are tested beside the sources; here the steps are counted anew.
void share_out_by_removal(const Facts& facts, const std::vector<std::string>& channels, Credits& credits) {
  analyze::internal::Transitions steps(channels.size());
  const auto walk = [&](const std::vector<TouchOf>& path, std::size_t to) {
    std::size_t at = steps.start();
    for (const TouchOf& touch : path) {
      const auto next =
          static_cast<std::size_t>(std::find(channels.begin(), channels.end(), touch.channel) - channels.begin()) + 1;
      ++steps.at(at, next);
      at = next;
    }
    if (!path.empty()) ++steps.at(at, to);
  };
  for (const ConversionOf& conversion : facts.conversions) walk(conversion.path, steps.converted());
  for (const auto& path : facts.lost) walk(path, steps.lost());
  Credit all;
  for (const auto& [channel, credit] : credits) {
    if (channel == model::kNone) continue;
    all.credits += credit.credits;
    all.value += credit.value;
  }
  const auto shares = analyze::internal::removal_shares(steps);
  const auto parts = analyze::internal::share_out_all(all.credits, shares);
  const auto values = analyze::internal::share_out_all(all.value, shares);
  for (std::size_t i = 0; i < channels.size(); ++i) {
    credits[channels[i]].credits = parts[i];
    credits[channels[i]].value = values[i];
  }
}

void add_cost(analyze::AttributionChannel& channel, const analyze::CostSum& cost) {
  channel.cost = static_cast<double>(cost.units) / 10'000;
  channel.clicks = cost.clicks;
  channel.impressions = cost.impressions;
  if (channel.acquired > 0) channel.cac = *channel.cost / static_cast<double>(channel.acquired);
  for (analyze::AttributionCredit& credit : channel.credits) {
    if (credit.conversions != 0) credit.cpa = *channel.cost / credit.conversions;
    if (*channel.cost != 0) credit.roas = credit.value / *channel.cost;
  }
}

class Composer {
 public:
  Composer(const analyze::AttributionQuestion& question, const Facts& facts, TimeRange range)
      : question_(question), facts_(facts), range_(range) {}

  // A channel's row, or that of all of them.
  // `credits`: per model and bucket.
  analyze::AttributionChannel row(const std::optional<std::string>& name,
                                  const std::vector<std::vector<Credits>>& credits) const {
    const auto is_it = [&](const std::string& channel) { return !name || channel == *name; };
    analyze::AttributionChannel row{.channel = name.value_or("")};
    std::set<model::PersonNumber> touched, converted;
    for (const auto& [person, touch] : facts_.touches) {
      if (touch.time < range_.begin || !is_it(touch.channel)) continue;
      ++row.touches;
      touched.insert(person);
    }
    for (const ConversionOf& conversion : facts_.conversions) {
      const bool any = std::ranges::any_of(conversion.path, [&](const TouchOf& t) { return is_it(t.channel); });
      if (!any && name && !(*name == model::kNone && conversion.path.empty())) continue;
      ++row.conversions;
      converted.insert(conversion.person);
    }
    for (const std::string& channel : facts_.acquired) row.acquired += is_it(channel) ? 1 : 0;
    row.touch_persons = touched.size();
    row.persons = converted.size();
    for (std::size_t m = 0; m < credits.size(); ++m) {
      Credit all;
      analyze::AttributionCredit out{.model = question_.models[m]};
      for (const Credits& bucket : credits[m]) {
        Credit sum;
        for (const auto& [channel, credit] : bucket) {
          if (is_it(channel)) sum.add(credit);
        }
        all.add(sum);
        if (question_.bucket != BucketUnit::total)
          out.buckets.push_back({static_cast<double>(sum.credits) / 1'000'000, static_cast<double>(sum.value) / 10'000,
                                 sum.persons.size()});
      }
      out.conversions = static_cast<double>(all.credits) / 1'000'000;
      out.value = static_cast<double>(all.value) / 10'000;
      out.persons = all.persons.size();
      row.credits.push_back(std::move(out));
    }
    return row;
  }

 private:
  const analyze::AttributionQuestion& question_;
  const Facts& facts_;
  TimeRange range_;
};

std::vector<std::string> group(Facts& facts, std::size_t top) {
  std::map<std::string, double> counts;
  for (const auto& [person, touch] : facts.touches) ++counts[touch.channel];
  const std::vector<std::string> kept = top_of({counts.begin(), counts.end()}, top);
  const auto put = [&](std::string& channel) {
    if (channel != model::kNone && std::ranges::find(kept, channel) == kept.end()) channel = model::kOther;
  };
  for (auto& [person, touch] : facts.touches) put(touch.channel);
  for (auto& conversion : facts.conversions) {
    for (TouchOf& touch : conversion.path) put(touch.channel);
  }
  for (auto& path : facts.lost) {
    for (TouchOf& touch : path) put(touch.channel);
  }
  for (std::string& channel : facts.acquired) put(channel);
  return kept;
}

}  // namespace

analyze::AttributionQuestion random_attribution(Dice& dice, const Data& data) {
  analyze::AttributionQuestion question;
  question.conversion = random_match(dice, data, model::FilterPlace::event, 1);
  if (dice.one_in(2)) question.value = dice.one_in(3) ? random_property(dice, false) : "price";
  if (!dice.one_in(3)) question.touch = random_match(dice, data, model::FilterPlace::event, 1);
  if (dice.one_in(2))
    question.channel = random_breakdown(dice).value_or(analyze::PropertyRef{analyze::Scope::event, "plan"});
  if (dice.one_in(2)) question.direct = {"pro", "email", "it's"};
  question.range = random_window(dice, data);
  question.bucket = dice.one_in(2) ? BucketUnit::total : static_cast<BucketUnit>(1 + dice.below(3));
  question.lookback = dice.one_in(2) ? hours(dice.between(1, 300)) : days(dice.between(1, 60));
  question.conversions = static_cast<analyze::ConversionRule>(dice.below(2));
  question.models.clear();
  for (std::size_t m = 0; m < 8; ++m) {
    if (dice.one_in(2)) question.models.push_back(static_cast<AttributionModel>(m));
  }
  if (question.models.empty()) question.models.push_back(AttributionModel::markov);
  question.half_life = hours(dice.between(1, 200));
  question.top = static_cast<std::uint32_t>(dice.between(1, 5));
  question.costs = !dice.one_in(4);
  return question;
}

analyze::AttributionAnswer answer(const Oracle& oracle, const analyze::AttributionQuestion& question) {
  const Finder finder(oracle, question);
  Facts facts = finder.find();
  const std::vector<std::string> kept = group(facts, question.top);
  std::vector<std::string> channels = kept;
  channels.emplace_back(model::kOther);
  const analyze::Buckets buckets = oracle.buckets(question.range, question.bucket);
  std::vector<std::vector<Credits>> credits(question.models.size());
  for (std::size_t m = 0; m < question.models.size(); ++m) {
    for (std::size_t i = 0; i < buckets.count(); ++i) {
      const TimeRange bucket{buckets.bounds[i], buckets.bounds[i + 1]};
      credits[m].push_back(credits_of(question.models[m], facts, question.half_life, bucket));
      if (question.models[m] == AttributionModel::markov) share_out_by_removal(facts, channels, credits[m].back());
    }
  }
  const Composer composer(question, facts, finder.range());
  analyze::AttributionAnswer answer;
  answer.unconverted = facts.lost.size();
  answer.end = buckets.bounds.empty() ? buckets.range.end : buckets.bounds.back();
  for (std::size_t i = 0; i < buckets.count() && question.bucket != BucketUnit::total; ++i) {
    answer.buckets.push_back(buckets.bounds[i]);
    answer.complete.push_back(buckets.bounds[i] >= buckets.range.begin &&
                              buckets.bounds[i + 1] <= std::min(buckets.range.end, oracle.context().now));
  }
  answer.total = composer.row(std::nullopt, credits);
  std::map<std::string, analyze::CostSum> costs;
  const bool empty = oracle.buckets(question.range, question.bucket).count() == 0;
  if (question.costs && !empty) costs = sums_of(oracle.context(), finder.range());
  analyze::CostSum all, others;
  for (const auto& [channel, cost] : costs) {
    all.add(cost);
    if (channel != model::kNone && std::ranges::find(kept, channel) == kept.end()) others.add(cost);
  }
  channels.emplace_back(model::kNone);
  for (const std::string& name : channels) {
    analyze::AttributionChannel row = composer.row(name, credits);
    const bool other = name == model::kOther;
    const bool costly = other ? others.units != 0 || others.clicks != 0 : costs.contains(name);
    if (other && !costly && row.touches + row.conversions + row.acquired == 0) continue;
    if (costly) add_cost(row, other ? others : costs[name]);
    answer.channels.push_back(std::move(row));
  }
  if (!costs.empty()) add_cost(answer.total, all);
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const analyze::AttributionQuestion& question,
                                  const analyze::AttributionAnswer& answer) {
  analyze::AttributionCell cell;
  const bool total = dice.one_in(4);
  const analyze::AttributionChannel& row = total ? answer.total : dice.pick(answer.channels);
  if (!total) cell.channel = row.channel;
  cell.of = static_cast<analyze::AttributionOf>(dice.below(3));
  if (cell.of == analyze::AttributionOf::touches) return Drill{json::to_string(cell), row.touch_persons};
  if (cell.of == analyze::AttributionOf::acquired) return Drill{json::to_string(cell), row.acquired};
  const std::size_t m = dice.below(question.models.size());
  const analyze::AttributionCredit& credit = row.credits[m];
  if (!total) cell.model = credit.model;
  if (!credit.buckets.empty() && dice.one_in(2)) {
    const std::size_t bucket = dice.below(credit.buckets.size());
    cell.bucket = static_cast<std::uint32_t>(bucket);
    return Drill{json::to_string(cell), credit.buckets[bucket].persons};
  }
  if (dice.one_in(3)) cell.model = {};
  return Drill{json::to_string(cell), cell.model || total ? credit.persons : row.persons};
}

}  // namespace throng::testing
