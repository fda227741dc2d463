#include "api/catalog_entries.h"

#include <algorithm>

#include <fmt/format.h>

#include "ledger/saved.h"

namespace throng::api {
namespace {

using ledger::SavedKind;

constexpr std::string_view kRulesName = "rules";

// What a saved event's body holds: name and description have columns of their own.
struct Body {
  collect::EventStatus status = collect::EventStatus::none;
  std::string owner;
  std::map<std::string, std::string> properties;
  std::optional<json::Raw> schema;
};
BOOST_DESCRIBE_STRUCT(Body, (), (status, owner, properties, schema))

bool says_nothing(const CatalogEntry& entry) {
  return entry.status == collect::EventStatus::none && entry.owner.empty() && entry.description.empty() &&
         entry.properties.empty() && !entry.schema;
}

ledger::Saved saved_of(const std::string& project, const CatalogEntry& entry, const std::string& by) {
  return {.project = project,
          .kind = SavedKind::event,
          .name = entry.name,
          .description = entry.description,
          .body = json::to_string(Body{entry.status, entry.owner, entry.properties, entry.schema}),
          .owner = by};
}

Result<void> keep(ledger::Db& db, const ledger::Saved& wanted, const std::vector<ledger::Saved>& all, Instant now) {
  const auto found = std::ranges::find(all, wanted.name, &ledger::Saved::name);
  if (found == all.end()) {
    THRONG_CHECK(ledger::add_saved(db, wanted, now));
    return {};
  }
  ledger::Saved kept = *found;
  kept.description = wanted.description;
  kept.body = wanted.body;
  THRONG_CHECK(ledger::update_saved(db, kept, now));
  return {};
}

}  // namespace

Result<void> validate(const CatalogEntry& entry) {
  if (entry.name.empty()) return invalid("name", "an event has a name");
  if (entry.owner.size() > kMaxOwnerBytes) return invalid("owner", "at most 200 bytes");
  if (entry.description.size() > kMaxCatalogText) return invalid("description", "at most 2000 bytes");
  if (entry.properties.size() > kMaxDescribedProperties)
    return fail(ErrorCode::too_large, "at most 500 properties", "properties");
  for (const auto& [name, text] : entry.properties) {
    if (name.size() > kMaxCatalogText || text.size() > kMaxCatalogText)
      return invalid("properties." + name, "at most 2000 bytes");
  }
  if (!entry.schema) return {};
  auto compiled = collect::JsonSchema::compile(entry.schema->text);
  if (!compiled) return std::unexpected(json::under("schema", std::move(compiled).error()));
  return {};
}

Result<std::vector<CatalogEntry>> catalog_entries(ledger::Db& db, std::string_view project) {
  THRONG_TRY(const auto all, ledger::list_saved(db, project, SavedKind::event));
  std::vector<CatalogEntry> entries;
  for (const ledger::Saved& one : all) {
    THRONG_TRY(Body body, json::read<Body>(one.body));
    entries.push_back({.name = one.name,
                       .status = body.status,
                       .owner = std::move(body.owner),
                       .description = one.description,
                       .properties = std::move(body.properties),
                       .schema = std::move(body.schema)});
  }
  return entries;
}

Result<void> keep_catalog_entries(ledger::Db& db, const std::string& project, std::span<const CatalogEntry> entries,
                                  const std::string& by, Instant now) {
  for (const CatalogEntry& entry : entries) THRONG_CHECK(validate(entry));
  THRONG_TRY(const auto all, ledger::list_saved(db, project, SavedKind::event));
  for (const CatalogEntry& entry : entries) {
    const auto found = std::ranges::find(all, entry.name, &ledger::Saved::name);
    if (!says_nothing(entry)) {
      THRONG_CHECK(keep(db, saved_of(project, entry, by), all, now));
    } else if (found != all.end()) {
      THRONG_CHECK(ledger::remove_saved(db, {project, SavedKind::event, found->id}));
    }
  }
  return {};
}

Result<collect::PlanRules> plan_rules(ledger::Db& db, std::string_view project) {
  THRONG_TRY(const auto all, ledger::list_saved(db, project, SavedKind::plan));
  if (all.empty()) return collect::PlanRules{};
  return json::read<collect::PlanRules>(all.front().body);
}

Result<void> keep_plan_rules(ledger::Db& db, const std::string& project, const collect::PlanRules& rules,
                             const std::string& by, Instant now) {
  THRONG_TRY(const auto all, ledger::list_saved(db, project, SavedKind::plan));
  return keep(db,
              {.project = project,
               .kind = SavedKind::plan,
               .name = std::string(kRulesName),
               .body = json::to_string(rules),
               .owner = by},
              all, now);
}

Result<std::string> plan_version(ledger::Db& db, std::string_view project) {
  THRONG_TRY(const std::string rules, ledger::saved_version(db, project, SavedKind::plan));
  THRONG_TRY(const std::string events, ledger::saved_version(db, project, SavedKind::event));
  return rules + " " + events;
}

Result<std::shared_ptr<const collect::Plan>> compiled_plan(ledger::Db& db, std::string_view project) {
  THRONG_TRY(const auto rules, plan_rules(db, project));
  THRONG_TRY(const auto entries, catalog_entries(db, project));
  if (entries.empty() && rules.unplanned == collect::PlanAction::take) return std::shared_ptr<const collect::Plan>();
  std::vector<collect::PlannedEvent> events;
  for (const CatalogEntry& entry : entries)
    events.push_back({entry.name, entry.status, entry.schema ? entry.schema->text : std::string()});
  return collect::Plan::compile(rules, events);
}

}  // namespace throng::api
