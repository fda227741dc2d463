#include "api/tracking_plan.h"

#include <set>

#include <fmt/format.h>

namespace throng::api {
namespace {

std::optional<json::Node> member(json::Node node, std::string_view name) {
  if (node.kind() != json::Kind::object) return std::nullopt;
  return node.find(name);
}

std::string text_of(json::Node node, std::string_view name) {
  const auto found = member(node, name);
  std::string text;
  return found && json::read_value(*found, text) ? text : std::string();
}

// The schema of the event's properties: `rules` describes whole messages, or the properties at once.
json::Node of_properties(json::Node rules) {
  const auto members = member(rules, "properties");
  const auto properties = members ? member(*members, "properties") : std::nullopt;
  return properties ? *properties : rules;
}

Result<std::vector<CatalogEntry>> own_form(json::Node events) {
  std::vector<CatalogEntry> entries;
  if (auto r = json::read_value(events, entries); !r)
    return std::unexpected(json::under("events", std::move(r).error()));
  return entries;
}

Result<std::vector<CatalogEntry>> segment_form(json::Node events) {
  if (events.kind() != json::Kind::array) return invalid("rules.events", "expected a list");
  std::vector<CatalogEntry> entries;
  for (const json::Node& event : events.elements()) {
    CatalogEntry entry{.name = text_of(event, "name"), .description = text_of(event, "description")};
    if (const auto rules = member(event, "rules")) entry.schema = json::Raw{of_properties(*rules).dump()};
    entries.push_back(std::move(entry));
  }
  return entries;
}

Result<std::vector<CatalogEntry>> schema_form(json::Node events) {
  if (events.kind() != json::Kind::object) return invalid("properties", "expected an object");
  std::vector<CatalogEntry> entries;
  for (const auto& [name, schema] : events.members()) {
    entries.push_back(
        {.name = std::string(name), .description = text_of(schema, "description"), .schema = json::Raw{schema.dump()}});
  }
  return entries;
}

Result<std::vector<CatalogEntry>> any_form(json::Node root) {
  if (const auto events = member(root, "events")) return own_form(*events);
  const auto rules = member(root, "rules");
  const auto of_rules = rules ? member(*rules, "events") : std::nullopt;
  if (of_rules) return segment_form(*of_rules);
  if (const auto properties = member(root, "properties")) return schema_form(*properties);
  return invalid(
      "", "expected {\"events\":[...]}, {\"rules\":{\"events\":[...]}} or a JSON Schema with a property an event");
}

}  // namespace

Result<std::vector<CatalogEntry>> read_tracking_plan(std::string_view text) {
  THRONG_TRY(const json::Document document, json::Document::parse(text));
  THRONG_TRY(auto entries, any_form(document.root()));
  if (entries.size() > kMaxPlanEvents)
    return fail(ErrorCode::too_large, fmt::format("at most {} events", kMaxPlanEvents), "events");
  std::set<std::string> names;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CatalogEntry& entry = entries[i];
    const std::string place = fmt::format("events[{}]", i);
    if (entry.status == collect::EventStatus::none) entry.status = collect::EventStatus::expected;
    if (!names.insert(entry.name).second) return invalid(place + ".name", "the same event twice");
    if (auto r = validate(entry); !r) return std::unexpected(json::under(place, std::move(r).error()));
  }
  return entries;
}

}  // namespace throng::api
