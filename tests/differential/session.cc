#include "differential/session.h"

#include <algorithm>
#include <set>

#include "differential/questions.h"
#include "differential/sessions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::PageNumbers;
using analyze::SessionNumbers;

bool is_view(const model::Event& event) { return event.name == "$pageview" || event.name == "$screen"; }

std::string page_of(const model::Event& event) {
  return model::label_of(model::raw_property(event, event.name == "$screen" ? "name" : "$page"));
}

// One session that counts.
struct Visit {
  const Oracle::Person* person;
  EventList events;
  std::string label;

  EventList views() const {
    EventList out;
    for (const model::Event* event : events) {
      if (is_view(*event)) out.push_back(event);
    }
    return out;
  }
  Duration length() const { return events.back()->time - events.front()->time; }
  bool bounced(const analyze::SessionQuestion& question) const {
    std::size_t others = 0;
    for (const model::Event* event : events) {
      const auto& passive = question.passive;
      if (!is_view(*event) && std::find(passive.begin(), passive.end(), event->name) == passive.end()) ++others;
    }
    return views().size() == 1 && others == 0 && length() < question.engaged_after;
  }
  std::optional<Duration> dwell_after(const model::Event* view) const {
    auto at = std::find(events.begin(), events.end(), view);
    for (++at; at != events.end(); ++at) {
      if (is_view(**at) || (*at)->name == "$page_leave") return (*at)->time - view->time;
    }
    return std::nullopt;
  }
};
using Visits = std::vector<const Visit*>;

std::string label_of(const Oracle& oracle, const analyze::SessionQuestion& question, const Visit& visit) {
  if (!question.breakdown) return "";
  const bool event = question.breakdown->scope == analyze::Scope::event;
  const EventList views = visit.views();
  if (event && question.breakdown->name == "$entry_page") return views.empty() ? "$none" : page_of(*views.front());
  if (event && question.breakdown->name == "$exit_page") return views.empty() ? "$none" : page_of(*views.back());
  return oracle.label(*question.breakdown, *visit.events.front(), *visit.person);
}

std::optional<double> ratio(std::uint64_t a, std::uint64_t b) {
  return b == 0 ? std::nullopt : std::optional(static_cast<double>(a) / static_cast<double>(b));
}

std::optional<double> mean(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

SessionNumbers numbers_of(const analyze::SessionQuestion& question, const Visits& visits) {
  SessionNumbers out;
  std::set<model::PersonNumber> persons;
  std::vector<double> lengths;
  for (const Visit* visit : visits) {
    persons.insert(visit->person->number);
    out.events += visit->events.size();
    out.views += visit->views().size();
    out.bounces += visit->bounced(question) ? 1 : 0;
    lengths.push_back(static_cast<double>(visit->length().count()));
  }
  out.sessions = visits.size();
  out.persons = persons.size();
  out.events_per_session = ratio(out.events, out.sessions);
  out.pages_per_session = ratio(out.views, out.sessions);
  out.sessions_per_person = ratio(out.sessions, out.persons);
  out.bounce_rate = ratio(out.bounces, out.sessions);
  out.mean_ms = mean(lengths);
  out.median_ms = percentile(lengths, 0.5);
  return out;
}

analyze::SessionSeries series_of(const analyze::SessionQuestion& question, const analyze::Buckets& buckets,
                                 std::string label, const Visits& visits) {
  analyze::SessionSeries series{std::move(label), {}, numbers_of(question, visits)};
  for (std::size_t b = 0; b < buckets.count(); ++b) {
    Visits inside;
    for (const Visit* visit : visits) {
      if (TimeRange{buckets.bounds[b], buckets.bounds[b + 1]}.contains(visit->events.front()->time))
        inside.push_back(visit);
    }
    series.buckets.push_back(numbers_of(question, inside));
  }
  return series;
}

PageNumbers page_numbers(const analyze::SessionQuestion& question, const std::vector<Visit>& visits,
                         const std::string& name, const std::vector<std::string>& top) {
  PageNumbers out;
  out.page = name;
  std::set<model::PersonNumber> persons;
  std::vector<double> dwells;
  const auto is_here = [&](const model::Event* view) { return is_of_group(page_of(*view), name, top); };
  for (const Visit& visit : visits) {
    const EventList views = visit.views();
    for (const model::Event* view : views) {
      if (!is_here(view)) continue;
      ++out.views;
      persons.insert(visit.person->number);
      if (const auto dwell = visit.dwell_after(view)) dwells.push_back(static_cast<double>(dwell->count()));
    }
    if (views.empty()) continue;
    if (is_here(views.front())) {
      ++out.entries;
      out.bounces += visit.bounced(question) ? 1 : 0;
    }
    if (is_here(views.back())) ++out.exits;
  }
  out.persons = persons.size();
  out.bounce_rate = ratio(out.bounces, out.entries);
  out.dwells = dwells.size();
  out.mean_dwell_ms = mean(dwells);
  out.median_dwell_ms = percentile(dwells, 0.5);
  return out;
}

std::vector<Visit> visits_of(const Oracle& oracle, const analyze::SessionQuestion& question, TimeRange range) {
  std::vector<Visit> visits;
  for (const Oracle::Person& person : oracle.persons()) {
    for (EventList& events : sessions_of(question.sessions, person)) {
      const bool matching = std::any_of(events.begin(), events.end(), [&](const model::Event* event) {
        return oracle.matches(question.match, *event, person);
      });
      if (!matching || !range.contains(events.front()->time)) continue;
      visits.push_back({&person, std::move(events), ""});
      visits.back().label = label_of(oracle, question, visits.back());
    }
  }
  return visits;
}

// The labels that are kept, and $other if it is needed.
struct Names {
  std::vector<std::string> top, all;
};
Names names_of(const std::map<std::string, double>& counts, std::size_t top) {
  Names names;
  names.top = names.all = top_of({counts.begin(), counts.end()}, top);
  if (names.top.size() < counts.size()) names.all.emplace_back(model::kOther);
  return names;
}

}  // namespace

analyze::SessionQuestion random_session(Dice& dice, const Data& data) {
  analyze::SessionQuestion question;
  if (dice.one_in(2)) question.match = random_match(dice, data, model::FilterPlace::event, 1);
  question.range = random_window(dice, data);
  question.bucket = static_cast<BucketUnit>(dice.below(5));
  question.sessions = random_session_rule(dice);
  if (dice.one_in(3)) question.passive = {dice.pick(event_names()), dice.pick(event_names())};
  if (dice.one_in(6)) question.passive.clear();
  question.engaged_after = dice.pick(std::vector<Duration>{Duration(0), seconds(10), hours(1)});
  question.breakdown = random_breakdown(dice);
  if (dice.one_in(3))
    question.breakdown = analyze::PropertyRef{analyze::Scope::event, dice.one_in(2) ? "$entry_page" : "$exit_page"};
  question.top = static_cast<std::uint32_t>(dice.between(1, 5));
  question.pages = static_cast<std::uint32_t>(dice.between(0, 5));
  return question;
}

analyze::SessionAnswer answer(const Oracle& oracle, const analyze::SessionQuestion& question) {
  const analyze::Buckets buckets = oracle.buckets(question.range, question.bucket);
  const std::vector<Visit> visits = visits_of(oracle, question, buckets.range);
  analyze::SessionAnswer answer = analyze::empty_session_answer(buckets, oracle.context());
  Visits all;
  std::map<std::string, double> labels;
  std::map<std::string, double> pages;
  for (const Visit& visit : visits) {
    all.push_back(&visit);
    ++labels[visit.label];
    for (const model::Event* view : visit.views()) ++pages[page_of(*view)];
  }
  answer.all = series_of(question, buckets, "", all);
  if (question.breakdown) {
    const Names names = names_of(labels, question.top);
    for (const std::string& name : names.all) {
      Visits chosen;
      for (const Visit& visit : visits) {
        if (is_of_group(visit.label, name, names.top)) chosen.push_back(&visit);
      }
      answer.groups.push_back(series_of(question, buckets, name, chosen));
    }
  }
  if (question.pages == 0) return answer;
  const Names names = names_of(pages, question.pages);
  for (const std::string& name : names.all) answer.pages.push_back(page_numbers(question, visits, name, names.top));
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const analyze::SessionQuestion&, const analyze::SessionAnswer& answer) {
  analyze::SessionCell cell;
  cell.bounced = dice.one_in(4);
  if (!answer.pages.empty() && dice.one_in(2)) {
    const PageNumbers& page = dice.pick(answer.pages);
    cell.page = page.page;
    cell.part = static_cast<analyze::PagePart>(dice.below(3));
    const bool is_number = cell.part == analyze::PagePart::viewed && !cell.bounced;
    return Drill{json::to_string(cell), is_number ? std::optional(page.persons) : std::nullopt};
  }
  const analyze::SessionSeries* series = &answer.all;
  if (!answer.groups.empty() && dice.one_in(2)) {
    series = &dice.pick(answer.groups);
    cell.label = series->label;
  }
  const SessionNumbers* numbers = &series->total;
  if (!series->buckets.empty() && dice.one_in(2)) {
    cell.bucket = static_cast<std::uint32_t>(dice.below(series->buckets.size()));
    numbers = &series->buckets[*cell.bucket];
  }
  return Drill{json::to_string(cell), cell.bounced ? std::nullopt : std::optional(numbers->persons)};
}

}  // namespace throng::testing
