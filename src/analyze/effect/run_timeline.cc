#include "analyze/effect/run_timeline.h"

#include <algorithm>

#include "analyze/effect/internal/tally.h"
#include "analyze/internal/breakdown.h"
#include "analyze/internal/timeline_ask.h"

namespace throng::analyze {
namespace {

using internal::bit_of;
using internal::EffectCounts;
using internal::EffectMember;
using timeline::FilterCursor;
using timeline::PersonView;

model::EventMatch match_of(std::string_view event, const model::Filter& where) {
  return {{std::string(event)}, std::make_shared<const model::Filter>(where)};
}

// A message of somebody, in one of its groups.
struct Placed {
  std::uint32_t group = 0;
  std::uint32_t event = 0;
  auto operator<=>(const Placed&) const = default;
};
// What became of a message: bit_of().
struct Outcome {
  timeline::ValueCode message = 0;
  std::uint32_t is = 0;
};

// A question bound to a snapshot.
class Run {
 public:
  // What a thread works with.
  struct State {
    explicit State(const Run& run) : cursor(run.program_) {}
    FilterCursor cursor;
    std::vector<std::uint32_t> sent, held_out;  // events that were asked for
    std::vector<Placed> placed;
    std::vector<Outcome> outcomes;
    std::vector<timeline::ValueCode> messages;
  };

  Run(const EffectQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        sent_(program_.add(match_of(model::kMessageSent, question.where))),
        held_out_(program_.add(match_of(model::kMessageHeldOut, question.where))),
        goal_(program_.add(question.goal)),
        campaign_(column(model::kCampaignProperty)),
        message_(column(model::kMessageProperty)),
        machine_(column(internal::kMachineProperty)),
        breakdown_(program_, internal::property_of(question)),
        kept_(internal::fixed_groups(question.by)) {
    if (!question.revenue.empty())
      revenue_ = program_.add(timeline::ColumnRef{false, question.revenue, timeline::ColumnKind::number});
  }

  Result<void> bind();
  // Counts each label's persons once to know which are kept.
  Result<void> survey();
  // Keeps the label of a cell alone.
  void keep(const std::string& label);
  Result<EffectCounts> count() const;
  Result<PersonList> persons(const EffectCell& cell) const;
  const std::vector<std::string>& kept() const { return kept_; }

 private:
  std::size_t column(std::string_view property) {
    return program_.add(timeline::ColumnRef{false, std::string(property), timeline::ColumnKind::code});
  }
  timeline::ValueCode code(const PersonView& person, std::size_t column, std::size_t event) const {
    return person.columns[column].codes[event];
  }

  // Fills `sent` and `held_out`; whether there are any.
  bool find_messages(State& state, const PersonView& person) const;
  // Gives each of the messages its groups.
  void place(State& state, const PersonView& person, const std::vector<std::uint32_t>& events) const;
  // How many messages of any campaign had been sent by then, in the days up to it.
  std::uint32_t number_of(const PersonView& person, std::size_t event) const;
  void find_outcomes(State& state, const PersonView& person) const;
  std::uint32_t outcome_of(const PersonView& person, std::size_t event) const;
  // The person in the group of these messages of theirs.
  EffectMember member(State& state, const PersonView& person, std::span<const Placed> messages) const;
  void add_goals(State& state, const PersonView& person, std::size_t anchor, EffectMember& member) const;
  // Calls visit(EffectMember) for each group that the person is in.
  template <class Visit>
  void each_group(State& state, const PersonView& person, Visit visit) const;

  const EffectQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::size_t sent_, held_out_, goal_, campaign_, message_, machine_;
  internal::Breakdown breakdown_;
  std::optional<std::size_t> revenue_;
  timeline::Snapshot snapshot_;
  std::uint64_t begin_ = 0, end_ = 0;         // keys of the range
  std::vector<std::uint8_t> is_campaign_;     // per code: asked for
  std::vector<std::uint8_t> is_machine_;      // per code: true
  std::vector<std::uint32_t> outcome_;        // per event code: bit_of() of what a human did, or 0
  std::uint64_t outcome_mask_ = 0;            // of these event codes
  std::vector<std::string> kept_;             // the groups, in order
  std::vector<std::uint32_t> group_of_code_;  // of the breakdown's codes
};

Result<void> Run::bind() {
  THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
  THRONG_TRY(const Buckets range, buckets_of(question_.range, BucketUnit::total, context_, snapshot_.extent()));
  if (range.count() > 0) {
    begin_ = timeline::key_bound(range.range.begin);
    end_ = timeline::key_bound(range.range.end);
  }
  const internal::Labels campaigns = internal::labels_of(snapshot_.dictionary(campaign_));
  is_campaign_.assign(campaigns.of_code.size(), 0);
  for (std::size_t i = 1; i < is_campaign_.size(); ++i) {
    const std::string& id = campaigns.texts[campaigns.of_code[i]];
    is_campaign_[i] = std::ranges::find(question_.campaigns, id) != question_.campaigns.end() ? 1 : 0;
  }
  for (const std::string& raw : snapshot_.dictionary(machine_)) is_machine_.push_back(raw == "true" ? 1 : 0);
  outcome_.assign(snapshot_.event_names(), 0);
  const auto tells = [this](std::string_view event, EffectOf of) {
    const auto code = snapshot_.event_code(event);
    if (!code) return;
    outcome_[*code] = bit_of(of);
    outcome_mask_ |= timeline::mask_of(*code);
  };
  tells(model::kMessageDelivered, EffectOf::delivered);
  tells(model::kMessageBounced, EffectOf::bounced);
  tells(model::kMessageOpened, EffectOf::opened);
  tells(model::kMessageClicked, EffectOf::clicked);
  tells(model::kMessageUnsubscribed, EffectOf::unsubscribed);
  tells(model::kMessageComplained, EffectOf::complained);
  breakdown_.bind(snapshot_);
  return {};
}

bool Run::find_messages(State& state, const PersonView& person) const {
  state.sent.clear();
  state.held_out.clear();
  if ((person.event_mask & (program_.event_mask(sent_) | program_.event_mask(held_out_))) == 0) return false;
  state.cursor.enter(person);
  const auto sent = program_.names(sent_);
  const auto held_out = program_.names(held_out_);
  const auto first = std::lower_bound(person.keys.begin(), person.keys.end(), begin_);
  for (auto i = static_cast<std::size_t>(first - person.keys.begin()); i < person.keys.size() && person.keys[i] < end_;
       ++i) {
    const bool is_sent = sent[person.names[i]] != 0;
    if (!is_sent && held_out[person.names[i]] == 0) continue;
    if (is_campaign_[code(person, campaign_, i)] == 0) continue;
    if (!state.cursor.passes(is_sent ? sent_ : held_out_, i)) continue;
    (is_sent ? state.sent : state.held_out).push_back(static_cast<std::uint32_t>(i));
  }
  return !state.sent.empty() || !state.held_out.empty();
}

std::uint32_t Run::number_of(const PersonView& person, std::size_t event) const {
  const auto sent = program_.names(sent_);
  const std::int64_t first_ms = timeline::ms_of(person.keys[event]) - kFatigueWindow.count();
  std::uint32_t number = 0;
  for (std::size_t i = event + 1; i-- > 0 && number < kMostMessages && timeline::ms_of(person.keys[i]) >= first_ms;)
    number += sent[person.names[i]];
  return number;
}

void Run::place(State& state, const PersonView& person, const std::vector<std::uint32_t>& events) const {
  state.placed.clear();
  const bool apart = question_.by != EffectBy::none && (&events == &state.sent || has_own_control(question_.by));
  for (const std::uint32_t event : events) {
    state.placed.push_back({0, event});
    if (!apart) continue;
    std::uint32_t group = 0;
    if (question_.by == EffectBy::hour) {
      const Instant time = from_ms(timeline::ms_of(person.keys[event]));
      group = static_cast<std::uint32_t>(context_.calendar.hour_of_week(time) % 24);
    } else if (question_.by == EffectBy::number) {
      group = number_of(person, event) - 1;
    } else {
      group = group_of_code_[breakdown_.code(person, event)];
    }
    state.placed.push_back({group + 1, event});
  }
  std::sort(state.placed.begin(), state.placed.end());
}

std::uint32_t Run::outcome_of(const PersonView& person, std::size_t event) const {
  const std::uint32_t is = outcome_[person.names[event]];
  if (is == 0 || is_machine_[code(person, machine_, event)] == 0) return is;
  if (is == bit_of(EffectOf::opened)) return bit_of(EffectOf::machine_opened);
  return is == bit_of(EffectOf::clicked) ? 0 : is;
}

void Run::find_outcomes(State& state, const PersonView& person) const {
  state.outcomes.clear();
  if ((person.event_mask & outcome_mask_) == 0) return;
  for (std::size_t i = 0; i < person.keys.size(); ++i) {
    const std::uint32_t is = outcome_of(person, i);
    const timeline::ValueCode message = code(person, message_, i);
    if (is != 0 && message != 0) state.outcomes.push_back({message, is});
  }
}

void Run::add_goals(State& state, const PersonView& person, std::size_t anchor, EffectMember& member) const {
  if ((person.event_mask & program_.event_mask(goal_)) == 0) return;
  const bool held_out = (member.is & bit_of(EffectOf::held_out)) != 0;
  const auto names = program_.names(goal_);
  const Instant start = from_ms(timeline::ms_of(person.keys[anchor]));
  const auto first = std::lower_bound(person.keys.begin(), person.keys.end(), timeline::key_bound(start));
  const std::uint64_t end = timeline::key_bound(start + question_.window + Duration(1));
  for (auto i = static_cast<std::size_t>(first - person.keys.begin()); i < person.keys.size() && person.keys[i] < end;
       ++i) {
    if (names[person.names[i]] == 0 || !state.cursor.passes(goal_, i)) continue;
    member.is |= bit_of(held_out ? EffectOf::held_out_converted : EffectOf::converted);
    if (!revenue_) return;
    member.revenue += money_units(person.columns[*revenue_].numbers[i]).value_or(0);
  }
}

EffectMember Run::member(State& state, const PersonView& person, std::span<const Placed> messages) const {
  EffectMember out{.group = messages.front().group};
  const std::size_t anchor = messages.front().event;
  if (state.sent.empty()) {
    out.is = bit_of(EffectOf::held_out);
    add_goals(state, person, anchor, out);
    return out;
  }
  out.is = bit_of(EffectOf::sent) | (state.held_out.empty() ? 0 : bit_of(EffectOf::mixed));
  out.messages = messages.size();
  const Instant time = from_ms(timeline::ms_of(person.keys[anchor]));
  if (time + question_.window >= internal::windows_end(context_)) out.is |= bit_of(EffectOf::window_open);
  if (!state.outcomes.empty()) {
    state.messages.clear();
    for (const Placed& placed : messages) state.messages.push_back(code(person, message_, placed.event));
    std::sort(state.messages.begin(), state.messages.end());
    for (const Outcome& outcome : state.outcomes) {
      if (std::binary_search(state.messages.begin(), state.messages.end(), outcome.message)) out.is |= outcome.is;
    }
  }
  add_goals(state, person, anchor, out);
  return out;
}

template <class Visit>
void Run::each_group(State& state, const PersonView& person, Visit visit) const {
  if (!find_messages(state, person)) return;
  place(state, person, state.sent.empty() ? state.held_out : state.sent);
  state.outcomes.clear();
  if (!state.sent.empty()) find_outcomes(state, person);
  const std::span<const Placed> all = state.placed;
  for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
    while (end < all.size() && all[end].group == all[first].group) ++end;
    visit(member(state, person, all.subspan(first, end - first)));
  }
}

Result<void> Run::survey() {
  if (!breakdown_) return {};
  struct Survey {
    State state;
    std::vector<std::uint64_t> persons;  // per label
    std::vector<std::uint32_t> labels;
  };
  const internal::Labels& labels = breakdown_.labels();
  const auto make = [&] { return Survey{State(*this), std::vector<std::uint64_t>(labels.texts.size()), {}}; };
  Survey all = make();
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, make,
      [&](Survey& survey, const PersonView& person) {
        if (!find_messages(survey.state, person)) return;
        if (survey.state.sent.empty() && !has_own_control(question_.by)) return;
        survey.labels.clear();
        for (const std::uint32_t event : survey.state.sent.empty() ? survey.state.held_out : survey.state.sent)
          survey.labels.push_back(labels.of_code[breakdown_.code(person, event)]);
        std::sort(survey.labels.begin(), survey.labels.end());
        survey.labels.erase(std::unique(survey.labels.begin(), survey.labels.end()), survey.labels.end());
        for (const std::uint32_t label : survey.labels) ++survey.persons[label];
      },
      [&](Survey&& survey) {
        for (std::size_t i = 0; i < all.persons.size(); ++i) all.persons[i] += survey.persons[i];
      }));
  internal::Groups groups = breakdown_.groups(all.persons, internal::most_groups(question_));
  kept_ = std::move(groups.names);
  if (!kept_.empty() && kept_.back() == model::kOther) kept_.pop_back();
  group_of_code_ = std::move(groups.of_code);
  return {};
}

void Run::keep(const std::string& label) {
  if (!breakdown_) return;
  kept_ = {label};
  group_of_code_.clear();
  for (const std::uint8_t wanted : breakdown_.wanted(label, {})) group_of_code_.push_back(wanted != 0 ? 0 : 1);
}

Result<EffectCounts> Run::count() const {
  struct Counting {
    State state;
    EffectCounts counts;
  };
  const EffectCounts none(kept_.size() + 2);
  EffectCounts all = none;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return Counting{State(*this), none}; },
      [&](Counting& counting, const PersonView& person) {
        each_group(counting.state, person, [&](const EffectMember& member) { counting.counts.add(member); });
      },
      [&](Counting&& counting) { all.add(counting.counts); }));
  return all;
}

Result<PersonList> Run::persons(const EffectCell& cell) const {
  const std::uint32_t group = internal::group_of(cell, question_.by, kept_);
  struct Found {
    State state;
    PersonList persons;
  };
  PersonList all;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return Found{State(*this), {}}; },
      [&](Found& found, const PersonView& person) {
        each_group(found.state, person, [&](const EffectMember& member) {
          if (member.group == group && (member.is & bit_of(cell.of)) != 0) found.persons.push_back(person.person);
        });
      },
      [&](Found&& found) { all.insert(all.end(), found.persons.begin(), found.persons.end()); }));
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

Result<EffectAnswer> run_timeline(const EffectQuestion& question, timeline::Timeline& timeline,
                                  const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(run.survey());
  THRONG_TRY(const EffectCounts counts, run.count());
  return internal::answer_of(question, run.kept(), counts);
}

Result<PersonList> persons_timeline(const EffectQuestion& question, const EffectCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  if (internal::is_of_rest(cell, question.by))
    THRONG_CHECK(run.survey());
  else
    run.keep(cell.label.value_or(""));
  return run.persons(cell);
}

}  // namespace throng::analyze
