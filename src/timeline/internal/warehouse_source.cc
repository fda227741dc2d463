#include <fmt/core.h>

#include <algorithm>

#include "timeline/internal/source.h"
#include "warehouse/links.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::timeline {
namespace {

constexpr std::size_t kMaxNames = 65'000;

class WarehouseSource final : public Source {
 public:
  WarehouseSource(warehouse::Warehouse& warehouse, std::string project)
      : warehouse_(warehouse), events_(warehouse::table(project, "events")), project_(std::move(project)) {}

  Result<Extent> extent() override;
  Result<std::vector<model::Link>> links() override;
  Result<void> events(model::EventNumber last, Dictionary& names, RowSink sink) override;
  Result<void> column(const ColumnRef& ref, model::EventNumber last, std::stop_token stop, ValueSink sink) override;

 private:
  Result<std::string> name_codes(model::EventNumber last, Dictionary& names);
  Result<void> values(const std::string& sql, model::ProfileOp op, std::stop_token stop, ValueSink sink);
  Result<void> trait(const ColumnRef& ref, model::EventNumber last, std::stop_token stop, ValueSink sink);

  warehouse::Warehouse& warehouse_;
  std::string events_;
  std::string project_;
};

warehouse::QueryOptions long_reading(std::stop_token stop = {}) {
  warehouse::QueryOptions options;
  options.max_time = hours(6);
  options.max_memory = std::uint64_t{16} << 30;
  options.stop = std::move(stop);
  return options;
}

Result<Source::Extent> WarehouseSource::extent() {
  const std::string sql = fmt::format("SELECT toUInt64(count()), toUInt64(max(num)) FROM {}", events_);
  THRONG_TRY(const warehouse::Block block, warehouse::query_all(warehouse_, sql, long_reading()));
  if (block.rows == 0) return Extent{};
  return Extent{block.get<std::uint64_t>(0)[0], block.get<std::uint64_t>(1)[0]};
}

Result<std::vector<model::Link>> WarehouseSource::links() {
  return warehouse::read_links(warehouse_, project_, long_reading());
}

// An expression that turns the event's name into its code, so that 2 bytes are read instead of text.
Result<std::string> WarehouseSource::name_codes(model::EventNumber last, Dictionary& names) {
  std::vector<std::string> found;
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    const auto& texts = block.get<std::string>(0);
    found.insert(found.end(), texts.begin(), texts.end());
    return {};
  };
  const std::string sql =
      fmt::format("SELECT DISTINCT event FROM {} WHERE num <= {} LIMIT {}", events_, last, kMaxNames + 1);
  THRONG_CHECK(warehouse_.query(sql, long_reading(), take));
  if (found.size() > kMaxNames) return fail(ErrorCode::too_large, "too many different event names for a timeline");
  if (found.empty()) return std::string("toUInt16(0)");
  std::sort(found.begin(), found.end());
  std::string texts, codes;
  for (const std::string& name : found) {
    const char* comma = texts.empty() ? "" : ",";
    texts += comma + warehouse::quote(name);
    codes += comma + std::to_string(names.encode(name));
  }
  return fmt::format("toUInt16(transform(event, [{}], [{}], 0))", texts, codes);
}

Result<void> WarehouseSource::events(model::EventNumber last, Dictionary& names, RowSink sink) {
  THRONG_TRY(const std::string name, name_codes(last, names));
  const std::string sql = fmt::format(
      "SELECT person, bitOr(bitShiftLeft(ts_ms, {}), toUInt64(tie)), toUInt32(num), {} FROM {} WHERE num <= {} "
      "ORDER BY {}",
      kTieBits, name, events_, last, warehouse::kEventOrder);
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    return sink({block.get<std::uint32_t>(0), block.get<std::uint64_t>(1), block.get<std::uint32_t>(2),
                 block.get<std::uint16_t>(3)});
  };
  return warehouse_.query(sql, long_reading(), take);
}

// A query for (num, text that begins with the raw value). A key follows a brace or a comma, which inside a text can
// stand before no quote but an escaped one, so finding it is exact; where the value ends is left to value_at, and
// only as much is sent as may be needed: texts to their quote unless a backslash comes before, 64 bytes of numbers.
// `event`: "" for any.
std::string property_query(const std::string& table, const ColumnRef& ref, model::EventNumber last,
                           std::string_view event) {
  const std::string first = warehouse::quote("{" + key_pattern(ref.name));
  const std::string later = warehouse::quote("," + key_pattern(ref.name));
  return fmt::format(
      "SELECT num, multiIf(substring(rest, 1, 1) = '[' OR position(head, '\\\\') > 0, rest, head != '', head, "
      "substring(rest, 1, 64)) FROM (SELECT num, rest, if(substring(rest, 1, 1) = '\"', substring(rest, 1, "
      "position(rest, '\"', "
      "2)), '') AS head FROM (SELECT num, substring(props, at + {}) AS rest FROM (SELECT num, props, "
      "if(startsWith(props, {}), 1, position(props, {})) AS at FROM {} WHERE num <= {}{}) AS found WHERE at > 0) AS "
      "values) AS cut",
      key_pattern(ref.name).size() + 1, first, later, table, last,
      event.empty() ? "" : " AND event = " + warehouse::quote(event));
}

Result<void> WarehouseSource::column(const ColumnRef& ref, model::EventNumber last, std::stop_token stop,
                                     ValueSink sink) {
  if (ref.trait) return trait(ref, last, std::move(stop), sink);
  const std::string_view own = own_column(ref);
  if (own.empty()) return values(property_query(events_, ref, last, ""), model::ProfileOp::set, std::move(stop), sink);
  const std::string sql = fmt::format("SELECT num, {0} FROM {1} WHERE num <= {2} AND {0} != ''", own, events_, last);
  std::string raw;
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    const auto& numbers = block.get<std::uint64_t>(0);
    const auto& texts = block.get<std::string>(1);
    for (std::size_t i = 0; i < block.rows; ++i) {
      raw.clear();
      json::write_string(raw, texts[i]);
      sink(numbers[i], raw, model::ProfileOp::set);
    }
    return {};
  };
  return warehouse_.query(sql, long_reading(std::move(stop)), take);
}

Result<void> WarehouseSource::values(const std::string& sql, model::ProfileOp op, std::stop_token stop,
                                     ValueSink sink) {
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    const auto& numbers = block.get<std::uint64_t>(0);
    const auto& texts = block.get<std::string>(1);
    for (std::size_t i = 0; i < block.rows; ++i) sink(numbers[i], value_at(texts[i], 0), op);
    return {};
  };
  return warehouse_.query(sql, long_reading(std::move(stop)), take);
}

// One query for each kind of operation that there is at all: mostly there are but $identify.
Result<void> WarehouseSource::trait(const ColumnRef& ref, model::EventNumber last, std::stop_token stop,
                                    ValueSink sink) {
  std::string names;
  for (const std::string_view name : model::kProfileOperations)
    names += (names.empty() ? "" : ",") + warehouse::quote(name);
  const std::string asked =
      fmt::format("SELECT DISTINCT event FROM {} WHERE num <= {} AND event IN ({})", events_, last, names);
  THRONG_TRY(const warehouse::Block found, warehouse::query_all(warehouse_, asked, long_reading(stop)));
  for (std::size_t i = 0; i < found.rows; ++i) {
    const std::string& event = found.get<std::string>(0)[i];
    const model::ProfileOp op = model::profile_op(event).value_or(model::ProfileOp::set);
    const std::string all = fmt::format("SELECT num, 'null' FROM {} WHERE num <= {} AND event = {}", events_, last,
                                        warehouse::quote(event));
    const std::string sql = op == model::ProfileOp::clear ? all : property_query(events_, ref, last, event);
    THRONG_CHECK(values(sql, op, stop, sink));
  }
  return {};
}

}  // namespace

std::unique_ptr<Source> warehouse_source(warehouse::Warehouse& warehouse, std::string project) {
  return std::make_unique<WarehouseSource>(warehouse, std::move(project));
}

}  // namespace throng::timeline
