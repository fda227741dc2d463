#include "analyze/sql/resolution.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/links.h"
#include "warehouse/links.h"
#include "warehouse/schema.h"

namespace throng::analyze::sql {
namespace {

using warehouse::Block;
using warehouse::Warehouse;

constexpr std::string_view kPrefix = "resolved_";
constexpr std::size_t kRowsPerInsert = 500'000;

// Names of the tables there are: finished ones are resolved_<count>_<last link>.
Result<std::vector<std::string>> tables(Warehouse& warehouse, const std::string& project) {
  THRONG_TRY(const Block found,
             warehouse::query_all(
                 warehouse, fmt::format("SELECT name FROM system.tables WHERE database = {} AND name LIKE {}",
                                        warehouse::quote(project), warehouse::like_literal(kPrefix, false, true))));
  return found.rows == 0 ? std::vector<std::string>() : found.get<std::string>(0);
}

Block block_of(std::span<const std::pair<model::PersonNumber, model::PersonNumber>> rows) {
  std::vector<std::uint32_t> person;
  std::vector<std::uint32_t> represented;
  for (const auto& [number, representative] : rows) {
    person.push_back(number);
    represented.push_back(representative + 1);
  }
  Block block;
  block.rows = rows.size();
  block.columns.push_back({"person", std::move(person), {}, {}});
  block.columns.push_back({"represented", std::move(represented), {}, {}});
  return block;
}

Result<void> fill(Warehouse& warehouse, const std::string& table, std::span<const model::Link> links) {
  const model::Representatives map = model::representatives(links);
  std::vector<std::pair<model::PersonNumber, model::PersonNumber>> rows(map.begin(), map.end());
  std::sort(rows.begin(), rows.end());
  for (std::size_t at = 0; at < rows.size(); at += kRowsPerInsert) {
    const auto part = std::span(rows).subspan(at, std::min(kRowsPerInsert, rows.size() - at));
    THRONG_CHECK(warehouse.insert(table, block_of(part), fmt::format("rows-{}", at)));
  }
  return {};
}

Result<std::string> fresh_suffix(Warehouse& warehouse) {
  THRONG_TRY(const Block block, warehouse::query_all(warehouse, "SELECT toString(generateUUIDv4())"));
  std::string text = block.get<std::string>(0).at(0);
  std::replace(text.begin(), text.end(), '-', '_');
  return text;
}

// Filled under another name first, so that a table of the final name is always whole.
Result<void> make(Warehouse& warehouse, const std::string& project, const std::string& name) {
  THRONG_TRY(const auto links, warehouse::read_links(warehouse, project));
  THRONG_TRY(const std::string suffix, fresh_suffix(warehouse));
  const std::string draft = warehouse::table(project, "making_" + suffix);
  THRONG_CHECK(warehouse.execute("CREATE TABLE " + draft +
                                 " (person UInt32, represented UInt32) ENGINE = MergeTree ORDER BY person"));
  auto made = fill(warehouse, draft, links);
  if (made) made = warehouse.execute(fmt::format("RENAME TABLE {} TO {}", draft, warehouse::table(project, name)));
  if (made) return {};
  THRONG_CHECK(warehouse.execute("DROP TABLE " + draft));
  THRONG_TRY(const auto there, tables(warehouse, project));
  const bool other_was_faster = std::find(there.begin(), there.end(), name) != there.end();
  return other_was_faster ? Result<void>{} : made;
}

}  // namespace

Result<std::string> resolution_table(Warehouse& warehouse, const std::string& project) {
  THRONG_TRY(const Block state,
             warehouse::query_all(warehouse, "SELECT count(), max(id) FROM " + warehouse::table(project, "links")));
  if (state.get<std::uint64_t>(0)[0] == 0) return std::string();
  const std::string name =
      fmt::format("{}{}_{}", kPrefix, state.get<std::uint64_t>(0)[0], state.get<std::uint64_t>(1)[0]);
  THRONG_TRY(const auto there, tables(warehouse, project));
  if (std::find(there.begin(), there.end(), name) == there.end()) {
    THRONG_CHECK(make(warehouse, project, name));
    // Queries that still read an older one keep what they have opened.
    for (const std::string& old : there)
      THRONG_CHECK(warehouse.execute("DROP TABLE IF EXISTS " + warehouse::table(project, old)));
  }
  return warehouse::table(project, name);
}

}  // namespace throng::analyze::sql
