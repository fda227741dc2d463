#include "model/filter_eval.h"

#include <algorithm>
#include <set>

#include "model/properties.h"
#include "model/value.h"

namespace throng::model {
namespace {

bool compare(Op op, const std::vector<double>& than, double value) {
  Comparison comparison;
  comparison.op = op;
  comparison.numbers = than;
  return Matcher(comparison, Instant{}).number(value);
}

struct Evaluator {
  const LivePerson& person;
  const Event* event;
  const Moment& moment;

  bool operator()(const All& node) const {
    return std::all_of(node.of.begin(), node.of.end(), [this](const Filter& f) { return eval(f); });
  }
  bool operator()(const Any& node) const {
    return std::any_of(node.of.begin(), node.of.end(), [this](const Filter& f) { return eval(f); });
  }
  bool operator()(const Not& node) const { return !eval(*node.of); }
  bool operator()(const EventProperty& node) const {
    const std::string raw = event ? raw_property(*event, node.comparison.property) : std::string();
    return Matcher(node.comparison, moment.now)(raw);
  }
  bool operator()(const PersonTrait& node) const {
    const auto found = person.traits.find(node.comparison.property);
    return Matcher(node.comparison, moment.now)(found == person.traits.end() ? std::string() : found->second);
  }
  bool operator()(const Did& node) const { return did(node) != node.negated; }

  bool operator()(const Sequence& node) const {
    for (std::size_t first = 0; first < person.events.size(); ++first) {
      if (is(node.steps.front(), first) && reaches_end(node, first)) return true;
    }
    return false;
  }

  bool operator()(const FirstTime& node) const {
    const TimeRange window = resolve(node.within, moment.calendar, moment.now).value();
    for (std::size_t i = 0; i < person.events.size(); ++i) {
      if (is(node.match, i)) return window.contains(person.events[i].time);
    }
    return false;
  }

  bool operator()(const InSegment& node) const { return member(Filter{node}); }
  bool operator()(const HasTag& node) const { return member(Filter{node}); }
  bool operator()(const InLayer& node) const { return member(Filter{node}); }

 private:
  bool eval(const Filter& filter) const { return std::visit(*this, filter.node); }
  bool member(const Filter& leaf) const { return person.is_member && person.is_member(leaf); }
  bool is(const EventMatch& match, std::size_t index) const {
    return matches(match, person.events[index], person, moment);
  }

  bool did(const Did& node) const {
    const TimeRange window = resolve(node.within, moment.calendar, moment.now).value();
    double count = 0;
    std::vector<double> numbers;
    std::set<std::string> raws;
    for (std::size_t i = 0; i < person.events.size(); ++i) {
      if (!window.contains(person.events[i].time) || !is(node.match, i)) continue;
      ++count;
      if (node.aggregate == Aggregate::count) continue;
      const std::string raw = raw_property(person.events[i], node.property);
      if (!raw.empty()) raws.insert(raw);
      if (const auto number = as_number(raw)) numbers.push_back(*number);
    }
    if (node.aggregate == Aggregate::count) return compare(node.op, node.numbers, count);
    if (node.aggregate == Aggregate::distinct) return compare(node.op, node.numbers, static_cast<double>(raws.size()));
    return compare_numbers(node, numbers);
  }

  static bool compare_numbers(const Did& node, const std::vector<double>& numbers) {
    double sum = 0;
    for (const double n : numbers) sum += n;
    if (node.aggregate == Aggregate::sum) return compare(node.op, node.numbers, sum);
    if (numbers.empty()) return false;
    if (node.aggregate == Aggregate::avg)
      return compare(node.op, node.numbers, sum / static_cast<double>(numbers.size()));
    const auto [least, greatest] = std::minmax_element(numbers.begin(), numbers.end());
    return compare(node.op, node.numbers, node.aggregate == Aggregate::min ? *least : *greatest);
  }

  // From one start the earliest possible next step each time ends the soonest, so no other choice needs trying.
  bool reaches_end(const Sequence& node, std::size_t first) const {
    std::size_t at = first;
    for (std::size_t step = 1; step < node.steps.size(); ++step) {
      ++at;
      if (!node.strict) {
        while (at < person.events.size() && !is(node.steps[step], at)) ++at;
      }
      if (at >= person.events.size() || !is(node.steps[step], at)) return false;
    }
    return person.events[at].time - person.events[first].time <= node.within;
  }
};

}  // namespace

std::map<std::string, std::string> traits_of(std::span<const Event> events) {
  std::map<std::string, std::string> traits;
  for (const Event& event : events) {
    const auto op = profile_op(event.name);
    if (op == ProfileOp::clear) traits.clear();
    if (!op || op == ProfileOp::clear) continue;
    for (const auto& [key, raw] : members_of(event.props)) traits[key] = after(*op, std::move(traits[key]), raw);
  }
  std::erase_if(traits, [](const auto& trait) { return trait.second.empty(); });
  return traits;
}

bool holds(const Filter& filter, const LivePerson& person, const Event* event, const Moment& moment) {
  return std::visit(Evaluator{person, event, moment}, filter.node);
}

bool matches(const EventMatch& match, const Event& event, const LivePerson& person, const Moment& moment) {
  const bool named = match.events.empty()
                         ? is_activity(event.name)
                         : std::find(match.events.begin(), match.events.end(), event.name) != match.events.end();
  return named && (!match.where || holds(*match.where, person, &event, moment));
}

}  // namespace throng::model
