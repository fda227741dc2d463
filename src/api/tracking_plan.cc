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

// An event of a plan, and where it stands there.
struct Placed {
  CatalogEntry entry;
  std::string place;
};
using Plan = std::vector<Placed>;

Result<Plan> own_form(json::Node events) {
  if (events.kind() != json::Kind::array) return invalid("events", "expected a list");
  Plan plan;
  for (const json::Node& event : events.elements()) {
    const std::string place = fmt::format("events[{}]", plan.size());
    CatalogEntry entry;
    if (auto r = json::read_value(event, entry); !r) return std::unexpected(json::under(place, std::move(r).error()));
    if (!event.find("status")) entry.status = collect::EventStatus::expected;
    plan.push_back({std::move(entry), place});
  }
  return plan;
}

Placed expected(json::Node event, std::string name, std::string place) {
  return {
      {.name = std::move(name), .status = collect::EventStatus::expected, .description = text_of(event, "description")},
      std::move(place)};
}

Result<Plan> segment_form(json::Node events) {
  if (events.kind() != json::Kind::array) return invalid("rules.events", "expected a list");
  Plan plan;
  for (const json::Node& event : events.elements()) {
    Placed one = expected(event, text_of(event, "name"), fmt::format("rules.events[{}]", plan.size()));
    if (const auto rules = member(event, "rules")) one.entry.schema = json::Raw{of_properties(*rules).dump()};
    plan.push_back(std::move(one));
  }
  return plan;
}

Result<Plan> schema_form(json::Node events) {
  if (events.kind() != json::Kind::object) return invalid("properties", "expected an object");
  Plan plan;
  for (const auto& [name, schema] : events.members()) {
    plan.push_back(expected(schema, std::string(name), fmt::format("properties.{}", name)));
    plan.back().entry.schema = json::Raw{schema.dump()};
  }
  return plan;
}

Result<Plan> any_form(json::Node root) {
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
  THRONG_TRY(Plan plan, any_form(document.root()));
  if (plan.size() > kMaxPlanEvents)
    return fail(ErrorCode::too_large, fmt::format("at most {} events", kMaxPlanEvents), "events");
  std::vector<CatalogEntry> entries;
  std::set<std::string> names;
  for (auto& [entry, place] : plan) {
    if (!names.insert(entry.name).second) return invalid(place + ".name", "the same event twice");
    if (auto r = validate(entry); !r) return std::unexpected(json::under(place, std::move(r).error()));
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace throng::api
