// What must hold of any trend, whatever the events: random scripts, and each asked in two ways.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "analyze/trend/run_timeline.h"
#include "timeline/testing.h"

namespace throng::analyze {
namespace {

using timeline::testing::kOrigin;
using timeline::testing::timelines;

constexpr int kDays = 6;

struct Event {
  int person = 0, minute = 0, name = 0, value = 0;
};

rc::Gen<std::vector<Event>> events() {
  return rc::gen::container<std::vector<Event>>(rc::gen::build<Event>(
      rc::gen::set(&Event::person, rc::gen::inRange(0, 5)),
      rc::gen::set(&Event::minute, rc::gen::inRange(0, kDays * 1440)),
      rc::gen::set(&Event::name, rc::gen::inRange(0, 2)), rc::gen::set(&Event::value, rc::gen::inRange(0, 4))));
}

std::string script_of(const std::vector<Event>& events, const std::string& prefix = "v") {
  std::string script;
  for (const Event& event : events) {
    script += fmt::format("{}p{}: {}{{p=\"{}{}\",n={}}}@{}m", script.empty() ? "" : "; ", event.person,
                          event.name == 0 ? "A" : "B", prefix, event.value, event.value, event.minute);
  }
  return script.empty() ? "p0: C@0" : script;
}

TrendQuestion question(Measure measure, int first_day, int last_day) {
  TrendQuestion question;
  question.series[0].match.events = {"A"};
  question.series[0].measure = measure;
  if (needs_property(measure)) question.series[0].property = "n";
  question.range.form =
      model::Window::Between{format_instant(kOrigin + days(first_day)), format_instant(kOrigin + days(last_day))};
  return question;
}

TrendAnswer ask(const TrendQuestion& question, const std::string& script) {
  return run_timeline(question, *timelines(script), {.now = kOrigin + days(30)}).value();
}

const std::vector<Measure>& all_measures() {
  static const std::vector<Measure> all = [] {
    std::vector<Measure> out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Measure>>([&](auto d) { out.push_back(d.value); });
    return out;
  }();
  return all;
}

RC_GTEST_PROP(TrendLaws, SplittingARangeAddsUp, ()) {
  const std::string script = script_of(*events());
  const int middle = *rc::gen::inRange(1, kDays);
  for (const Measure measure : {Measure::total, Measure::sum, Measure::sessions}) {
    const double whole = *ask(question(measure, 0, kDays), script).series[0].total;
    const double first = *ask(question(measure, 0, middle), script).series[0].total;
    const double second = *ask(question(measure, middle, kDays), script).series[0].total;
    RC_ASSERT(first + second == whole);
  }
}

RC_GTEST_PROP(TrendLaws, WhatDoesNotMatchChangesNothing, ()) {
  const std::vector<Event> all = *events();
  std::vector<Event> matching;
  std::copy_if(all.begin(), all.end(), std::back_inserter(matching), [](const Event& e) { return e.name == 0; });
  for (const Measure measure : all_measures()) {
    if (measure == Measure::sessions) continue;  // others' events part and join sessions
    const auto asked = question(measure, 0, kDays);
    RC_ASSERT(json::to_string(ask(asked, script_of(all))) == json::to_string(ask(asked, script_of(matching))));
  }
}

// Names that keep their order keep the rows in place, so only labels differ.
RC_GTEST_PROP(TrendLaws, RenamedValuesAreRenamedRows, ()) {
  const std::vector<Event> all = *events();
  for (const Measure measure : all_measures()) {
    TrendQuestion asked = question(measure, 0, kDays);
    asked.breakdowns = {{{Scope::event, "p"}, {}}, {{Scope::event, "n"}, {}}};
    asked.top = 3;
    TrendAnswer renamed = ask(asked, script_of(all, "w"));
    for (TrendSeries& series : renamed.series) {
      if (!is_rest(series.labels)) series.labels[0][0] = 'v';
    }
    RC_ASSERT(json::to_string(renamed) == json::to_string(ask(asked, script_of(all))));
  }
}

}  // namespace
}  // namespace throng::analyze
