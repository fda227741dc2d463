#include "analyze/distinguish/run_timeline.h"

#include <algorithm>
#include <unordered_map>

#include "analyze/funnel/internal/person_funnel.h"
#include "analyze/internal/labels.h"
#include "analyze/internal/timeline_ask.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using internal::Counted;
using timeline::PersonView;

// An event name (kind 0: its code) or a property's value (kind 1 + its place: the label), as one number.
using Factor = std::uint64_t;
constexpr Factor factor_of(std::size_t kind, std::uint32_t value) { return (static_cast<Factor>(kind) << 32U) | value; }
constexpr Factor kNoSuchFactor = ~Factor{0};

class Run {
 public:
  Run(const DistinguishQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        funnel_question_(bare_funnel(question)),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        funnel_(program_, funnel_question_) {
    for (const PropertyRef& property : question.properties)
      columns_.push_back(program_.add(internal::column_of(property)));
  }

  Result<void> bind();
  // Calls take(state, person, converted, factors) for each person who began; the factors ascend.
  template <class State, class Take, class Merge>
  Result<void> each(Take take, Merge merge) const;
  DistinguishFactor named(Factor factor) const;
  Factor of_cell(const DistinguishCell& cell) const;

 private:
  struct Property {
    internal::Labels labels;
    std::uint32_t none = ~0U;
  };
  std::int64_t end_of(const internal::PersonFunnel::State& state, const PersonView& person,
                      const Counted& counted) const;
  void factors(const PersonView& person, std::int64_t begin_ms, std::int64_t end_ms, std::vector<Factor>& out) const;

  const DistinguishQuestion& question_;
  FunnelQuestion funnel_question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  internal::PersonFunnel funnel_;
  std::vector<std::size_t> columns_;
  timeline::Snapshot snapshot_;
  std::vector<Property> properties_;
  std::vector<std::uint8_t> is_activity_, is_factor_;  // per event code
};

Result<void> Run::bind() {
  THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
  THRONG_CHECK(funnel_.bind(snapshot_, context_));
  for (const std::size_t column : columns_) {
    Property property{internal::labels_of(snapshot_.dictionary(column))};
    property.none = property.labels.find(model::kNone).value_or(~0U);
    properties_.push_back(std::move(property));
  }
  for (std::size_t code = 0; code < snapshot_.event_names(); ++code) {
    const std::string_view name = snapshot_.event_name(static_cast<timeline::EventCode>(code));
    is_activity_.push_back(model::is_activity(name) ? 1 : 0);
    is_factor_.push_back(question_.events && model::is_activity(name) && !is_step(funnel_question_, name) ? 1 : 0);
  }
  return {};
}

std::int64_t Run::end_of(const internal::PersonFunnel::State& state, const PersonView& person,
                         const Counted& counted) const {
  const std::size_t start = counted.events[0];
  const std::size_t last = funnel_question_.steps.size() - 1;
  if (counted.did(static_cast<std::uint32_t>(last))) return timeline::ms_of(person.keys[counted.events[last]]);
  if (funnel_question_.within != FunnelWithin::session)
    return to_ms(last_instant(funnel_question_, from_ms(timeline::ms_of(person.keys[start])), context_.calendar));
  const auto sessions = internal::PersonFunnel::sessions(state);
  std::size_t end = start;
  for (std::size_t i = start; i < sessions.size() && (sessions[i] == 0 || sessions[i] == sessions[start]); ++i) {
    if (sessions[i] != 0) end = i;
  }
  return timeline::ms_of(person.keys[end]);
}

void Run::factors(const PersonView& person, std::int64_t begin_ms, std::int64_t end_ms,
                  std::vector<Factor>& out) const {
  out.clear();
  const auto add = [&](std::size_t p, std::size_t event) {
    const std::uint32_t label = properties_[p].labels.of_code[person.columns[columns_[p]].codes[event]];
    if (label != properties_[p].none) out.push_back(factor_of(p + 1, label));
  };
  const auto is_trait = [this](std::size_t p) { return question_.properties[p].scope == Scope::person; };
  for (std::size_t p = 0; p < properties_.size(); ++p) {
    if (is_trait(p)) add(p, 0);
  }
  const auto begin = std::lower_bound(person.keys.begin(), person.keys.end(), timeline::key_bound(from_ms(begin_ms)));
  for (auto i = static_cast<std::size_t>(begin - person.keys.begin()); i < person.keys.size(); ++i) {
    if (timeline::ms_of(person.keys[i]) > end_ms) break;
    const timeline::EventCode name = person.names[i];
    if (is_activity_[name] == 0) continue;
    if (is_factor_[name] != 0) out.push_back(factor_of(0, name));
    for (std::size_t p = 0; p < properties_.size(); ++p) {
      if (!is_trait(p)) add(p, i);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

template <class State, class Take, class Merge>
Result<void> Run::each(Take take, Merge merge) const {
  struct Scan {
    internal::PersonFunnel::State funnel;
    std::vector<Factor> factors;
    State state;
  };
  return timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return Scan{internal::PersonFunnel::State(program_), {}, {}}; },
      [&](Scan& scan, const PersonView& person) {
        for (const Counted& counted : funnel_.attempts(scan.funnel, person)) {
          const std::int64_t begin_ms = timeline::ms_of(person.keys[counted.events[0]]);
          factors(person, begin_ms, end_of(scan.funnel, person, counted), scan.factors);
          const bool converted = counted.did(static_cast<std::uint32_t>(funnel_question_.steps.size() - 1));
          take(scan.state, person.person, converted, scan.factors);
        }
      },
      [&](Scan&& scan) { merge(std::move(scan.state)); });
}

DistinguishFactor Run::named(Factor factor) const {
  DistinguishFactor out;
  const auto kind = static_cast<std::size_t>(factor >> 32U);
  const auto value = static_cast<std::uint32_t>(factor);
  if (kind == 0) {
    out.event = std::string(snapshot_.event_name(static_cast<timeline::EventCode>(value)));
    return out;
  }
  out.property = question_.properties[kind - 1];
  out.value = properties_[kind - 1].labels.texts[value];
  return out;
}

Factor Run::of_cell(const DistinguishCell& cell) const {
  if (cell.event) {
    const auto code = snapshot_.event_code(*cell.event);
    return code ? factor_of(0, *code) : kNoSuchFactor;
  }
  const auto& all = question_.properties;
  const auto place = static_cast<std::size_t>(std::find(all.begin(), all.end(), *cell.property) - all.begin());
  const auto label = properties_[place].labels.find(*cell.value);
  return label ? factor_of(place + 1, *label) : kNoSuchFactor;
}

struct Tally {
  struct Persons {
    std::uint64_t converted = 0, others = 0;
    void add(bool is_converted) { ++(is_converted ? converted : others); }
  };
  Persons all;
  std::unordered_map<Factor, Persons> with;
};

}  // namespace

Result<DistinguishAnswer> run_timeline(const DistinguishQuestion& question, timeline::Timeline& timeline,
                                       const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  Tally sum;
  THRONG_CHECK(run.each<Tally>(
      [](Tally& tally, model::PersonNumber, bool converted, const std::vector<Factor>& factors) {
        tally.all.add(converted);
        for (const Factor factor : factors) tally.with[factor].add(converted);
      },
      [&sum](Tally&& tally) {
        sum.all.converted += tally.all.converted;
        sum.all.others += tally.all.others;
        for (const auto& [factor, persons] : tally.with) {
          sum.with[factor].converted += persons.converted;
          sum.with[factor].others += persons.others;
        }
      }));
  DistinguishAnswer answer{.converted = sum.all.converted, .others = sum.all.others, .factors = {}, .rule = {}};
  std::vector<DistinguishFactor> found;
  for (const auto& [factor, persons] : sum.with) {
    if (persons.converted + persons.others < question.min_persons) continue;
    found.push_back(run.named(factor));
    found.back().converted_with = persons.converted;
    found.back().others_with = persons.others;
  }
  rank(question, std::move(found), answer);
  return answer;
}

Result<PersonList> persons_timeline(const DistinguishQuestion& question, const DistinguishCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  const bool everyone = !cell.event && !cell.property;
  const Factor wanted = everyone ? kNoSuchFactor : run.of_cell(cell);
  PersonList persons;
  THRONG_CHECK(run.each<PersonList>(
      [&](PersonList& list, model::PersonNumber person, bool converted, const std::vector<Factor>& factors) {
        const bool has = std::binary_search(factors.begin(), factors.end(), wanted);
        if (converted == cell.converted && (everyone || has == cell.has)) list.push_back(person);
      },
      [&](PersonList&& list) { persons.insert(persons.end(), list.begin(), list.end()); }));
  std::sort(persons.begin(), persons.end());
  return persons;
}

}  // namespace throng::analyze
