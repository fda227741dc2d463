#include "engage/response_channels.h"

#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "engage/internal/responses.h"
#include "model/value.h"
#include "timeline/parallel_scan.h"

namespace throng::engage {
namespace {

using model::PersonNumber;
using timeline::PersonView;
using timeline::ValueCode;

enum Column : std::size_t { kMachine, kMessage, kChannel };

struct Counted {
  PersonNumber person = 0;
  ChannelKind channel = ChannelKind::email;
  bool responded = false;
};

class Reading {
 public:
  Reading(audience::Audience& audience, Instant now) : audience_(audience), now_(now) {}

  Result<std::vector<Counted>> run(const std::stop_token& stop) {
    timeline::Timeline& timeline = *audience_.sources().timeline;
    std::vector<timeline::ColumnRef> columns;
    for (const std::string_view name : {internal::kMachineProperty, model::kMessageProperty, model::kChannelProperty})
      columns.push_back({.trait = false, .name = std::string(name), .kind = timeline::ColumnKind::code});
    THRONG_TRY(snapshot_, timeline.snapshot(columns, stop));
    bind();
    std::vector<Counted> all;
    THRONG_CHECK(timeline::parallel_scan(
        snapshot_, timeline.pool(), stop, [] { return State{}; },
        [this](State& state, const PersonView& person) { add(person, state); },
        [&](State&& state) { all.insert(all.end(), state.found.begin(), state.found.end()); }));
    return all;
  }

 private:
  struct State {
    std::vector<Counted> found;
    std::vector<ValueCode> responded;  // messages of one person
  };

  void bind() {
    responses_ = internal::Responses(snapshot_, kMachine);
    if (const auto code = snapshot_.event_code(model::kMessageSent)) sent_ = *code;
    has_sent_ = snapshot_.event_code(model::kMessageSent).has_value();
    for (const std::string& raw : snapshot_.dictionary(kChannel)) {
      ChannelKind kind{};
      const auto text = model::as_text(raw);
      const bool is_one = text && boost::describe::enum_from_string(text->c_str(), kind);
      channels_.push_back(is_one ? std::optional(kind) : std::nullopt);
    }
    begin_ = timeline::key_bound(now_ - kResponseReach);
    end_ = timeline::key_bound(now_);
  }

  // Of the messages that were sent in that time those that were responded to at any time up to now.
  void add(const PersonView& person, State& state) const {
    if (!has_sent_ || (person.event_mask & timeline::mask_of(sent_)) == 0) return;
    const auto code = [&](Column column, std::size_t event) { return person.columns[column].codes[event]; };
    state.responded.clear();
    for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < end_; ++i)
      if (responses_.is(person, i) && code(kMessage, i) != 0) state.responded.push_back(code(kMessage, i));
    std::ranges::sort(state.responded);
    const auto first = std::lower_bound(person.keys.begin(), person.keys.end(), begin_) - person.keys.begin();
    for (auto i = static_cast<std::size_t>(first); i < person.keys.size() && person.keys[i] < end_; ++i) {
      if (person.names[i] != sent_) continue;
      if (const auto channel = channels_[code(kChannel, i)])
        state.found.push_back(
            {person.person, *channel, std::ranges::binary_search(state.responded, code(kMessage, i))});
    }
  }

  audience::Audience& audience_;
  const Instant now_;
  timeline::Snapshot snapshot_;
  timeline::EventCode sent_ = 0;
  bool has_sent_ = false;
  internal::Responses responses_;
  std::vector<std::optional<ChannelKind>> channels_;  // by codes
  std::uint64_t begin_ = 0, end_ = 0;
};

double share_of(const Responded& all) {
  return all.sent == 0 ? 0 : static_cast<double>(all.responded) / static_cast<double>(all.sent);
}

}  // namespace

double smoothed_share(const Responded& own, double everybody) {
  return (static_cast<double>(own.responded) + kPriorMessages * everybody) /
         (static_cast<double>(own.sent) + kPriorMessages);
}

Result<ResponseChannels> ResponseChannels::read(audience::Audience& audience, Instant now,
                                                const std::stop_token& stop) {
  THRONG_TRY(std::vector<Counted> all, Reading(audience, now).run(stop));
  std::ranges::sort(all, {}, [](const Counted& one) { return std::tuple(one.person, one.channel); });
  ResponseChannels out;
  for (const Counted& one : all) {
    if (out.own_.empty() || out.own_.back().person != one.person || out.own_.back().channel != one.channel)
      out.own_.push_back({one.person, one.channel, 0, 0});
    for (Responded* const counts : {&out.everybody_[one.channel], &out.all_}) {
      ++counts->sent;
      counts->responded += one.responded ? 1 : 0;
    }
    ++out.own_.back().sent;
    out.own_.back().responded += one.responded ? 1 : 0;
  }
  return out;
}

Responded ResponseChannels::of(PersonNumber representative, ChannelKind channel) const {
  const auto key = [](const Own& own) { return std::tuple(own.person, own.channel); };
  const auto found = std::ranges::lower_bound(own_, std::tuple(representative, channel), {}, key);
  if (found == own_.end() || key(*found) != std::tuple(representative, channel)) return {};
  return {found->sent, found->responded};
}

double ResponseChannels::share(PersonNumber representative, ChannelKind channel) const {
  const auto common = everybody_.find(channel);
  const bool is_known = common != everybody_.end() && common->second.sent >= kEnoughMessages;
  return smoothed_share(of(representative, channel), share_of(is_known ? common->second : all_));
}

std::size_t ResponseChannels::best(PersonNumber representative, std::span<const ChannelKind> channels) const {
  std::size_t best = 0;
  for (std::size_t i = 1; i < channels.size(); ++i)
    if (share(representative, channels[i]) > share(representative, channels[best])) best = i;
  return best;
}

}  // namespace throng::engage
