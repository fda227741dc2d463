#include "analyze/attribution/internal/tally.h"

#include <algorithm>

#include "model/value.h"

namespace throng::analyze::internal {
namespace {

void add_up(ChannelCounts& to, const ChannelCounts& from) {
  to.touches += from.touches;
  to.touch_persons += from.touch_persons;
  to.conversions += from.conversions;
  to.persons += from.persons;
  to.acquired += from.acquired;
}

// What was counted for the touched conversions together goes to the channels by their removal effects.
void share_out_by_removal(const Transitions& transitions, std::vector<CreditCounts>& channels) {
  std::int64_t credits = 0, value = 0;
  for (std::size_t i = 1; i < channels.size(); ++i) {
    credits += channels[i].credits;
    value += channels[i].value;
  }
  const std::vector<double> shares = removal_shares(transitions);
  const std::vector<std::int64_t> credit_parts = share_out_all(credits, shares);
  const std::vector<std::int64_t> value_parts = share_out_all(value, shares);
  for (std::size_t i = 1; i < channels.size(); ++i) {
    channels[i].credits = credit_parts[i - 1];
    channels[i].value = value_parts[i - 1];
  }
}

std::optional<double> quotient(double a, double b) { return b != 0 ? std::optional(a / b) : std::nullopt; }

void add_cost(AttributionChannel& channel, const CostSum& cost) {
  const double spent = money(cost.units);
  channel.cost = spent;
  channel.clicks = cost.clicks;
  channel.impressions = cost.impressions;
  channel.cac = quotient(spent, static_cast<double>(channel.acquired));
  for (AttributionCredit& credit : channel.credits) {
    credit.cpa = quotient(spent, credit.conversions);
    credit.roas = quotient(credit.value, spent);
  }
}

class Composer {
 public:
  Composer(const AttributionQuestion& question, const AttributionCounts& counts, const CostByChannel& costs)
      : question_(question), counts_(counts), costs_(costs) {}

  AttributionAnswer compose() const {
    AttributionAnswer answer{.total = total(), .channels = {}, .unconverted = counts_.unconverted};
    CostSum all, others;
    for (const auto& [channel, cost] : costs_) {
      all.add(cost);
      if (channel != model::kNone && !is_kept(channel)) others.add(cost);
    }
    for (std::size_t i = 1; i < counts_.rest(); ++i) {
      answer.channels.push_back(row(counts_.names[i - 1], i));
      add_costs_of(answer.channels.back());
    }
    const ChannelCounts& rest = counts_.channels[counts_.rest()];
    const bool costly = others.units != 0 || others.clicks != 0 || others.impressions != 0;
    if (rest.touches + rest.conversions + rest.acquired > 0 || costly) {
      answer.channels.push_back(row(std::string(model::kOther), counts_.rest()));
      if (costly) add_cost(answer.channels.back(), others);
    }
    answer.channels.push_back(row(std::string(model::kNone), 0));
    add_costs_of(answer.channels.back());
    if (!costs_.empty()) add_cost(answer.total, all);
    return answer;
  }

 private:
  bool is_kept(const std::string& channel) const {
    return std::find(counts_.names.begin(), counts_.names.end(), channel) != counts_.names.end();
  }
  void add_costs_of(AttributionChannel& channel) const {
    if (const auto found = costs_.find(channel.channel); found != costs_.end()) add_cost(channel, found->second);
  }
  static AttributionChannel with_counts(std::string name, const ChannelCounts& counts) {
    return {.channel = std::move(name),
            .touches = counts.touches,
            .touch_persons = counts.touch_persons,
            .conversions = counts.conversions,
            .persons = counts.persons,
            .acquired = counts.acquired};
  }
  AttributionChannel row(std::string name, std::size_t i) const {
    AttributionChannel channel = with_counts(std::move(name), counts_.channels[i]);
    for (std::size_t m = 0; m < question_.models.size(); ++m) {
      const CreditCounts& credit = counts_.credits[m][i];
      channel.credits.push_back({.model = question_.models[m],
                                 .conversions = static_cast<double>(credit.credits) / kCreditUnits,
                                 .value = money(credit.value),
                                 .persons = credit.persons});
    }
    return channel;
  }
  AttributionChannel total() const {
    AttributionChannel channel = with_counts("", counts_.total);
    for (const AttributionModel model : question_.models) {
      channel.credits.push_back({.model = model,
                                 .conversions = static_cast<double>(counts_.total.conversions),
                                 .value = money(counts_.value),
                                 .persons = counts_.total.persons});
    }
    return channel;
  }

  const AttributionQuestion& question_;
  const AttributionCounts& counts_;
  const CostByChannel& costs_;
};

}  // namespace

void AttributionCounts::add(const AttributionCounts& other) {
  add_up(total, other.total);
  value += other.value;
  for (std::size_t i = 0; i < channels.size(); ++i) add_up(channels[i], other.channels[i]);
  for (std::size_t m = 0; m < credits.size(); ++m) {
    for (std::size_t i = 0; i < channels.size(); ++i) {
      credits[m][i].credits += other.credits[m][i].credits;
      credits[m][i].value += other.credits[m][i].value;
      credits[m][i].persons += other.credits[m][i].persons;
    }
  }
  transitions.add(other.transitions);
  unconverted += other.unconverted;
}

AttributionAnswer answer_of(const AttributionQuestion& question, AttributionCounts counts, const CostByChannel& costs) {
  for (std::size_t m = 0; m < question.models.size(); ++m) {
    if (question.models[m] == AttributionModel::markov) share_out_by_removal(counts.transitions, counts.credits[m]);
  }
  return Composer(question, counts, costs).compose();
}

Result<Channel> channel_named(const std::string& name, const std::vector<std::string>& kept) {
  if (name == model::kNone) return Channel{0};
  if (name == model::kOther) return static_cast<Channel>(kept.size() + 1);
  const auto found = std::find(kept.begin(), kept.end(), name);
  if (found == kept.end()) return invalid("channel", "the answer has no such channel");
  return static_cast<Channel>(found - kept.begin() + 1);
}

}  // namespace throng::analyze::internal
