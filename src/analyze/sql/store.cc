#include "analyze/sql/store.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/sql/resolution.h"
#include "model/profile_op.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::analyze::sql {
namespace {

constexpr std::string_view kColumns = "ts, ts_ms, tie, event_id, event, session, channel, device, os, browser, page";

std::string events_query(const std::string& project, const std::string& resolution, std::optional<Instant> as_of) {
  std::string events = warehouse::table(project, "events");
  if (as_of)
    events =
        fmt::format("(SELECT * FROM {} WHERE ts_ms < {}) AS then", events, std::max<std::int64_t>(to_ms(*as_of), 0));
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
  THRONG_TRY(reader.resolution_, resolution_table(*store.warehouse, store.project));
  reader.project_events_ = warehouse::table(store.project, "events");
  reader.events_ = events_query(store.project, reader.resolution_, context.as_of);
  return reader;
}

std::string Reader::is_among(const PersonList& persons) const {
  if (persons.empty()) return "0";
  const std::string list = fmt::format("({})", fmt::join(persons, ","));
  if (resolution_.empty()) return "p IN " + list;
  return fmt::format("(p IN {0} OR p GLOBAL IN (SELECT toUInt32(represented - 1) FROM {1} WHERE person IN {0}))", list,
                     resolution_);
}

bool Reader::has_profile_operations() const {
  if (!has_profile_operations_) {
    const std::span<const std::string_view> others = std::span(model::kProfileOperations).subspan(1);
    std::string names;
    for (const std::string_view name : others) names += (names.empty() ? "" : ",") + warehouse::quote(name);
    const auto found = rows(fmt::format("SELECT 1 FROM {} WHERE event IN ({}) LIMIT 1", project_events_, names));
    has_profile_operations_ = !found || found->rows > 0;
  }
  return *has_profile_operations_;
}

Result<std::optional<TimeRange>> Reader::extent(const model::Window& range) const {
  if (!std::holds_alternative<model::Window::Ever>(range.form)) return std::nullopt;
  THRONG_TRY(const auto block, rows(fmt::format("SELECT count(), min(ts_ms), max(ts_ms) FROM {} AS e", events_)));
  if (block.get<std::uint64_t>(0)[0] == 0) return std::nullopt;
  const auto at = [&](std::size_t column) {
    return from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(column)[0]));
  };
  return TimeRange{at(1), at(2) + Duration(1)};
}

Result<Buckets> Reader::buckets(const model::Window& range, BucketUnit unit) const {
  THRONG_TRY(const auto extent, this->extent(range));
  return buckets_of(range, unit, *context_, extent);
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
