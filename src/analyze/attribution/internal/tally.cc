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

void add_up(CreditCounts& to, const CreditCounts& from) {
  to.credits += from.credits;
  to.value += from.value;
  to.persons += from.persons;
}

// What was counted for the touched conversions of a bucket together goes to the channels by their removal effects.
void share_out_by_removal(AttributionCounts& counts, std::vector<CreditCounts>& credits) {
  const std::vector<double> shares = removal_shares(counts.transitions);
  for (std::size_t bucket = 0; bucket < counts.buckets; ++bucket) {
    CreditCounts touched;
    for (std::size_t i = 1; i < counts.channels.size(); ++i) add_up(touched, credits[counts.cell(i, bucket)]);
    const std::vector<std::int64_t> parts = share_out_all(touched.credits, shares);
    const std::vector<std::int64_t> values = share_out_all(touched.value, shares);
    for (std::size_t i = 1; i < counts.channels.size(); ++i) {
      CreditCounts& credit = credits[counts.cell(i, bucket)];
      credit.credits = parts[i - 1];
      credit.value = values[i - 1];
    }
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
    AttributionAnswer answer{.total = total(), .unconverted = counts_.unconverted};
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
  // The sum over the buckets, and these if they are asked for.
  AttributionCredit credit_of(AttributionModel model, std::span<const CreditCounts> buckets,
                              std::uint64_t persons) const {
    const auto point = [](const CreditCounts& credit) {
      return AttributionPoint{static_cast<double>(credit.credits) / kCreditUnits, money(credit.value), credit.persons};
    };
    CreditCounts all;
    AttributionCredit out{.model = model, .persons = persons};
    for (const CreditCounts& bucket : buckets) {
      add_up(all, bucket);
      if (question_.bucket != BucketUnit::total) out.buckets.push_back(point(bucket));
    }
    out.conversions = point(all).conversions;
    out.value = point(all).value;
    return out;
  }
  AttributionChannel row(std::string name, std::size_t i) const {
    AttributionChannel channel = with_counts(std::move(name), counts_.channels[i]);
    for (std::size_t m = 0; m < question_.models.size(); ++m) {
      const auto buckets = std::span(counts_.credits[m]).subspan(counts_.cell(i, 0), counts_.buckets);
      channel.credits.push_back(credit_of(question_.models[m], buckets, counts_.persons[m][i]));
    }
    return channel;
  }
  AttributionChannel total() const {
    AttributionChannel channel = with_counts("", counts_.total);
    for (const AttributionModel model : question_.models)
      channel.credits.push_back(credit_of(model, counts_.totals, counts_.total.persons));
    return channel;
  }

  const AttributionQuestion& question_;
  const AttributionCounts& counts_;
  const CostByChannel& costs_;
};

}  // namespace

void AttributionCounts::add(const AttributionCounts& other) {
  add_up(total, other.total);
  for (std::size_t i = 0; i < channels.size(); ++i) add_up(channels[i], other.channels[i]);
  for (std::size_t i = 0; i < totals.size(); ++i) add_up(totals[i], other.totals[i]);
  for (std::size_t m = 0; m < credits.size(); ++m) {
    for (std::size_t i = 0; i < channels.size(); ++i) persons[m][i] += other.persons[m][i];
    for (std::size_t i = 0; i < credits[m].size(); ++i) add_up(credits[m][i], other.credits[m][i]);
  }
  transitions.add(other.transitions);
  unconverted += other.unconverted;
}

Result<AttributionAnswer> answer_of(const AttributionQuestion& question, AttributionCounts counts,
                                    const Buckets& buckets, const AskContext& context) {
  CostByChannel costs;
  if (question.costs) {
    THRONG_TRY(costs, costs_in(*context.costs, buckets.range, context.calendar));
  }
  for (std::size_t m = 0; m < question.models.size(); ++m) {
    if (question.models[m] == AttributionModel::markov) share_out_by_removal(counts, counts.credits[m]);
  }
  AttributionAnswer answer = Composer(question, counts, costs).compose();
  answer.end = buckets.end();
  if (question.bucket == BucketUnit::total) return answer;
  answer.buckets = buckets.starts();
  answer.complete = buckets.complete(context.now);
  return answer;
}

Result<Channel> channel_named(const std::string& name, const std::vector<std::string>& kept) {
  if (name == model::kNone) return Channel{0};
  if (name == model::kOther) return static_cast<Channel>(kept.size() + 1);
  const auto found = std::find(kept.begin(), kept.end(), name);
  if (found == kept.end()) return invalid("channel", "the answer has no such channel");
  return static_cast<Channel>(found - kept.begin() + 1);
}

}  // namespace throng::analyze::internal
