#include "engage/internal/journey_runner.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "engage/message_event.h"
#include "engage/personal_time.h"
#include "engage/recipients.h"
#include "engage/split.h"

namespace throng::engage::internal {
namespace {

using ledger::CampaignPhase;
using model::PersonNumber;

constexpr std::size_t kDueAtOnce = 500;
constexpr std::size_t kEnterAtOnce = 2'000;

ledger::EntrantMove move_of(const ledger::Entrant& before, const Walked& walked) {
  const ledger::Entrant& now = walked.entrant;
  return {.entrant = before.id,
          .pass = before.pass,
          .step = now.step,
          .arrived = now.arrived,
          .due = now.due,
          .seen = now.seen,
          .ended = now.ended,
          .reason = now.reason,
          .visits = walked.visits,
          .sends = {}};
}

ledger::EntrantSend send_of(const std::string& journey, PersonNumber person, const WalkMessage& message,
                            std::int64_t run) {
  const MessageStep& step = *message.step->message;
  std::vector<std::uint32_t> weights;
  for (const Variant& variant : step.variants) weights.push_back(variant.weight);
  const std::size_t variant = variant_of(fmt::format("{}/{}", journey, message.step->id), person, weights);
  return {.run = run,
          .pass = message.pass,
          .channel = std::string(json::enum_text(step.channel)),
          .variant = step.variants[variant].name,
          .due = message.at};
}

// Whether somebody who was here before may enter by that.
enum class Again { yes, no, when_out };
Again may_again(const JourneyEntry& entry, const ledger::LastEntry& before, const ledger::NewEntrant& wanted) {
  if (entry.again == Reentry::never) return Again::no;
  if (entry.kind == EntryKind::event && wanted.entry <= before.entry)
    return Again::no;  // he did by this, or a later one
  if (wanted.entered < before.entered + entry.again_after) return Again::no;
  if (entry.again == Reentry::always) return Again::yes;
  if (before.inside) return Again::when_out;
  return before.left && wanted.entered < *before.left ? Again::no : Again::yes;
}

}  // namespace

// What was heard and could not be dealt with is heard again: `heard` moves only past what was.
Result<bool> JourneyRunner::step(const std::stop_token& stop) {
  auto did = look(stop);
  if (!did) ear_.forget();
  return did;
}

Result<bool> JourneyRunner::look(const std::stop_token& stop) {
  THRONG_TRY(bool any, acts_.step());
  THRONG_TRY(const auto active, this->active());
  std::vector<Ear::Listener> listeners;
  for (const Active& one : active) {
    std::set<std::string> names = one.open->awaited;
    if (const auto& entry = one.open->current().entry.event) names.insert(entry->events.begin(), entry->events.end());
    listeners.push_back({fmt::format("{}/{}", one.state.campaign, one.open->newest()), std::move(names), one.heard});
  }
  THRONG_TRY(auto news, ear_.listen(listeners, stop));
  // Who is who may have changed by what was heard, and shows in snapshots from then on.
  freshness_.something_happened();
  if (std::ranges::any_of(news, [](const Ear::News& one) { return !one.events.empty(); })) place_.collector.publish();
  std::map<std::string, std::uint64_t> marks;
  for (std::size_t i = 0; i < active.size() && !stop.stop_requested(); ++i) {
    const auto went = go_on(active[i], news[i], marks, stop);
    if (went) {
      any |= *went;
      continue;
    }
    ear_.forget();
    if (went.error().code != ErrorCode::cancelled)
      place_.log.warn("a journey could not go on",
                      {{"journey", active[i].state.campaign}, {"why", describe(went.error())}});
  }
  if (!marks.empty()) THRONG_CHECK(ledger::note_journeys_heard(place_.audience.db(), marks));
  return any;
}

Result<std::vector<JourneyRunner::Active>> JourneyRunner::active() {
  ledger::Db& db = place_.audience.db();
  THRONG_TRY(const auto states, ledger::list_campaign_states(db, place_.audience.project(), Journey::kKind));
  std::vector<Active> all;
  std::set<std::string> ids;
  for (const ledger::CampaignState& state : states) {
    if (state.phase != CampaignPhase::active) continue;
    auto open = this->open(state);
    if (!open) {
      place_.log.warn("a journey could not be read", {{"journey", state.campaign}, {"why", describe(open.error())}});
      continue;
    }
    if (*open == nullptr) continue;
    THRONG_TRY(const auto heard, ledger::journey_heard(db, state.campaign));
    all.push_back({state, *open, heard.value_or(0)});
    ids.insert(state.campaign);
  }
  std::erase_if(open_, [&](const auto& one) { return !ids.contains(one.first); });
  return all;
}

// Null: nothing was published yet. Whatever publishes changes the state too.
Result<JourneyRunner::Open*> JourneyRunner::open(const ledger::CampaignState& state) {
  ledger::Db& db = place_.audience.db();
  if (const auto known = open_.find(state.campaign); known != open_.end() && known->second.read_at == state.changed)
    return &known->second;
  THRONG_TRY(const auto versions, ledger::list_journey_versions(db, state.campaign));
  if (versions.empty()) return nullptr;
  auto& open = open_[state.campaign];
  THRONG_TRY(open.saved, ledger::find_saved(db, {place_.audience.project(), Journey::kKind, state.campaign}));
  for (const ledger::JourneyVersion& known : versions) {
    if (open.versions.contains(known.version)) continue;
    THRONG_TRY(const auto whole, ledger::find_journey_version(db, state.campaign, known.version));
    auto plan = json::read<JourneyPlan>(whole.body);
    if (!plan) return fail(ErrorCode::corrupt, fmt::format("its version {} cannot be read", known.version));
    Version version{.plan = *std::move(plan), .runs = {}};
    for (const Step& step : version.plan.journey.steps) {
      if (!step.message) continue;
      THRONG_TRY(const auto run, run_of_step(db, open.saved, whole, version.plan, step, place_.clock.now()));
      version.runs[step.id] = run.id;
    }
    open.awaited.merge(awaited_by(version.plan.journey));
    open.versions.emplace(known.version, std::move(version));
  }
  open.read_at = state.changed;
  return &open;
}

// Those whose time had come before the events were heard are moved by the same walk as the events: whoever is both is
// walked with his events alone, in the order of the times.
Result<bool> JourneyRunner::go_on(const Active& active, Ear::News& news, std::map<std::string, std::uint64_t>& marks,
                                  const std::stop_token& stop) {
  const Open& open = *active.open;
  std::ranges::sort(news.events, {}, [](const model::Event& event) { return std::pair(event.time, event.number); });
  THRONG_TRY(bool any, enter_by_time(active, stop));
  THRONG_TRY(const bool acted, take_events(open, news.events, stop));
  if (!news.events.empty() || news.is_worth_noting) marks[active.state.campaign] = news.up_to;
  THRONG_TRY(const bool due, walk_those_due(open, stop));
  THRONG_TRY(const bool ended, end_if_over(active));
  any |= acted || due || ended;
  return any;
}

// Whoever was inside when he did what lets him in may have left by what he did before it: then he enters after all.
Result<bool> JourneyRunner::take_events(const Open& open, std::span<const model::Event> events,
                                        const std::stop_token& stop) {
  std::set<PersonNumber> inside;
  THRONG_TRY(bool entered, enter_by_event(open, events, inside, stop));
  THRONG_TRY(bool any, walk_those_who_act(open, events, stop));
  any |= entered;
  for (entered = true; entered && !inside.empty();) {
    THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
    std::vector<model::Event> theirs;
    std::ranges::copy_if(events, std::back_inserter(theirs), [&](const model::Event& event) {
      return inside.contains(snapshot.representative(event.person));
    });
    inside.clear();
    THRONG_TRY(entered, enter_by_event(open, theirs, inside, stop));
    if (entered) THRONG_CHECK(walk_those_who_act(open, theirs, stop));
  }
  return any;
}

// The entrants come before the next time is written down: killed between the two, the same ones are found again.
Result<bool> JourneyRunner::enter_by_time(const Active& active, const std::stop_token& stop) {
  const Open& open = *active.open;
  const JourneyEntry& entry = open.current().entry;
  const Instant now = place_.clock.now();
  if (entry.kind != EntryKind::schedule || !active.state.next || *active.state.next > now) return false;
  const Instant occasion = *active.state.next;
  THRONG_TRY(const Bitmap audience, audience_of(place_.audience, place_.calendar, entry.audience, now, stop));
  THRONG_TRY(const auto rules, sending_rules(place_.audience.db(), place_.audience.project(), now));
  const TimingPlace clocks{place_.audience, *place_.responses, place_.calendar, rules, now};
  const CivilDate day = place_.calendar.date_of(occasion);
  THRONG_TRY(const auto persons, whose_day_it_is(clocks, entry.timing, day, audience.numbers(), stop));
  for (std::size_t from = 0; from < persons.size(); from += kEnterAtOnce) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "the server is stopping");
    std::vector<ledger::NewEntrant> wanted;
    for (const PersonNumber person : std::span(persons).subspan(from, std::min(kEnterAtOnce, persons.size() - from)))
      wanted.push_back({.version = {},
                        .person = person,
                        .entry = -to_ms(occasion),
                        .held = false,
                        .step = {},
                        .entered = occasion,
                        .seen = 0,
                        .context = {}});
    std::set<PersonNumber> inside;
    THRONG_CHECK(enter(open, std::move(wanted), inside, stop));
  }
  ledger::CampaignState next = active.state;
  next.next = next_time(entry.timing, place_.calendar, occasion);
  next.changed = now;
  THRONG_CHECK(ledger::change_campaign_state(place_.audience.db(), {CampaignPhase::active}, next));
  return true;
}

Result<bool> JourneyRunner::enter_by_event(const Open& open, std::span<const model::Event> events,
                                           std::set<PersonNumber>& inside, const std::stop_token& stop) {
  const JourneyEntry& entry = open.current().entry;
  const model::Moment moment{place_.calendar, place_.clock.now()};
  std::vector<ledger::NewEntrant> wanted;
  for (const model::Event& event : events) {
    if (!entry.event || !is_awaited(*entry.event, event, moment)) continue;
    std::string context = event_context(event);
    if (context.size() > ledger::kMaxSendContext) context.clear();
    wanted.push_back({.version = {},
                      .person = event.person,
                      .entry = static_cast<std::int64_t>(event.number),
                      .held = false,
                      .step = {},
                      .entered = event.time,
                      .seen = event.number,
                      .context = std::move(context)});
  }
  return enter(open, std::move(wanted), inside, stop);
}

// Who may enter of those who would: by their earlier entries, by the audience, and as long as there is room.
Result<bool> JourneyRunner::enter(const Open& open, std::vector<ledger::NewEntrant> wanted,
                                  std::set<PersonNumber>& inside, const std::stop_token& stop) {
  if (wanted.empty()) return false;
  ledger::Db& db = place_.audience.db();
  const JourneyEntry& entry = open.current().entry;
  THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
  std::vector<PersonNumber> numbers, persons;
  for (ledger::NewEntrant& one : wanted) {
    one.person = snapshot.representative(one.person);
    persons.push_back(one.person);
    for (const PersonNumber number : snapshot.numbers_of(one.person)) numbers.push_back(number);
  }
  std::ranges::sort(persons);
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  THRONG_TRY(const auto entries, ledger::last_journey_entries(db, open.saved.id, numbers));
  std::unordered_map<PersonNumber, ledger::LastEntry> last;
  for (const ledger::LastEntry& one : entries) {
    auto& own = last.try_emplace(snapshot.representative(one.person), one).first->second;
    own.entered = std::max(own.entered, one.entered);
    own.entry = std::max(own.entry, one.entry);
    own.left = std::max(own.left, one.left);
    own.inside |= one.inside;
  }
  std::uint64_t room = UINT64_MAX;
  if (entry.most > 0) {
    THRONG_TRY(const std::uint64_t before, ledger::count_entrants(db, open.saved.id));
    room = entry.most - std::min(entry.most, before);
  }
  JourneyFacts facts(place_, persons, freshness_, stop);
  std::vector<ledger::NewEntrant> entrants;
  for (ledger::NewEntrant& one : wanted) {
    if (const auto before = last.find(one.person); before != last.end()) {
      const Again again = may_again(entry, before->second, one);
      if (again == Again::when_out) inside.insert(one.person);
      if (again != Again::yes) continue;
    }
    if (entrants.size() >= room) break;
    if (entry.kind == EntryKind::event) {  // by the clock the audience is asked for as a whole
      THRONG_TRY(const bool belongs, facts.holds(entry.audience, one.person));
      if (!belongs) continue;
    }
    one.version = open.newest();
    one.step = open.current().steps.front().id;
    one.held = is_held_out(open.saved.id, one.person, open.current().holdout_percent);
    last[one.person] = {one.person, one.entered, one.entry, {}, true};
    entrants.push_back(std::move(one));
  }
  THRONG_TRY(const std::uint64_t added, ledger::add_entrants(db, open.saved.id, entrants));
  return added > 0;
}

Result<bool> JourneyRunner::walk_those_who_act(const Open& open, std::span<const model::Event> events,
                                               const std::stop_token& stop) {
  const auto is_wanted = [&](const model::Event& event) { return open.awaited.contains(event.name); };
  if (std::ranges::none_of(events, is_wanted)) return false;
  THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
  std::unordered_map<PersonNumber, std::vector<model::Event>> of_person;
  std::vector<PersonNumber> numbers;
  for (const model::Event& event : events) {
    if (!is_wanted(event)) continue;
    const PersonNumber person = snapshot.representative(event.person);
    if (!of_person.contains(person))
      for (const PersonNumber number : snapshot.numbers_of(person)) numbers.push_back(number);
    of_person[person].push_back(event);
  }
  THRONG_TRY(const auto inside, ledger::entrants_inside(place_.audience.db(), open.saved.id, numbers));
  std::vector<Walking> walking;
  for (const ledger::Entrant& entrant : inside) {
    const PersonNumber person = snapshot.representative(entrant.person);
    walking.push_back({entrant, person, of_person[person]});
  }
  const bool any = !walking.empty();
  THRONG_CHECK(walk_all(open, std::move(walking), stop));
  return any;
}

Result<bool> JourneyRunner::walk_those_due(const Open& open, const std::stop_token& stop) {
  bool any = false;
  while (!stop.stop_requested()) {
    THRONG_TRY(const auto due,
               ledger::due_entrants(place_.audience.db(), open.saved.id, place_.clock.now(), kDueAtOnce));
    if (due.empty()) break;
    THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
    std::vector<Walking> walking;
    for (const ledger::Entrant& entrant : due)
      walking.push_back({entrant, snapshot.representative(entrant.person), {}});
    THRONG_CHECK(walk_all(open, std::move(walking), stop));
    any = true;
  }
  return any;
}

// Until nobody has to wait for what a step of his does outside of the ledger.
Result<void> JourneyRunner::walk_all(const Open& open, std::vector<Walking> walking, const std::stop_token& stop) {
  while (!walking.empty()) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "the server is stopping");
    THRONG_TRY(walking, walk_once(open, std::move(walking), stop));
    if (walking.empty()) break;
    for (bool more = true; more;) {
      THRONG_TRY(more, acts_.step());
    }
    freshness_.something_happened();
  }
  return {};
}

// Of several who have become one person the one who entered first walks on.
Result<void> JourneyRunner::mark_merged(const Open& open, std::vector<Walking>& walking,
                                        std::vector<ledger::EntrantMove>& moves) const {
  if (open.current().entry.again == Reentry::always) return {};
  THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
  std::vector<PersonNumber> numbers;
  for (const Walking& one : walking) {
    const auto all = snapshot.numbers_of(one.person);
    if (all.size() > 1) numbers.insert(numbers.end(), all.begin(), all.end());
  }
  THRONG_TRY(const auto inside, ledger::entrants_inside(place_.audience.db(), open.saved.id, numbers));
  std::unordered_map<PersonNumber, std::int64_t> first;
  for (const ledger::Entrant& one : inside) first.emplace(snapshot.representative(one.person), one.id);
  const Instant now = place_.clock.now();
  const std::string word(json::enum_text(JourneyEnd::merged));
  std::erase_if(walking, [&](const Walking& one) {
    const auto found = first.find(one.person);
    if (found == first.end() || found->second == one.entrant.id) return false;
    moves.push_back({.entrant = one.entrant.id,
                     .pass = one.entrant.pass,
                     .step = "",
                     .arrived = now,
                     .due = {},
                     .seen = one.entrant.seen,
                     .ended = now,
                     .reason = word,
                     .visits = {{.step = "", .outcome = word, .at = now, .tells = true}},
                     .sends = {}});
    return true;
  });
  return {};
}

// Moves them in one transaction. Those who stopped for an act, with the events they have yet to take.
Result<std::vector<JourneyRunner::Walking>> JourneyRunner::walk_once(const Open& open, std::vector<Walking> walking,
                                                                     const std::stop_token& stop) {
  std::vector<ledger::EntrantMove> moves;
  THRONG_CHECK(mark_merged(open, walking, moves));
  std::vector<PersonNumber> persons;
  for (const Walking& one : walking) persons.push_back(one.person);
  std::ranges::sort(persons);
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  std::map<std::uint32_t, JourneyFacts> facts;
  std::vector<Walking> later;
  const Instant now = place_.clock.now();
  for (Walking& one : walking) {
    const auto version = open.versions.find(one.entrant.version);
    if (version == open.versions.end()) return fail(ErrorCode::corrupt, "somebody walks by a version that is gone");
    const Journey& journey = version->second.plan.journey;
    auto known = facts.find(version->first);
    if (known == facts.end()) {
      known = facts.try_emplace(version->first, place_, persons, freshness_, stop).first;
      THRONG_CHECK(known->second.read_traits(journey));
    }
    THRONG_TRY(Walked walked,
               walk({journey, open.saved.id, now}, one.entrant, one.events, known->second.of(one.person)));
    ledger::EntrantMove move = move_of(one.entrant, walked);
    for (const WalkMessage& message : walked.messages)
      move.sends.push_back(
          send_of(open.saved.id, one.entrant.person, message, version->second.runs.at(message.step->id)));
    moves.push_back(std::move(move));
    if (!walked.acts || walked.entrant.ended) continue;
    one.events.erase(one.events.begin(), one.events.begin() + static_cast<std::ptrdiff_t>(walked.events_taken));
    later.push_back({std::move(walked.entrant), one.person, std::move(one.events)});
  }
  THRONG_CHECK(ledger::move_entrants(place_.audience.db(), moves, now));
  return later;
}

// A journey whose times are over ends when the last one has left.
Result<bool> JourneyRunner::end_if_over(const Active& active) {
  ledger::Db& db = place_.audience.db();
  if (active.open->current().entry.kind != EntryKind::schedule) return false;
  THRONG_TRY(ledger::CampaignState state, ledger::find_campaign_state(db, active.state.campaign));
  if (state.phase != CampaignPhase::active || state.next) return false;
  THRONG_TRY(const auto standing, ledger::count_standing(db, active.state.campaign));
  if (!standing.empty()) return false;
  THRONG_TRY(const auto runs, ledger::list_send_runs(db, place_.audience.project(), active.state.campaign));
  for (const ledger::SendRun& run : runs) {
    THRONG_TRY(const auto counts, ledger::count_sends(db, run.id));
    const auto is_open = [](const ledger::SendCount& one) {
      return one.state == ledger::SendState::queued || one.state == ledger::SendState::claimed ||
             one.state == ledger::SendState::handing;
    };
    if (std::ranges::any_of(counts, is_open)) return false;
  }
  state.phase = CampaignPhase::ended;
  state.by.clear();
  state.changed = place_.clock.now();
  if (const auto changed = ledger::change_campaign_state(db, {CampaignPhase::active}, state); !changed)
    return changed.error().code == ErrorCode::conflict ? Result<bool>(false) : std::unexpected(changed.error());
  return true;
}

}  // namespace throng::engage::internal
