#include "analyze/sql/store.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/sql/resolution.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::analyze::sql {
namespace {

constexpr std::string_view kColumns = "ts, ts_ms, tie, event_id, event, session, channel, device, os, browser, page";

std::string events_query(const std::string& project, const std::string& resolution) {
  const std::string events = warehouse::table(project, "events");
  const std::string props = warehouse::plain_props();
  if (resolution.empty()) return fmt::format("(SELECT person AS p, {}, {} AS props FROM {})", kColumns, props, events);
  return fmt::format(
      "(SELECT if(represented = 0, person, toUInt32(represented - 1)) AS p, {}, {} AS props FROM {} "
      "GLOBAL ANY LEFT JOIN (SELECT person, represented FROM {}) AS links USING person)",
      kColumns, props, events, resolution);
}

}  // namespace

Result<Reader> Reader::open(const SqlStore& store, const AskContext& context) {
  Reader reader;
  reader.warehouse_ = store.warehouse;
  reader.context_ = &context;
  THRONG_TRY(const std::string resolution, resolution_table(*store.warehouse, store.project));
  reader.events_ = events_query(store.project, resolution);
  return reader;
}

Result<void> Reader::each(std::string_view sql, FunctionRef<Result<void>(const warehouse::Block&)> sink) const {
  warehouse::QueryOptions options;
  options.stop = context_->stop;
  return warehouse_->query(sql, options, sink);
}

Result<warehouse::Block> Reader::rows(std::string_view sql) const {
  warehouse::QueryOptions options;
  options.stop = context_->stop;
  return warehouse::query_all(*warehouse_, sql, options);
}

Result<PersonList> Reader::persons(std::string_view sql) const {
  PersonList persons;
  const auto take = [&persons](const warehouse::Block& block) -> Result<void> {
    const auto& numbers = block.get<std::uint32_t>(0);
    persons.insert(persons.end(), numbers.begin(), numbers.end());
    return {};
  };
  THRONG_CHECK(each(sql, take));
  std::sort(persons.begin(), persons.end());
  return persons;
}

}  // namespace throng::analyze::sql
