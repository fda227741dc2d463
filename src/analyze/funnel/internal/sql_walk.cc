#include "analyze/funnel/internal/sql_walk.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

#include "model/value.h"

namespace throng::analyze::internal {
namespace {

struct Step {
  const SqlEvent* event = nullptr;
  std::size_t place = 0;
};

// How one attempt went.
struct Way {
  std::vector<Step> steps;     // per step of the question, null where it was not done
  std::size_t depth = 0;       // required steps done
  std::size_t start = 0;       // place in the person's order
  std::size_t next_start = 0;  // place in the line from which on another may start, once this one is over
  bool kills_person = false;
};

class Walk {
 public:
  Walk(const FunnelQuestion& question, TimeRange range, std::vector<SqlEvent> events)
      : question_(question), range_(range), events_(std::move(events)), required_(required_steps(question)) {}

  std::vector<SqlAttempt> attempts();

 private:
  using Line = std::vector<std::size_t>;  // places
  using Key = std::tuple<std::array<std::string, kMaxFunnelHold>, std::int64_t>;

  void only_first_ever();
  void order_instants();
  std::map<Key, Line> lines() const;
  bool starts(const SqlEvent& event) const {
    const bool fits = question_.order == StepOrder::any ? event.steps != 0 : (event.steps & 1U) != 0;
    return fits && range_.contains(from_ms(event.ms));
  }
  std::vector<Way> ways_of(const Line& line) const;
  Way way(const Line& line, std::size_t first) const;
  // The step that the event would do next; none: the number of steps.
  std::size_t next_step(const Way& way, const SqlEvent& event) const;
  const FunnelExclusion* killer(const Way& way, const SqlEvent& event, ExclusionScope scope) const;
  void do_optional(Way& way, const Line& line) const;
  bool is_better(const Way& a, const Way& b) const {
    return a.depth != b.depth ? a.depth > b.depth : a.start < b.start;
  }
  SqlAttempt counted(const Way& way) const;
  std::string label_of(const Way& way) const;

  const FunnelQuestion& question_;
  TimeRange range_;
  std::vector<SqlEvent> events_;
  std::vector<std::uint32_t> required_;
};

void Walk::only_first_ever() {
  std::size_t first = events_.size();
  for (const SqlEvent& event : events_) {
    if ((event.steps & 1U) != 0) first = std::min(first, event.place);
  }
  for (SqlEvent& event : events_) {
    if (event.place != first) event.steps &= ~1U;
  }
}

void Walk::order_instants() {
  const auto rank = [](const SqlEvent& event) {
    return std::tuple(event.ms, std::countr_zero(event.steps), event.place);
  };
  std::sort(events_.begin(), events_.end(),
            [&rank](const SqlEvent& a, const SqlEvent& b) { return rank(a) < rank(b); });
}

std::map<Walk::Key, Walk::Line> Walk::lines() const {
  std::map<Key, Line> lines;
  for (std::size_t place = 0; place < events_.size(); ++place) {
    const SqlEvent& event = events_[place];
    const auto end = event.held.begin() + static_cast<std::ptrdiff_t>(question_.hold.size());
    if (std::find(event.held.begin(), end, model::kNone) != end) continue;
    std::int64_t part = 0;
    if (question_.within == FunnelWithin::day) part = event.day;
    if (question_.within == FunnelWithin::session) part = event.session;
    lines[{event.held, part}].push_back(place);
  }
  return lines;
}

std::size_t Walk::next_step(const Way& way, const SqlEvent& event) const {
  const std::size_t none = question_.steps.size();
  if (question_.order != StepOrder::any) {
    const std::uint32_t next = required_[way.depth];
    return (event.steps >> next & 1U) != 0 ? next : none;
  }
  std::uint32_t missing = event.steps;
  for (std::size_t done = 0; done < none; ++done) {
    if (way.steps[done].event != nullptr) missing &= ~(1U << done);
  }
  return missing == 0 ? none : static_cast<std::size_t>(std::countr_zero(missing));
}

const FunnelExclusion* Walk::killer(const Way& way, const SqlEvent& event, ExclusionScope scope) const {
  const auto done = [&](std::size_t step) {
    return question_.order == StepOrder::any ? way.depth >= step : way.steps[step - 1].event != nullptr;
  };
  for (std::size_t x = 0; x < question_.exclusions.size(); ++x) {
    const FunnelExclusion& exclusion = question_.exclusions[x];
    if ((event.excluded >> x & 1U) == 0 || exclusion.scope != scope) continue;
    if (done(exclusion.from) && !done(exclusion.to.value_or(question_.steps.size()))) return &exclusion;
  }
  return nullptr;
}

Way Walk::way(const Line& line, std::size_t first) const {
  Way way{std::vector<Step>(question_.steps.size()), 0, line[first], line.size(), false};
  const std::int64_t start = events_[line[first]].ms;
  for (std::size_t i = first; i < line.size(); ++i) {
    const SqlEvent& event = events_[line[i]];
    way.next_start = i;
    if (question_.within == FunnelWithin::duration && event.ms - start > question_.window.count()) break;
    if (i > first && killer(way, event, ExclusionScope::person) != nullptr) {
      way.kills_person = true;
      break;
    }
    if (i > first && killer(way, event, ExclusionScope::attempt) != nullptr) break;
    const std::size_t step = next_step(way, event);
    if (step == question_.steps.size()) {
      if (question_.order == StepOrder::strict) break;
      way.next_start = i + 1;
      continue;
    }
    way.steps[step] = {&event, i};
    ++way.depth;
    way.next_start = i + 1;
    if (way.depth == required_.size()) break;
  }
  do_optional(way, line);
  // In any order the k-th step is the one that was done as the k-th.
  if (question_.order == StepOrder::any) {
    std::sort(way.steps.begin(), way.steps.end(), [](const Step& a, const Step& b) {
      return std::pair(a.event == nullptr, a.place) < std::pair(b.event == nullptr, b.place);
    });
  }
  return way;
}

void Walk::do_optional(Way& way, const Line& line) const {
  for (const std::uint32_t number : question_.optional) {
    const std::size_t step = number - 1;
    std::size_t before = step - 1;
    while (is_optional(question_, before) && way.steps[before].event == nullptr) --before;
    if (way.steps[before].event == nullptr) continue;
    std::size_t after = step + 1;
    while (is_optional(question_, after)) ++after;
    const std::size_t end = way.steps[after].event != nullptr ? way.steps[after].place : way.next_start;
    for (std::size_t i = way.steps[before].place + 1; i < end; ++i) {
      if ((events_[line[i]].steps >> step & 1U) == 0) continue;
      way.steps[step] = {&events_[line[i]], i};
      break;
    }
  }
}

std::vector<Way> Walk::ways_of(const Line& line) const {
  std::vector<Way> ways;
  for (std::size_t i = 0; i < line.size();) {
    if (!starts(events_[line[i]])) {
      ++i;
      continue;
    }
    ways.push_back(way(line, i));
    i = question_.count == FunnelCount::totals ? ways.back().next_start : i + 1;
  }
  return ways;
}

std::string Walk::label_of(const Way& way) const {
  if (!question_.breakdown || question_.breakdown->scope == Scope::person) return "";
  std::vector<std::string> labels;
  for (const Step& step : way.steps)
    labels.push_back(step.event == nullptr ? std::string(model::kNone) : step.event->label);
  if (question_.breakdown_at == BreakdownPlace::step) return labels[question_.breakdown_step - 1];
  std::erase(labels, model::kNone);
  if (labels.empty()) return std::string(model::kNone);
  return question_.breakdown_at == BreakdownPlace::first_seen ? labels.front() : labels.back();
}

SqlAttempt Walk::counted(const Way& way) const {
  SqlAttempt attempt;
  attempt.session = events_[way.start].session;
  attempt.label = label_of(way);
  for (std::size_t step = 0; step < way.steps.size(); ++step) {
    if (way.steps[step].event == nullptr) continue;
    attempt.done |= 1U << step;
    attempt.ms[step] = way.steps[step].event->ms;
  }
  return attempt;
}

std::vector<SqlAttempt> Walk::attempts() {
  for (std::size_t place = 0; place < events_.size(); ++place) events_[place].place = place;
  if (question_.simultaneous == Simultaneous::any) order_instants();
  if (question_.first_time) only_first_ever();
  std::vector<Way> all;
  for (const auto& [key, line] : lines()) {
    for (Way& way : ways_of(line)) {
      if (way.kills_person) return {};
      all.push_back(std::move(way));
    }
  }
  std::vector<SqlAttempt> out;
  if (question_.count == FunnelCount::totals) {
    for (const Way& way : all) out.push_back(counted(way));
    return out;
  }
  std::map<std::uint32_t, const Way*> best;  // by session
  for (const Way& way : all) {
    const Way*& kept = best[question_.count == FunnelCount::sessions ? events_[way.start].session : 0];
    if (kept == nullptr || is_better(way, *kept)) kept = &way;
  }
  for (const auto& [session, way] : best) out.push_back(counted(*way));
  return out;
}

}  // namespace

std::vector<SqlAttempt> attempts_of(const FunnelQuestion& question, TimeRange range, std::vector<SqlEvent> events) {
  return Walk(question, range, std::move(events)).attempts();
}

}  // namespace throng::analyze::internal
