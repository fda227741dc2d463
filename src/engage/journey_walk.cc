#include "engage/journey_walk.h"

#include <algorithm>

#include <fmt/format.h>

#include "engage/split.h"

namespace throng::engage {
namespace {

using ledger::Visit;

constexpr std::uint32_t kMostPasses = ledger::kMaxPasses - 8;

Instant end_of_clock(const Wait& wait, Instant arrived, const Calendar& calendar) {
  Instant day = calendar.floor(arrived, BucketUnit::day);
  for (int i = 0; i < 9; ++i, day = calendar.advance(day, BucketUnit::day, 1)) {
    const CivilDate date = calendar.date_of(day);
    const std::chrono::weekday weekday{std::chrono::sys_days{
        std::chrono::year{date.year} / std::chrono::month{date.month} / std::chrono::day{date.day}}};
    const auto is_wanted = [&](Weekday one) { return weekday.c_encoding() == static_cast<unsigned>(one); };
    if (!wait.weekdays.empty() && std::ranges::none_of(wait.weekdays, is_wanted)) continue;
    const Instant at = minute_of(calendar, date, wait.minute);
    if (at > arrived) return at;
  }
  return arrived;
}

Instant end_of_date(const Wait& wait, Instant arrived, const Calendar& calendar, std::string_view text) {
  const auto date = date_in(text);
  if (!date) return arrived;
  const int year = calendar.date_of(arrived).year;
  for (int of = wait.yearly ? year - 1 : date->year; of <= (wait.yearly ? year + 2 : date->year); ++of) {
    const Instant at = minute_of(calendar, shifted(*date, of, wait.days), wait.minute);
    if (at > arrived) return at;
  }
  return arrived;
}

// One person on his way.
class Walker {
 public:
  Walker(const Walk& walk, const ledger::Entrant& entrant, const WalkFacts& facts)
      : walk_(walk), facts_(facts), first_pass_(entrant.pass), first_seen_(entrant.seen) {
    out_.entrant = entrant;
  }

  Result<Walked> run(std::span<const model::Event> events) {
    for (const model::Event& event : events) {
      THRONG_CHECK(advance(std::min(event.time, walk_.now)));
      if (is_over()) return std::move(out_);
      ++out_.events_taken;
      take(event);
    }
    THRONG_CHECK(advance(walk_.now));
    return std::move(out_);
  }

 private:
  bool is_over() const { return out_.entrant.ended.has_value() || out_.acts; }
  bool has_time(Instant until) const { return out_.entrant.due && *out_.entrant.due <= until; }

  // All that time alone brings about up to then.
  Result<void> advance(Instant until) {
    while (!is_over() && has_time(until)) {
      if (first_pass_ + out_.visits.size() >= kMostPasses) {
        end(JourneyEnd::too_long, *out_.entrant.due);
        break;
      }
      THRONG_CHECK(tick(*out_.entrant.due));
    }
    return {};
  }

  // What the step does when its time has come.
  Result<void> tick(Instant at) {
    const Step* const step = find_step(walk_.journey, out_.entrant.step);
    if (step == nullptr) {  // of a plan that nobody can have published
      end(JourneyEnd::end, at);
      return {};
    }
    switch (step->kind) {
      case StepKind::wait: return tick_wait(*step, at);
      case StepKind::wait_for: return tick_wait_for(*step, at);
      case StepKind::branch: return tick_branch(*step, at);
      case StepKind::split: split(*step, at); break;
      case StepKind::channel: choose_channel(*step, at); break;
      case StepKind::message:
        out_.messages.push_back({step, next_pass(), at});
        go(*step, outcome::kDone, step->next, at);
        break;
      case StepKind::trait:
      case StepKind::tag:
      case StepKind::reward:
        out_.acts = !out_.entrant.held;
        go(*step, outcome::kDone, step->next, at);
        break;
      case StepKind::go_to: go(*step, outcome::kDone, step->next, at); break;
      case StepKind::exit:
        visit(step->id, outcome::kDone, at);
        end(JourneyEnd::exit, at);
        break;
    }
    return {};
  }

  // On arrival a step is due at once; what waits then says until when.
  bool has_just_arrived(Instant at) const { return at == out_.entrant.arrived; }

  Result<void> tick_wait(const Step& step, Instant at) {
    const Instant until = has_just_arrived(at) ? end_of(*step.wait, at, facts_) : at;
    if (until > at)
      out_.entrant.due = until;
    else
      go(step, outcome::kDone, step.next, at);
    return {};
  }

  Result<void> tick_wait_for(const Step& step, Instant at) {
    const Instant last = out_.entrant.arrived + step.wait_for->timeout;
    if (step.wait_for->filter) {
      THRONG_TRY(const bool holds, facts_.holds(*step.wait_for->filter));
      if (holds) {
        go(step, outcome::kMet, step.next, at);
        return {};
      }
    }
    if (at >= last) {
      go(step, outcome::kTimeout, step.wait_for->otherwise, last);
    } else {
      // A filter is looked at as of now, so that there is no use in looking at it for times that have gone by.
      out_.entrant.due = step.wait_for->filter ? std::min(last, std::max(at, walk_.now) + kLookAgain) : last;
    }
    return {};
  }

  Result<void> tick_branch(const Step& step, Instant at) {
    for (std::size_t i = 0; i < step.branch.size(); ++i) {
      THRONG_TRY(const bool holds, facts_.holds(step.branch[i].filter));
      if (!holds) continue;
      go(step, std::to_string(i + 1), step.branch[i].next, at);
      return {};
    }
    go(step, outcome::kOtherwise, step.next, at);
    return {};
  }

  void split(const Step& step, Instant at) {
    std::vector<std::uint32_t> weights;
    for (const SplitArm& arm : step.split) weights.push_back(arm.weight);
    const std::size_t arm = variant_of(fmt::format("{}/{}", walk_.id, step.id), out_.entrant.person, weights);
    go(step, std::to_string(arm + 1), step.split[arm].next, at);
  }

  void choose_channel(const Step& step, Instant at) {
    const auto arm = facts_.best_channel(step.channel);
    if (arm)
      go(step, std::to_string(*arm + 1), step.channel[*arm].next, at);
    else
      go(step, outcome::kOtherwise, step.next, at);
  }

  void take(const model::Event& event) {
    ledger::Entrant& entrant = out_.entrant;
    if (event.number <= first_seen_ || event.time < entrant.entered) return;
    const auto is = [&](const model::EventMatch& match) {
      return is_awaited(match, event, {facts_.project, walk_.now});
    };
    if (walk_.journey.exit_at_goal && walk_.journey.goal && is(walk_.journey.goal->event)) {
      entrant.seen = std::max(entrant.seen, event.number);
      end(JourneyEnd::goal, event.time);
      return;
    }
    const Step* const step = find_step(walk_.journey, entrant.step);
    if (step == nullptr || !step->wait_for || !step->wait_for->event || event.time < entrant.arrived) return;
    if (!is(*step->wait_for->event)) return;
    entrant.seen = std::max(entrant.seen, event.number);
    go(*step, outcome::kMet, step->next, event.time);
  }

  std::uint32_t next_pass() const { return first_pass_ + static_cast<std::uint32_t>(out_.visits.size()); }

  void visit(const std::string& step, std::string_view how, Instant at) {
    out_.visits.push_back({.step = step, .outcome = std::string(how), .at = at, .tells = out_.acts});
    out_.entrant.pass = next_pass();
  }
  void go(const Step& step, std::string_view how, const std::string& next, Instant at) {
    visit(step.id, how, at);
    if (next.empty()) return end(JourneyEnd::end, at);
    out_.entrant.step = next;
    out_.entrant.arrived = at;
    out_.entrant.due = at;
  }
  void end(JourneyEnd why, Instant at) {
    const std::string word = boost::describe::enum_to_string(why, "");
    out_.visits.push_back({.step = "", .outcome = word, .at = at, .tells = true});
    out_.entrant.pass = next_pass();
    out_.entrant.step.clear();
    out_.entrant.due.reset();
    out_.entrant.ended = at;
    out_.entrant.reason = word;
  }

  const Walk& walk_;
  const WalkFacts& facts_;
  const std::uint32_t first_pass_;
  const std::uint64_t first_seen_;
  Walked out_;
};

}  // namespace

Instant end_of(const Wait& wait, Instant arrived, const WalkFacts& facts) {
  if (wait.kind == WaitKind::time) return arrived + wait.time;
  if (wait.kind == WaitKind::best_time)
    return facts.best_hour ? at_hour(arrived, *facts.best_hour, facts.zone) : arrived;
  const Calendar& calendar = wait.person_zone ? facts.zone : facts.project;
  if (wait.kind == WaitKind::clock) return end_of_clock(wait, arrived, calendar);
  return end_of_date(wait, arrived, calendar, facts.trait(wait.trait));
}

Result<Walked> walk(const Walk& walk, const ledger::Entrant& entrant, std::span<const model::Event> events,
                    const WalkFacts& facts) {
  return Walker(walk, entrant, facts).run(events);
}

}  // namespace throng::engage
