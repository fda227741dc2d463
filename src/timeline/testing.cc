#include "timeline/testing.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <sstream>

#include "base/json.h"
#include "timeline/internal/parts.h"

namespace throng::timeline::testing {
namespace {

[[noreturn]] void wrong(std::string_view what, std::string_view text) {
  fmt::print(stderr, "timeline notation: {} in \"{}\"\n", what, text);
  std::abort();
}

// Cuts at a separator, but not inside quotes, braces or brackets.
std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  int depth = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '{' || c == '[')) ++depth;
    if (!quoted && (c == '}' || c == ']')) --depth;
    if (c == separator && depth == 0 && !quoted) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::string trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \n\t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \n\t") - begin + 1));
}

std::int64_t unit_ms(std::string_view unit, std::string_view text) {
  static const std::map<std::string_view, std::int64_t> units = {
      {"ms", 1}, {"", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}, {"w", 604'800'000}};
  const auto found = units.find(unit);
  if (found == units.end()) wrong("unknown unit", text);
  return found->second;
}

// "0", "1h30m", "-5m", "2026-03-29", "2026-03-29T01:30:00Z"
Instant parse_time(std::string_view text) {
  if (text.size() >= 10 && text[4] == '-') return parse_instant(text).value();
  const bool negative = text.starts_with('-');
  std::int64_t ms = 0;
  for (std::size_t i = negative ? 1 : 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
    if (end == i) wrong("expected a number", text);
    std::size_t unit_end = end;
    while (unit_end < text.size() && std::isalpha(static_cast<unsigned char>(text[unit_end])) != 0) ++unit_end;
    ms += std::stoll(std::string(text.substr(i, end - i))) * unit_ms(text.substr(end, unit_end - end), text);
    i = unit_end;
  }
  return kOrigin + Duration(negative ? -ms : ms);
}

void set_property(model::Event& event, std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) wrong("expected key=value", text);
  const std::string key = trim(text.substr(0, equals));
  const std::string value = trim(text.substr(equals + 1));
  const std::map<std::string_view, std::string*> own = {{"$channel", &event.channel}, {"$device", &event.device},
                                                        {"$os", &event.os},           {"$browser", &event.browser},
                                                        {"$page", &event.page},       {"$session", &event.session}};
  if (const auto found = own.find(key); found != own.end()) {
    *found->second = value.starts_with('"') ? value.substr(1, value.size() - 2) : value;
    return;
  }
  event.props.insert(event.props.size() - 1, event.props.size() > 2 ? "," : "");
  std::string member;
  json::write_string(member, key);
  event.props.insert(event.props.size() - 1, member + ":" + value);
}

model::Event parse_event(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos) wrong("expected event@time", text);
  model::Event event;
  event.time = parse_time(text.substr(at + 1));
  event.received = event.time;
  event.props = "{}";
  const std::string_view what = text.substr(0, at);
  const auto brace = what.find('{');
  event.name = std::string(what.substr(0, brace));
  if (brace == std::string_view::npos) return event;
  for (const std::string& member : split(what.substr(brace + 1, what.size() - brace - 2), ','))
    set_property(event, member);
  return event;
}

void number(model::Event& event, std::size_t n) {
  event.number = n;
  // The 22 bits that order events of one instant.
  event.id.bytes[0] = static_cast<std::uint8_t>(n >> 14U);
  event.id.bytes[1] = static_cast<std::uint8_t>(n >> 6U);
  event.id.bytes[2] = static_cast<std::uint8_t>(n << 2U);
}

}  // namespace

std::vector<model::PersonNumber> Script::numbers(std::string_view names) const {
  std::vector<model::PersonNumber> found;
  for (const std::string& name : split(names, ' ')) {
    if (!name.empty()) found.push_back(people.at(name));
  }
  std::sort(found.begin(), found.end());
  return found;
}

Script parse_script(std::string_view text) {
  Script script;
  const auto person = [&](const std::string& name) {
    return script.people.try_emplace(name, static_cast<model::PersonNumber>(script.people.size() + 1)).first->second;
  };
  for (const std::string& item : split(text, ';')) {
    if (trim(item).empty()) continue;
    if (const auto arrow = item.find("->"); arrow != std::string::npos) {
      model::Link link;
      link.id = script.links.size() + 1;
      link.from = person(trim(item.substr(0, arrow)));
      link.into = person(trim(item.substr(arrow + 2)));
      script.links.push_back(link);
      continue;
    }
    const auto colon = item.find(':');
    if (colon == std::string::npos) wrong("expected \"name: events\"", item);
    const model::PersonNumber who = person(trim(item.substr(0, colon)));
    for (const std::string& word : split(item.substr(colon + 1), ' ')) {
      if (trim(word).empty()) continue;
      script.events.push_back(parse_event(trim(word)));
      script.events.back().person = who;
      number(script.events.back(), script.events.size());
    }
  }
  return script;
}

std::unique_ptr<Timeline> timelines(const Script& script, TimelineOptions options) {
  auto timeline = Timeline::empty(std::move(options));
  timeline->append(script.events, script.links);
  timeline->publish();
  return timeline;
}

std::unique_ptr<Timeline> timelines(std::string_view text, TimelineOptions options) {
  return timelines(parse_script(text), std::move(options));
}

// " | 20459 a b | 20461 a": what was seen on which day, or in the session from which event on.
std::string parts_as_text(const Snapshot& snapshot, const ColumnView& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.codes.size(); ++i) {
    std::set<std::string_view> names;
    for (std::size_t code = 0; code < snapshot.event_names(); ++code) {
      const auto name = static_cast<EventCode>(code);
      if ((parts.masks[i] & mask_of(name)) != 0) names.insert(snapshot.event_name(name));
    }
    text += fmt::format(" | {} {}", parts.codes[i], fmt::join(names, " "));
  }
  return text;
}

std::vector<std::string> dump(Timeline& timeline, const std::vector<ColumnRef>& columns) {
  const Snapshot snapshot = timeline.snapshot(columns).value();
  using Lines = std::map<model::PersonNumber, std::string>;
  Lines lines, one_by_one;
  Lines* to = &lines;
  const auto value = [&](const PersonView& person, std::size_t column, std::size_t at) {
    const auto& view = person.columns[column];
    if (columns[column].kind == ColumnKind::code) return snapshot.dictionary(column)[view.codes[at]];
    return std::isnan(view.numbers[at]) ? std::string() : fmt::format("{}", view.numbers[at]);
  };
  const auto visit = [&](const PersonView& person) {
    std::string line = fmt::format("{}:", person.person);
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < person.keys.size(); ++i) {
      const Instant time = from_ms(ms_of(person.keys[i]));
      line += fmt::format(" {}@{}", snapshot.event_name(person.names[i]), (time - kOrigin).count());
      mask |= mask_of(person.names[i]);
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const std::string text = !columns[c].trait && !has_parts(columns[c]) ? value(person, c, i) : "";
        if (!text.empty()) line += fmt::format(" {}={}", columns[c].name, text);
      }
    }
    if (mask != person.event_mask) line += " (wrong event mask)";
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string text = columns[c].trait ? value(person, c, 0) : "";
      if (!text.empty()) line += fmt::format(" | {}={}", columns[c].name, text);
      if (has_parts(columns[c])) line += parts_as_text(snapshot, person.columns[c]);
    }
    if (!to->emplace(person.person, line).second) (*to)[person.person] += " (seen twice)";
  };
  for (std::size_t slice = 0; slice < snapshot.slices(); ++slice) snapshot.scan_slice(slice, visit);
  std::vector<model::PersonNumber> persons;
  for (const auto& [person, line] : lines) persons.insert(persons.begin(), person);
  to = &one_by_one;
  snapshot.scan_persons(persons, visit);
  std::vector<std::string> all;
  if (lines != one_by_one) all.emplace_back("(persons look different one by one)");
  for (auto& [person, line] : lines) all.push_back(std::move(line));
  if (all.size() != snapshot.persons()) all.push_back(fmt::format("(persons() says {})", snapshot.persons()));
  return all;
}

}  // namespace throng::timeline::testing
