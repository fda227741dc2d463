#include "engage/internal/trigger_watch.h"

#include <algorithm>

#include "engage/internal/starter.h"
#include "engage/message_event.h"

namespace throng::engage::internal {
TriggerWatch::TriggerWatch(const PostOfficePlace& place) : place_(place), ear_(place) {}

Result<std::vector<TriggerWatch::Rule>> TriggerWatch::rules() {
  ledger::Db& db = place_.audience.db();
  THRONG_TRY(auto runs, ledger::running_send_runs(db, place_.audience.project()));
  std::erase_if(
      plans_, [&](const auto& one) { return std::ranges::find(runs, one.first, &ledger::SendRun::id) == runs.end(); });
  std::vector<Rule> rules;
  for (ledger::SendRun& run : runs) {
    if (run.state != ledger::RunState::running) continue;
    auto& plan = plans_[run.id];
    if (plan == nullptr) {
      THRONG_TRY(RunPlan read, plan_of_run(db, run));
      plan = std::make_shared<const RunPlan>(std::move(read));
    }
    if (plan->campaign.trigger) rules.push_back({std::move(run), plan});
  }
  return rules;
}

// What was heard and could not be queued is heard again: a run's `heard` moves only past what was.
Result<bool> TriggerWatch::step(const std::stop_token& stop) {
  auto did = look(stop);
  if (!did) ear_.forget();
  return did;
}

Result<bool> TriggerWatch::look(const std::stop_token& stop) {
  THRONG_TRY(const auto rules, this->rules());
  std::vector<Ear::Listener> listeners;
  for (const Rule& rule : rules) {
    const auto& names = rule.plan->campaign.trigger->event.events;
    listeners.push_back({std::to_string(rule.run.id), {names.begin(), names.end()}, rule.run.heard});
  }
  THRONG_TRY(auto news, ear_.listen(listeners, stop));
  const model::Moment moment{place_.calendar, place_.clock.now()};
  bool any = false;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const model::EventMatch& awaited = rules[i].plan->campaign.trigger->event;
    std::erase_if(news[i].events, [&](const model::Event& event) { return !is_awaited(awaited, event, moment); });
    THRONG_TRY(const bool queued, queue(rules[i], news[i].events));
    if (queued || news[i].is_worth_noting)
      THRONG_CHECK(ledger::note_heard(place_.audience.db(), rules[i].run.id, news[i].up_to));
    any |= queued;
  }
  return any;
}

// An event that comes too late to be answered in time is not answered.
Result<bool> TriggerWatch::queue(const Rule& rule, std::span<const model::Event> events) const {
  if (events.empty()) return false;
  const Trigger& trigger = *rule.plan->campaign.trigger;
  THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
  std::vector<model::PersonNumber> persons;
  for (const model::Event& event : events) persons.push_back(snapshot.representative(event.person));
  THRONG_TRY(auto last, ledger::last_entries(place_.audience.db(), rule.run.id, persons));
  std::vector<ledger::SendGroup> groups;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Instant due = events[i].time + trigger.delay;
    const auto before = last.find(persons[i]);
    if (before != last.end() && due - before->second < trigger.again) continue;
    if (due + rule.plan->campaign.give_up_after < place_.clock.now()) continue;
    last[persons[i]] = due;
    auto group =
        groups_of(rule.run.campaign, *rule.plan, std::span(persons).subspan(i, 1), [&](std::size_t) { return due; });
    group.front().entry = static_cast<std::int64_t>(events[i].number);
    group.front().context = event_context(events[i]);
    groups.push_back(std::move(group.front()));
  }
  const std::string channel = boost::describe::enum_to_string(rule.plan->campaign.channel, "");
  THRONG_CHECK(ledger::queue_sends(place_.audience.db(), rule.run.id, channel, groups, place_.clock.now()));
  return !groups.empty();
}

}  // namespace throng::engage::internal
