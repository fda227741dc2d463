#include "analyze/effect/internal/tally.h"

#include <algorithm>

#include "model/value.h"

namespace throng::analyze::internal {
namespace {

bool asks_for_held_out(EffectOf of) { return of == EffectOf::held_out || of == EffectOf::held_out_converted; }

EffectUplift uplift_of(const EffectCounts::Group& sent, const EffectCounts::Group& control, bool has_revenue) {
  const auto share = [](const EffectCounts::Group& group, EffectOf hits, EffectOf of) {
    return Share{group.persons[static_cast<std::size_t>(hits)], group.persons[static_cast<std::size_t>(of)]};
  };
  const Share treated = share(sent, EffectOf::converted, EffectOf::sent);
  const Share held = share(control, EffectOf::held_out_converted, EffectOf::held_out);
  const auto persons = static_cast<double>(treated.of);
  const double otherwise = static_cast<double>(held.hits) / static_cast<double>(held.of);
  EffectUplift out;
  out.difference = static_cast<double>(treated.hits) / persons - otherwise;
  const Interval interval = share_difference(treated, held);
  out.low = interval.low;
  out.high = interval.high;
  if (const auto z = two_proportion_z(treated, held)) out.p = p_of_z(*z);
  if (held.hits > 0) out.relative = out.difference / otherwise;
  out.conversions = out.difference * persons;
  if (!has_revenue) return out;
  const double scale = persons / static_cast<double>(kMoneyUnits);
  out.revenue = (sent.sent.mean() - control.held_out.mean()) * scale;
  if (const auto means = mean_difference(sent.sent, control.held_out)) {
    out.revenue_low = means->low * scale;
    out.revenue_high = means->high * scale;
  }
  return out;
}

void add_revenue(const Moments& moments, std::optional<double>& revenue, std::optional<double>& per_person) {
  revenue = money(moments.sum);
  if (moments.count > 0) per_person = moments.mean() / static_cast<double>(kMoneyUnits);
}

EffectGroup group_of_counts(std::string label, const EffectCounts::Group& counts, const EffectCounts::Group& control,
                            bool has_revenue) {
  const auto sent = [&counts](EffectOf of) { return counts.persons[static_cast<std::size_t>(of)]; };
  const auto held = [&control](EffectOf of) { return control.persons[static_cast<std::size_t>(of)]; };
  EffectGroup out{.label = std::move(label),
                  .sent = sent(EffectOf::sent),
                  .messages = counts.messages,
                  .delivered = sent(EffectOf::delivered),
                  .bounced = sent(EffectOf::bounced),
                  .opened = sent(EffectOf::opened),
                  .machine_opened = sent(EffectOf::machine_opened),
                  .clicked = sent(EffectOf::clicked),
                  .unsubscribed = sent(EffectOf::unsubscribed),
                  .complained = sent(EffectOf::complained),
                  .converted = sent(EffectOf::converted),
                  .revenue = {},
                  .revenue_per_person = {},
                  .window_open = sent(EffectOf::window_open),
                  .mixed = sent(EffectOf::mixed),
                  .held_out = held(EffectOf::held_out),
                  .held_out_converted = held(EffectOf::held_out_converted),
                  .held_out_revenue = {},
                  .held_out_revenue_per_person = {},
                  .uplift = {}};
  if (has_revenue) {
    add_revenue(counts.sent, out.revenue, out.revenue_per_person);
    add_revenue(control.held_out, out.held_out_revenue, out.held_out_revenue_per_person);
  }
  if (out.sent > 0 && out.held_out > 0) out.uplift = uplift_of(counts, control, has_revenue);
  return out;
}

}  // namespace

void EffectCounts::add(const EffectMember& member, std::uint64_t persons) {
  Group& group = groups_[member.group];
  for (std::size_t of = 0; of < kEffectOfs; ++of) group.persons[of] += (member.is >> of & 1U) != 0 ? persons : 0;
  group.messages += member.messages;
  const bool held_out = (member.is & bit_of(EffectOf::held_out)) != 0;
  (held_out ? group.held_out : group.sent).add(member.revenue, persons);
}

void EffectCounts::add(const EffectCounts& other) {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    Group& into = groups_[g];
    const Group& from = other.groups_[g];
    for (std::size_t of = 0; of < kEffectOfs; ++of) into.persons[of] += from.persons[of];
    into.messages += from.messages;
    into.sent.add(from.sent);
    into.held_out.add(from.held_out);
  }
}

std::vector<std::string> fixed_groups(EffectBy by) {
  std::vector<std::string> names;
  if (by == EffectBy::hour) {
    for (int hour = 0; hour < 24; ++hour) names.push_back(std::to_string(hour));
  } else if (by == EffectBy::number) {
    for (std::uint32_t n = 1; n < kMostMessages; ++n) names.push_back(std::to_string(n));
    names.push_back(std::to_string(kMostMessages) + "+");
  }
  return names;
}

std::optional<PropertyRef> property_of(const EffectQuestion& question) {
  const auto of_event = [](std::string_view name) { return PropertyRef{Scope::event, std::string(name)}; };
  switch (question.by) {
    case EffectBy::campaign: return of_event(model::kCampaignProperty);
    case EffectBy::variant: return of_event(model::kVariantProperty);
    case EffectBy::channel: return of_event(model::kChannelProperty);
    case EffectBy::step: return of_event(model::kStepProperty);
    case EffectBy::trait: return question.trait;
    case EffectBy::none:
    case EffectBy::hour:
    case EffectBy::number: break;
  }
  return std::nullopt;
}

std::size_t most_groups(const EffectQuestion& question) {
  return question.by == EffectBy::campaign ? kMaxEffectCampaigns : question.top;
}

std::uint32_t group_of(const EffectCell& cell, EffectBy by, const std::vector<std::string>& kept) {
  if (!cell.label || (asks_for_held_out(cell.of) && !has_own_control(by))) return 0;
  const auto found = std::find(kept.begin(), kept.end(), *cell.label);
  return static_cast<std::uint32_t>(found - kept.begin()) + 1;
}

bool is_of_rest(const EffectCell& cell, EffectBy by) { return cell.label == model::kOther && fixed_groups(by).empty(); }

Instant windows_end(const AskContext& context) {
  return std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<900>>>(context.now);
}

EffectAnswer answer_of(const EffectQuestion& question, const std::vector<std::string>& kept,
                       const EffectCounts& counts) {
  const std::vector<EffectCounts::Group>& groups = counts.groups();
  const bool own = has_own_control(question.by);
  const bool has_revenue = !question.revenue.empty();
  EffectAnswer answer{.all = group_of_counts("", groups[0], groups[0], has_revenue), .groups = {}};
  for (std::size_t g = 1; g < groups.size(); ++g) {
    const EffectCounts::Group& control = own ? groups[g] : groups[0];
    if (groups[g].sent.count == 0 && groups[g].held_out.count == 0) continue;
    const std::string label = g <= kept.size() ? kept[g - 1] : std::string(model::kOther);
    answer.groups.push_back(group_of_counts(label, groups[g], control, has_revenue));
  }
  return answer;
}

}  // namespace throng::analyze::internal
