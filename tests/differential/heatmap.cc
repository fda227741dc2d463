#include "differential/heatmap.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "differential/questions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::HeatmapKind;
using analyze::HeatmapQuestion;

// Events of one kind, each with whose it is.
struct Seen {
  const Oracle::Person* person;
  const model::Event* event;
};
using Events = std::vector<Seen>;

std::optional<double> number(const model::Event& event, std::string_view property) {
  return model::as_number(model::raw_property(event, property));
}

std::string label(const Oracle& oracle, const Seen& seen, const char* property) {
  return oracle.label({analyze::Scope::event, property}, *seen.event, *seen.person);
}

bool fits(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') return fits(pattern.substr(1), text) || (!text.empty() && fits(pattern, text.substr(1)));
  return !text.empty() && pattern[0] == text[0] && fits(pattern.substr(1), text.substr(1));
}

// All that counts, by kind.
std::map<HeatmapKind, Events> events_of(const Oracle& oracle, const HeatmapQuestion& question) {
  const TimeRange range = oracle.buckets(question.range, BucketUnit::total).range;
  std::map<HeatmapKind, Events> out;
  for (const Oracle::Person& person : oracle.persons()) {
    const std::vector<bool> matching = oracle.matching(question.match, person);
    for (std::size_t at = 0; at < matching.size(); ++at) {
      const Seen seen{&person, &person.events[at]};
      if (!matching[at] || !range.contains(seen.event->time)) continue;
      if (!fits(question.page, label(oracle, seen, "$page"))) continue;
      const std::string& name = seen.event->name;
      if (name == "$page_leave") out[HeatmapKind::view].push_back(seen);
      if (name == "$click") out[HeatmapKind::click].push_back(seen);
      if (name == "$rage_click") out[HeatmapKind::rage_click].push_back(seen);
      if (name == "$dead_click") out[HeatmapKind::dead_click].push_back(seen);
    }
  }
  return out;
}

template <class Keep>
Events only(const Events& events, Keep keep) {
  Events out;
  std::copy_if(events.begin(), events.end(), std::back_inserter(out), keep);
  return out;
}

analyze::HeatmapCount count(const Events& events) {
  std::set<model::PersonNumber> persons;
  for (const Seen& seen : events) persons.insert(seen.person->number);
  return {events.size(), persons.size()};
}

Events of_width(const Events& events, const std::optional<double>& from, const std::optional<double>& to) {
  return only(events, [&](const Seen& seen) {
    const auto width = number(*seen.event, "$viewport_width");
    return width && (!from || *width >= *from) && (!to || *width < *to);
  });
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> spot_of(const HeatmapQuestion& question,
                                                               const model::Event& event) {
  const auto x = number(event, "$click_x"), y = number(event, "$click_y"), width = number(event, "$page_width");
  if (!x || !y || !width || *width <= 0 || *y < 0 || *y >= 100'000) return std::nullopt;
  const double share = std::min(1.0, std::max(0.0, *x / *width));
  const double column = std::min<double>(question.columns - 1, std::floor(share * question.columns));
  return std::pair{static_cast<std::uint32_t>(std::floor(*y / question.row)), static_cast<std::uint32_t>(column)};
}

void add_spots(const HeatmapQuestion& question, const Events& clicks, analyze::HeatmapAnswer& answer) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Events> spots;
  for (const Seen& click : clicks) {
    if (const auto spot = spot_of(question, *click.event)) {
      spots[*spot].push_back(click);
    } else {
      ++answer.unplaced;
    }
  }
  for (const auto& [spot, events] : spots) {
    const auto [number, persons] = count(events);
    answer.spots.push_back({spot.second, spot.first, number, persons});
  }
}

std::string text_of(const Oracle& oracle, const Events& clicks) {
  std::map<std::string, std::size_t> texts;
  for (const Seen& click : clicks) ++texts[label(oracle, click, "$element_text")];
  texts.erase("$none");
  const auto best =
      std::max_element(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == texts.end() ? "" : best->first;
}

void add_elements(const Oracle& oracle, const HeatmapQuestion& question, std::map<HeatmapKind, Events>& events,
                  analyze::HeatmapAnswer& answer) {
  std::set<std::string> selectors;
  for (const Seen& click : events[question.kind]) selectors.insert(label(oracle, click, "$selector"));
  selectors.erase("$none");
  for (const std::string& selector : selectors) {
    const auto on_it = [&](HeatmapKind kind) {
      return only(events[kind], [&](const Seen& click) { return label(oracle, click, "$selector") == selector; });
    };
    const Events own = on_it(question.kind);
    const auto [number_of, persons] = count(own);
    analyze::HeatmapElement element{.selector = selector, .text = text_of(oracle, own)};
    element.events = number_of;
    element.persons = persons;
    element.clicks = on_it(HeatmapKind::click).size();
    element.rage_clicks = on_it(HeatmapKind::rage_click).size();
    element.dead_clicks = on_it(HeatmapKind::dead_click).size();
    const Events placed = only(own, [&](const Seen& click) { return spot_of(question, *click.event).has_value(); });
    double x = 0, y = 0;
    for (const Seen& click : placed) {
      x += std::clamp(*number(*click.event, "$click_x") / *number(*click.event, "$page_width"), 0.0, 1.0);
      y += *number(*click.event, "$click_y");
    }
    if (!placed.empty()) element.x = x / static_cast<double>(placed.size());
    if (!placed.empty()) element.y = y / static_cast<double>(placed.size());
    answer.elements.push_back(element);
  }
  std::sort(answer.elements.begin(), answer.elements.end(), [](const auto& a, const auto& b) {
    return std::pair(b.events, a.selector) < std::pair(a.events, b.selector);
  });
  if (answer.elements.size() > question.elements) answer.elements.resize(question.elements);
}

std::optional<double> median(const Events& events, std::string_view property) {
  std::vector<double> values;
  for (const Seen& seen : events) {
    if (const auto value = number(*seen.event, property)) values.push_back(*value);
  }
  return percentile(values, 0.5);
}

Events as_deep(const Events& views, std::uint32_t step) {
  return only(views, [&](const Seen& seen) {
    const auto depth = number(*seen.event, "$scroll_depth");
    return depth && std::floor(std::clamp(*depth, 0.0, 1.0) * 20) >= step;
  });
}

}  // namespace

HeatmapQuestion random_heatmap(Dice& dice, const Data& data) {
  HeatmapQuestion question;
  if (dice.one_in(2)) {
    question.match = random_match(dice, data, model::FilterPlace::event, 2);
    if (!dice.one_in(4)) question.match.events = HeatmapQuestion().match.events;
  }
  question.range = random_window(dice, data);
  question.page = dice.pick(std::vector<std::string>{"*", "*", "/*", "/", "*x*\\", "/漢", "$none", "", "/_", "%"});
  question.kind = static_cast<HeatmapKind>(dice.between(1, 3));
  if (dice.one_in(2)) {
    std::set<double> edges;
    for (std::size_t n = dice.below(4); n > 0; --n) edges.insert(static_cast<double>(dice.between(1, 6000)) / 4);
    question.widths.assign(edges.begin(), edges.end());
  }
  if (dice.one_in(2)) question.width = static_cast<std::uint32_t>(dice.below(question.widths.size() + 1));
  question.columns = static_cast<std::uint32_t>(dice.between(1, 40));
  question.row = static_cast<std::uint32_t>(dice.between(4, 500));
  question.elements = static_cast<std::uint32_t>(dice.below(6));
  return question;
}

analyze::HeatmapAnswer answer(const Oracle& oracle, const HeatmapQuestion& question) {
  std::map<HeatmapKind, Events> events = events_of(oracle, question);
  analyze::HeatmapAnswer answer;
  for (std::size_t i = 0; i <= question.widths.size(); ++i) {
    analyze::HeatmapWidth width;
    if (i > 0) width.from = question.widths[i - 1];
    if (i < question.widths.size()) width.to = question.widths[i];
    width.views = count(of_width(events[HeatmapKind::view], width.from, width.to));
    width.clicks = count(of_width(events[HeatmapKind::click], width.from, width.to));
    answer.widths.push_back(width);
  }
  if (question.width) {
    const analyze::HeatmapWidth& width = answer.widths[*question.width];
    for (auto& [kind, of_kind] : events) of_kind = of_width(of_kind, width.from, width.to);
  }
  const Events& views = events[HeatmapKind::view];
  answer.views = count(views);
  answer.clicks = count(events[HeatmapKind::click]);
  answer.rage_clicks = count(events[HeatmapKind::rage_click]);
  answer.dead_clicks = count(events[HeatmapKind::dead_click]);
  answer.page_height = median(views, "$page_height");
  answer.viewport_width = median(views, "$viewport_width");
  answer.viewport_height = median(views, "$viewport_height");
  add_spots(question, events[question.kind], answer);
  add_elements(oracle, question, events, answer);
  for (std::uint32_t step = 0; step <= 20; ++step) answer.depths.push_back({step / 20.0, count(as_deep(views, step))});
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const HeatmapQuestion& question, const analyze::HeatmapAnswer& answer) {
  analyze::HeatmapCell cell{.kind = question.kind};
  std::optional<std::uint64_t> number;
  const std::size_t part = dice.below(5);
  if (part == 0 && !answer.spots.empty()) {
    const analyze::HeatmapSpot& spot = dice.pick(answer.spots);
    cell.spot = {spot.x, spot.y};
    number = spot.persons;
  } else if (part == 1 && !answer.elements.empty()) {
    const analyze::HeatmapElement& element = dice.pick(answer.elements);
    cell.selector = element.selector;
    number = element.persons;
  } else if (part == 2) {
    cell.kind = HeatmapKind::view;
    cell.depth = static_cast<std::uint32_t>(dice.below(21));
    number = answer.depths[*cell.depth].views.persons;
  } else if (part == 3) {
    cell.kind = dice.one_in(2) ? HeatmapKind::view : HeatmapKind::click;
    cell.width = static_cast<std::uint32_t>(dice.below(answer.widths.size()));
    const analyze::HeatmapWidth& width = answer.widths[*cell.width];
    number = cell.kind == HeatmapKind::view ? width.views.persons : width.clicks.persons;
  } else {
    cell.kind = HeatmapKind::dead_click;
    number = answer.dead_clicks.persons;
  }
  return Drill{json::to_string(cell), number};
}

}  // namespace throng::testing
