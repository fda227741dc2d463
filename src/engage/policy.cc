#include "engage/policy.h"

#include <algorithm>

#include <boost/describe/enum_to_string.hpp>

#include "engage/split.h"

namespace throng::engage {
namespace {

using ledger::Verdict;

std::string word(Refusal refusal) { return boost::describe::enum_to_string(refusal, ""); }

Verdict refuse(Refusal refusal) {
  return {.what = Verdict::What::drop, .until = {}, .reason = word(refusal), .counts = false};
}

// The start of the time that a cap looks at.
Instant start_of(const FrequencyCap& cap, const Calendar& zone, Instant now) {
  switch (cap.unit) {
    case CapUnit::hour: return now - hours(cap.hours) + Duration(1);
    case CapUnit::day: return zone.floor(now, BucketUnit::day);
    case CapUnit::week: break;
  }
  return zone.floor(now, BucketUnit::week);
}

const Topic* topic_of(const Judged& judged) {
  const auto found = std::ranges::find(judged.rules.topics, judged.campaign.topic, &Topic::id);
  return found == judged.rules.topics.end() ? nullptr : &*found;
}

std::optional<Refusal> refusal_of(const Judged& judged, const Recipient& recipient) {
  const std::string channel = boost::describe::enum_to_string(judged.campaign.channel, "");
  if (recipient.merged) return Refusal::merged;
  if (!recipient.in_audience) return Refusal::not_in_audience;
  if (recipient.address.empty()) return Refusal::no_address;
  if (recipient.suppressed) return Refusal::suppressed;
  if (judged.campaign.transactional) return std::nullopt;
  if (!consents(recipient, channel, topic_of(judged))) return Refusal::no_consent;
  if (is_in_control(judged.project, recipient.person, judged.rules.control_percent)) return Refusal::global_control;
  return std::nullopt;
}

}  // namespace

bool consents(const Recipient& recipient, std::string_view channel, const Topic* topic) {
  const ledger::Consent* latest = nullptr;
  for (const ledger::Consent& one : recipient.consents) {
    if (!one.channel.empty() && one.channel != channel) continue;
    if (!one.topic.empty() && (topic == nullptr || one.topic != topic->id)) continue;
    // Of two decisions of one instant the one against counts.
    if (latest == nullptr || one.at > latest->at || (one.at == latest->at && !one.granted)) latest = &one;
  }
  if (latest != nullptr) return latest->granted;
  return topic == nullptr || !topic->opt_in;
}

std::optional<Instant> quiet_until(const QuietHours& quiet, const Calendar& zone, Instant now) {
  if (quiet.from == quiet.to) return std::nullopt;
  const Instant hour = zone.floor(now, BucketUnit::hour);
  const auto minute = static_cast<std::uint32_t>(zone.hour_of_week(now) % 24 * 60 + (now - hour) / minutes(1));
  const bool spans_midnight = quiet.from > quiet.to;
  const bool is_quiet =
      spans_midnight ? minute >= quiet.from || minute < quiet.to : minute >= quiet.from && minute < quiet.to;
  if (!is_quiet) return std::nullopt;
  const std::uint32_t left = (quiet.to + 24 * 60 - minute) % (24 * 60);
  return std::chrono::floor<std::chrono::minutes>(now) + minutes(left);
}

bool is_capped(const std::vector<FrequencyCap>& caps, std::string_view channel,
               std::span<const ledger::Counted> counted, const Calendar& zone, Instant now) {
  return std::ranges::any_of(caps, [&](const FrequencyCap& cap) {
    if (!cap.channel.empty() && cap.channel != channel) return false;
    const Instant start = start_of(cap, zone, now);
    const auto had = std::ranges::count_if(counted, [&](const ledger::Counted& one) {
      return one.at >= start && (cap.channel.empty() || one.channel == cap.channel);
    });
    return static_cast<std::uint64_t>(had) >= cap.messages;
  });
}

std::vector<ledger::Counted> counted_of(const Recipient& recipient, std::span<const ledger::Counted> all) {
  std::vector<ledger::Counted> own;
  for (const ledger::Counted& one : all)
    if (std::ranges::find(recipient.numbers, one.person) != recipient.numbers.end()) own.push_back(one);
  return own;
}

Duration reach_of(const std::vector<FrequencyCap>& caps) {
  Duration reach{};
  for (const FrequencyCap& cap : caps)
    reach = std::max(reach, cap.unit == CapUnit::hour  ? hours(cap.hours)
                            : cap.unit == CapUnit::day ? hours(25)
                                                       : days(8));
  return reach;
}

// Who is held out passes every rule that the others pass, so that the two groups are alike.
Verdict judge(const Judged& judged, const ledger::Send& send, const Recipient& recipient,
              std::span<const ledger::Counted> counted) {
  using enum Verdict::What;
  if (const auto refusal = refusal_of(judged, recipient)) return refuse(*refusal);
  const Campaign& campaign = judged.campaign;
  const Instant expires = send.first_due + campaign.give_up_after;
  if (judged.now >= expires) return refuse(Refusal::expired);
  if (campaign.transactional) return {.what = hand_over, .until = {}, .reason = {}, .counts = false};
  const std::string channel = boost::describe::enum_to_string(campaign.channel, "");
  if (is_capped(judged.rules.caps, channel, counted, recipient.zone, judged.now)) return refuse(Refusal::capped);
  if (const auto until = quiet_until(judged.rules.quiet, recipient.zone, judged.now)) {
    if (campaign.at_quiet == AtQuiet::drop) return refuse(Refusal::quiet_hours);
    if (*until >= expires) return refuse(Refusal::expired);
    return {.what = wait, .until = *until, .reason = word(Refusal::quiet_hours), .counts = false};
  }
  if (send.held) return {.what = hold_out, .until = {}, .reason = {}, .counts = false};
  return {.what = hand_over, .until = {}, .reason = {}, .counts = true};
}

}  // namespace throng::engage
