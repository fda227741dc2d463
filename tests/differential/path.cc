#include "differential/path.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <re2/re2.h>

#include "differential/questions.h"
#include "differential/sessions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::PathQuestion;

struct Node {
  std::string text;
  Instant time;
};
using Nodes = std::vector<Node>;

struct Walked {
  model::PersonNumber person;
  Nodes nodes;
};

bool fits(const std::string& pattern, const std::string& text) {
  std::string re = "(?s)\\A";
  for (const char c : pattern) re += c == '*' ? std::string(".*") : RE2::QuoteMeta(std::string(1, c));
  return RE2::FullMatch(text, RE2(re + "\\z", RE2::Latin1));
}

bool fits_any(const std::vector<std::string>& patterns, const std::string& text) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& p) { return fits(p, text); });
}

std::optional<Node> node_of(const Oracle& oracle, const PathQuestion& question, const Oracle::Person& person,
                            const model::Event& event) {
  if (!model::is_activity(event.name) || !oracle.matches(question.match, event, person)) return std::nullopt;
  std::string text = event.name;
  for (const analyze::PathSplit& split : question.split) {
    if (split.event != event.name) continue;
    std::string value = model::label_of(model::raw_property(event, split.property));
    if (value == "$none" || value.empty()) continue;
    for (const analyze::PathClean& clean : question.clean) RE2::GlobalReplace(&value, clean.pattern, clean.replacement);
    if (!value.empty()) text += ": " + value;
  }
  if (!question.include.empty() && !fits_any(question.include, text)) return std::nullopt;
  if (fits_any(question.exclude, text)) return std::nullopt;
  for (const analyze::PathGroup& group : question.groups) {
    if (fits_any(group.patterns, text)) return Node{group.name, event.time};
  }
  return Node{text, event.time};
}

// The lists of nodes that may become paths.
std::vector<Nodes> runs_of(const Oracle& oracle, const PathQuestion& question, const Oracle::Person& person,
                           TimeRange range) {
  std::vector<Nodes> runs;
  if (!question.within) {
    for (const EventList& session : sessions_of(question.sessions, person)) {
      if (!range.contains(session.front()->time)) continue;
      Nodes& run = runs.emplace_back();
      for (const model::Event* event : session) {
        if (const auto node = node_of(oracle, question, person, *event)) run.push_back(*node);
      }
    }
    return runs;
  }
  for (const model::Event& event : person.events) {
    const auto node = node_of(oracle, question, person, event);
    if (!node) continue;
    if (!runs.empty() && event.time - runs.back().front().time <= *question.within) {
      runs.back().push_back(*node);
    } else if (range.contains(event.time) && (!question.start || *question.start == node->text)) {
      runs.push_back({*node});
    }
  }
  return runs;
}

Nodes cut(const PathQuestion& question, const Nodes& run) {
  Nodes nodes;
  for (const Node& node : run) {
    if (!question.collapse || nodes.empty() || nodes.back().text != node.text) nodes.push_back(node);
  }
  std::size_t first = 0;
  while (question.start && first < nodes.size() && nodes[first].text != *question.start) ++first;
  std::size_t last = nodes.size();
  while (question.end && last > first && nodes[last - 1].text != *question.end) --last;
  if (last <= first || (question.start && question.end && last - first < 2)) return {};
  Nodes out(nodes.begin() + static_cast<std::ptrdiff_t>(first), nodes.begin() + static_cast<std::ptrdiff_t>(last));
  if (question.end && !question.start) std::reverse(out.begin(), out.end());
  if (out.size() > question.levels) out.resize(question.levels);
  return out;
}

struct Counted {
  std::uint64_t paths = 0;
  std::set<model::PersonNumber> persons;
  double ms = 0;
  void add(model::PersonNumber person, double time = 0) {
    ++paths;
    persons.insert(person);
    ms += time;
  }
};

// Per level the nodes that are kept.
std::vector<std::vector<std::string>> kept_of(const PathQuestion& question, const std::vector<Walked>& walked) {
  std::vector<std::vector<std::string>> kept;
  for (std::size_t level = 0; level < question.levels; ++level) {
    std::map<std::string, double> counts;
    for (const Walked& path : walked) {
      if (path.nodes.size() > level) ++counts[path.nodes[level].text];
    }
    counts.erase("$exit");
    counts.erase("$entry");
    kept.push_back(top_of({counts.begin(), counts.end()}, question.top));
  }
  return kept;
}

std::vector<analyze::PathNode> listed(const std::map<std::string, Counted>& nodes) {
  std::vector<analyze::PathNode> out;
  for (const auto& [text, counted] : nodes) out.push_back({text, counted.paths, counted.persons.size()});
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    if ((a.node == "$other") != (b.node == "$other")) return b.node == "$other";
    return a.paths != b.paths ? a.paths > b.paths : a.node < b.node;
  });
  return out;
}

std::vector<Walked> walked_of(const Oracle& oracle, const PathQuestion& question) {
  const TimeRange range = model::resolve(question.range, oracle.context().calendar, oracle.context().now).value();
  std::vector<Walked> walked;
  for (const Oracle::Person& person : oracle.persons()) {
    for (const Nodes& run : runs_of(oracle, question, person, range)) {
      Nodes nodes = cut(question, run);
      if (!nodes.empty()) walked.push_back({person.number, std::move(nodes)});
    }
  }
  return walked;
}

std::string random_node(Dice& dice) {
  const std::vector<std::string> nodes = {"A",  "A", "B", "C",      "$pageview", "$pageview: /", "B: pro", "never",
                                          "A*", "G", "*", "A: pro", "$other",    "$exit",        "B: PRO", "$screen"};
  return dice.pick(nodes);
}

void add_rules(Dice& dice, PathQuestion& question) {
  const std::vector<std::string> properties = {"plan", "price", "tags", "$page", "$os", "never"};
  const std::vector<analyze::PathClean> cleans = {{"[0-9]+", "#"}, {"(?i)^pro$", "pro"}, {"^(.).*", "\\1"},
                                                  {"/", ""},       {"a", "a\\0a"},       {"\\?.*$", ""}};
  const std::vector<std::string> patterns = {"*",    "A",    "B*",     "*: *",  "$*",       "*o",
                                             "*\n*", "*5*5", "*e*d**", "B: p*", "*\\slash", "**"};
  const std::vector<std::string> names = {"G", "A", "$other", "$exit", "Group"};
  for (const std::string event : {"A", "B", "$pageview", "it's"}) {
    if (dice.one_in(2)) question.split.push_back({event, dice.pick(properties)});
  }
  for (std::size_t n = dice.below(3); n > 0; --n) question.clean.push_back(dice.pick(cleans));
  if (dice.one_in(4)) question.include = {dice.pick(patterns), dice.pick(patterns)};
  if (dice.one_in(4)) question.exclude = {dice.pick(patterns)};
  if (dice.one_in(12)) question.exclude.push_back("A*");
  for (std::size_t n = dice.below(3); n > 0; --n)
    question.groups.push_back({dice.pick(names), {dice.pick(patterns), dice.pick(patterns)}});
}

}  // namespace

PathQuestion random_path(Dice& dice, const Data& data) {
  PathQuestion question;
  if (dice.one_in(2)) question.match = random_match(dice, data, model::FilterPlace::event, 1);
  question.range = random_window(dice, data);
  question.sessions = random_session_rule(dice);
  if (dice.one_in(2)) question.within = dice.one_in(2) ? hours(dice.between(1, 72)) : days(dice.between(3, 40));
  if (dice.one_in(2)) add_rules(dice, question);
  question.collapse = dice.one_in(2);
  if (dice.one_in(2)) question.start = random_node(dice);
  if (dice.one_in(2)) question.end = random_node(dice);
  question.levels = static_cast<std::uint32_t>(dice.one_in(4) ? 2 : dice.between(2, 9));
  question.top = static_cast<std::uint32_t>(dice.one_in(4) ? 50 : dice.between(1, 5));
  question.min_paths = dice.one_in(2) ? 1 : dice.below(4);
  return question;
}

analyze::PathAnswer answer(const Oracle& oracle, const PathQuestion& question) {
  const std::vector<Walked> walked = walked_of(oracle, question);
  const auto kept = kept_of(question, walked);
  const auto folded = [&](std::size_t level, const Node& node) {
    const bool is_kept = std::find(kept[level].begin(), kept[level].end(), node.text) != kept[level].end();
    return is_kept ? node.text : std::string("$other");
  };
  const std::string end = question.end && !question.start ? "$entry" : "$exit";
  Counted all;
  std::vector<std::map<std::string, Counted>> nodes(question.levels);
  std::vector<std::map<std::pair<std::string, std::string>, Counted>> edges(question.levels - 1);
  for (const Walked& path : walked) {
    all.add(path.person);
    for (std::size_t level = 0; level < path.nodes.size(); ++level) {
      const std::string text = folded(level, path.nodes[level]);
      nodes[level][text].add(path.person);
      if (level + 1 == question.levels) continue;
      if (level + 1 == path.nodes.size()) {
        edges[level][{text, end}].add(path.person);
        continue;
      }
      const Duration time = path.nodes[level + 1].time - path.nodes[level].time;
      edges[level][{text, folded(level + 1, path.nodes[level + 1])}].add(path.person,
                                                                         std::abs(static_cast<double>(time.count())));
    }
  }
  analyze::PathAnswer answer{all.paths, all.persons.size(), {}, {}};
  for (const auto& level : nodes) answer.levels.push_back(listed(level));
  for (std::uint32_t level = 0; level < edges.size(); ++level) {
    std::vector<analyze::PathEdge> out;
    for (const auto& [ends, counted] : edges[level]) {
      if (counted.paths < question.min_paths) continue;
      out.push_back({level + 1, ends.first, ends.second, counted.paths, counted.persons.size(), std::nullopt});
      if (ends.second != end) out.back().mean_ms = counted.ms / static_cast<double>(counted.paths);
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
      return std::tie(b.paths, a.from, a.to) < std::tie(a.paths, b.from, b.to);
    });
    answer.edges.insert(answer.edges.end(), out.begin(), out.end());
  }
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const PathQuestion& question, const analyze::PathAnswer& answer) {
  analyze::PathCell cell;
  if (dice.one_in(6)) return Drill{json::to_string(cell), answer.persons};
  if (!answer.edges.empty() && dice.one_in(2)) {
    const analyze::PathEdge& edge = dice.pick(answer.edges);
    cell = {edge.level, edge.from, edge.to};
    return Drill{json::to_string(cell), edge.persons};
  }
  cell.level = static_cast<std::uint32_t>(dice.between(1, question.levels));
  if (answer.levels[cell.level - 1].empty() || dice.one_in(8)) {
    cell.node = random_node(dice);
    return Drill{json::to_string(cell), std::nullopt};
  }
  const analyze::PathNode& node = dice.pick(answer.levels[cell.level - 1]);
  cell.node = node.node;
  return Drill{json::to_string(cell), node.persons};
}

}  // namespace throng::testing
