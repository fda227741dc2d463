#include "engage/journey_rehearsal.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engage/internal/journey_facts.h"
#include "engage/internal/stored_events.h"
#include "engage/message_event.h"
#include "engage/personal_time.h"
#include "engage/recipients.h"
#include "engage/split.h"

namespace throng::engage {
namespace {

using model::PersonNumber;

constexpr std::size_t kMostEntries = 300'000;  // that are looked at
constexpr std::size_t kMostEvents = 500'000;

struct EventsWanted {
  std::set<std::string> names;
  TimeRange range;
  std::vector<PersonNumber> numbers;  // none: of anybody
  std::size_t most = 0;
};
// The latest of them, ascending by time.
Result<std::vector<model::Event>> events_of(const PostOfficePlace& place, const EventsWanted& wanted,
                                            const std::stop_token& stop) {
  if (wanted.names.empty()) return std::vector<model::Event>();
  const std::string of =
      wanted.numbers.empty() ? "" : fmt::format(" AND person IN ({})", fmt::join(wanted.numbers, ","));
  THRONG_TRY(auto events,
             internal::stored_events(
                 place,
                 fmt::format("event IN ({}) AND ts_ms >= {} AND ts_ms < {}{} ORDER BY ts_ms DESC, num DESC LIMIT {}",
                             internal::quoted_list(wanted.names), to_ms(wanted.range.begin), to_ms(wanted.range.end),
                             of, wanted.most),
                 stop));
  std::ranges::reverse(events);
  return events;
}

struct Entered {
  PersonNumber person = 0;
  Instant at{};
  std::uint64_t number = 0;
  std::string context;
};

class Rehearsing {
 public:
  Rehearsing(const PostOfficePlace& place, const Journey& journey, const JourneyRehearsalWanted& wanted,
             std::stop_token stop)
      : place_(place), journey_(journey), wanted_(wanted), stop_(std::move(stop)), now_(place.clock.now()) {}

  Result<JourneyRehearsal> run() {
    if (wanted_.days < 1 || wanted_.days > 90) return invalid("days", "expected 1 to 90");
    THRONG_CHECK(check_ready(journey_));
    THRONG_CHECK(place_.collector.flush());
    THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
    THRONG_TRY(auto entered, entries(snapshot));
    std::vector<PersonNumber> persons;
    for (const Entered& one : entered) persons.push_back(one.person);
    std::ranges::sort(persons);
    internal::Freshness freshness(place_.collector);
    internal::JourneyFacts facts(place_, persons, freshness, stop_);
    if (journey_.entry.kind == EntryKind::event) THRONG_CHECK(leave_out_others(entered, facts));
    THRONG_CHECK(facts.read_traits(journey_));
    THRONG_TRY(const auto events, deeds(persons, snapshot));
    for (const Entered& one : entered) THRONG_CHECK(walk_one(one, events.at(one.person), facts));
    return finished(entered.size());
  }

 private:
  // Who would have entered, and when: each person's last time in those days. Of many a sample, drawn by lot.
  Result<std::vector<Entered>> entries(const timeline::Snapshot& snapshot) {
    std::map<PersonNumber, Entered> last;
    const Instant begin = now_ - days(wanted_.days);
    if (journey_.entry.event) {
      EventsWanted events{.names = {journey_.entry.event->events.begin(), journey_.entry.event->events.end()},
                          .range = {begin, now_ + Duration(1)},
                          .numbers = {},
                          .most = kMostEntries};
      if (wanted_.person != 0) events.numbers = snapshot.numbers_of(snapshot.representative(wanted_.person));
      THRONG_TRY(const auto found, events_of(place_, events, stop_));
      for (const model::Event& event : found) {
        if (!is_awaited(*journey_.entry.event, event, {place_.calendar, now_})) continue;
        const PersonNumber person = snapshot.representative(event.person);
        last[person] = {person, event.time, event.number, event_context(event)};
      }
    } else {
      THRONG_TRY(const Bitmap audience,
                 audience_of(place_.audience, place_.calendar, journey_.entry.audience, now_, stop_));
      THRONG_CHECK(add_by_time(audience.numbers(), begin, last));
    }
    if (wanted_.person != 0) {
      const PersonNumber person = snapshot.representative(wanted_.person);
      const auto own = last.find(person);
      const Entered entered = own != last.end() ? own->second : Entered{person, begin, 0, ""};
      out_.would_enter = own != last.end() ? 1 : 0;
      return std::vector<Entered>{entered};
    }
    out_.would_enter = last.size();
    std::vector<Entered> all;
    for (auto& [person, one] : last) all.push_back(std::move(one));
    std::ranges::sort(all, {},
                      [](const Entered& one) { return std::pair(lot_of("rehearsal", one.person), one.person); });
    if (all.size() > kRehearsedPersons) all.resize(kRehearsedPersons);
    return all;
  }

  // By a date of their own on that day, else all at the beginning.
  Result<void> add_by_time(const std::vector<PersonNumber>& persons, Instant begin,
                           std::map<PersonNumber, Entered>& last) const {
    const Timing& timing = journey_.entry.timing;
    if (timing.rhythm != Rhythm::date) {
      for (const PersonNumber person : persons) last[person] = {person, begin, 0, ""};
      return {};
    }
    THRONG_TRY(const auto rules, sending_rules(place_.audience.db(), place_.audience.project(), now_));
    const TimingPlace clocks{place_.audience, *place_.responses, place_.calendar, rules, now_};
    THRONG_TRY(const auto days, last_days(clocks, timing, place_.calendar.date_of(now_), persons, stop_));
    for (std::size_t i = 0; i < persons.size(); ++i) {
      if (!days[i]) continue;
      const Instant at = minute_of(place_.calendar, *days[i], timing.minute);
      if (at >= begin && at <= now_) last[persons[i]] = {persons[i], at, 0, ""};
    }
    return {};
  }

  // The audience is looked at for the sample alone; how many would enter is estimated by it.
  Result<void> leave_out_others(std::vector<Entered>& entered, internal::JourneyFacts& facts) {
    if (wanted_.person != 0 || entered.empty()) return {};
    std::vector<Entered> inside;
    for (Entered& one : entered) {
      THRONG_TRY(const bool belongs, facts.holds(journey_.entry.audience, one.person));
      if (belongs) inside.push_back(std::move(one));
    }
    out_.would_enter = out_.would_enter * inside.size() / entered.size();
    entered = std::move(inside);
    return {};
  }

  // What they did since, of what the journey waits for.
  Result<std::unordered_map<PersonNumber, std::vector<model::Event>>> deeds(std::span<const PersonNumber> persons,
                                                                            const timeline::Snapshot& snapshot) {
    EventsWanted wanted{.names = awaited_by(journey_),
                        .range = {now_ - days(wanted_.days), now_ + Duration(1)},
                        .numbers = {},
                        .most = kMostEvents};
    std::unordered_map<PersonNumber, std::vector<model::Event>> deeds;
    for (const PersonNumber person : persons) {
      deeds[person];
      for (const PersonNumber number : snapshot.numbers_of(person)) wanted.numbers.push_back(number);
    }
    if (persons.empty()) return deeds;
    THRONG_TRY(auto events, events_of(place_, wanted, stop_));
    for (model::Event& event : events) deeds[snapshot.representative(event.person)].push_back(std::move(event));
    return deeds;
  }

  Result<void> walk_one(const Entered& entered, std::span<const model::Event> events, internal::JourneyFacts& facts) {
    ledger::Entrant entrant;
    entrant.person = entered.person;
    entrant.held = is_held_out(wanted_.id, entered.person, journey_.holdout_percent);
    entrant.entered = entrant.arrived = entered.at;
    entrant.due = entered.at;
    entrant.step = journey_.steps.front().id;
    entrant.seen = 0;
    count("", std::string(outcome::kEntered), entered.at);
    if (entrant.held) ++out_.held_out;
    const WalkFacts known = facts.of(entered.person);
    for (bool more = true; more;) {
      THRONG_TRY(Walked walked, walk({journey_, wanted_.id, now_}, entrant, after(events, entered), known));
      for (const ledger::Visit& visit : walked.visits) count(visit.step, visit.outcome, visit.at);
      events = events.subspan(std::min(events.size(), walked.events_taken));
      more = walked.acts && !walked.entrant.ended;
      entrant = std::move(walked.entrant);
    }
    if (!entrant.ended) ++standing_[entrant.step];
    return {};
  }

  // Without the event that let him in.
  static std::span<const model::Event> after(std::span<const model::Event> events, const Entered& entered) {
    while (!events.empty() && (events.front().time < entered.at || events.front().number == entered.number))
      events = events.subspan(1);
    return events;
  }

  void count(const std::string& step, const std::string& how, Instant at) {
    ++visits_[{step, how}];
    if (wanted_.person != 0) out_.trail.push_back({step, how, at});
  }

  JourneyRehearsal finished(std::size_t walked) {
    out_.walked = walked;
    for (const auto& [visit, count] : visits_) out_.visits.push_back({visit.first, visit.second, count});
    for (const auto& [step, count] : standing_) out_.standing.push_back({step, count});
    return std::move(out_);
  }

  const PostOfficePlace& place_;
  const Journey& journey_;
  const JourneyRehearsalWanted& wanted_;
  const std::stop_token stop_;
  const Instant now_;
  JourneyRehearsal out_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> visits_;
  std::map<std::string, std::uint64_t> standing_;
};

}  // namespace

Result<JourneyRehearsal> rehearse(const PostOfficePlace& place, const Journey& journey,
                                  const JourneyRehearsalWanted& wanted, std::stop_token stop) {
  return Rehearsing(place, journey, wanted, std::move(stop)).run();
}

}  // namespace throng::engage
