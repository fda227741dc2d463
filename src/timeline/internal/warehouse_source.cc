#include <fmt/core.h>

#include <algorithm>

#include "timeline/internal/source.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::timeline {
namespace {

constexpr std::size_t kMaxNames = 65'000;

class WarehouseSource final : public Source {
 public:
  WarehouseSource(warehouse::Warehouse& warehouse, std::string project)
      : warehouse_(warehouse), events_(warehouse::table(project, "events")), links_(warehouse::table(project, "links")) {}

  Result<Extent> extent() override;
  Result<std::vector<model::Link>> links() override;
  Result<void> events(model::EventNumber last, Dictionary& names, RowSink sink) override;
  Result<void> column(const ColumnRef& ref, model::EventNumber last, std::stop_token stop, ValueSink sink) override;

 private:
  Result<std::string> name_codes(model::EventNumber last, Dictionary& names);

  warehouse::Warehouse& warehouse_;
  std::string events_;
  std::string links_;
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
  std::vector<model::Link> links;
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      model::Link link;
      link.id = block.get<std::uint64_t>(0)[i];
      link.kind = static_cast<model::LinkKind>(block.get<std::uint8_t>(1)[i]);
      link.from = block.get<std::uint32_t>(2)[i];
      link.into = block.get<std::uint32_t>(3)[i];
      link.target = block.get<std::uint64_t>(4)[i];
      links.push_back(std::move(link));
    }
    return {};
  };
  const std::string sql = fmt::format("SELECT id, kind, src, dst, target FROM {} ORDER BY id", links_);
  THRONG_CHECK(warehouse_.query(sql, long_reading(), take));
  return links;
}

// An expression that turns the event's name into its code, so that 2 bytes are read instead of text.
Result<std::string> WarehouseSource::name_codes(model::EventNumber last, Dictionary& names) {
  std::vector<std::string> found;
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    const auto& texts = block.get<std::string>(0);
    found.insert(found.end(), texts.begin(), texts.end());
    return {};
  };
  const std::string sql = fmt::format("SELECT DISTINCT event FROM {} WHERE num <= {} LIMIT {}", events_, last, kMaxNames + 1);
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
      "ORDER BY person, ts_ms, tie, event_id",
      kTieBits, name, events_, last);
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    return sink({block.get<std::uint32_t>(0), block.get<std::uint64_t>(1), block.get<std::uint32_t>(2), block.get<std::uint16_t>(3)});
  };
  return warehouse_.query(sql, long_reading(), take);
}

Result<void> WarehouseSource::column(const ColumnRef& ref, model::EventNumber last, std::stop_token stop, ValueSink sink) {
  const std::string_view own = own_column(ref);
  std::string sql;
  if (own.empty()) {
    sql = fmt::format("SELECT num, {} FROM {} WHERE num <= {} AND position(props, {}) > 0{}",
                      warehouse::raw_property(warehouse::plain_props(), ref.name), events_, last,
                      warehouse::quote(key_pattern(ref.name)), ref.trait ? " AND event = '$identify'" : "");
  } else {
    sql = fmt::format("SELECT num, {} FROM {} WHERE num <= {} AND {} != ''", own, events_, last, own);
  }
  std::string raw;
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    const auto& numbers = block.get<std::uint64_t>(0);
    const auto& texts = block.get<std::string>(1);
    for (std::size_t i = 0; i < block.rows; ++i) {
      if (own.empty()) {
        sink(numbers[i], texts[i]);
        continue;
      }
      raw.clear();
      json::write_string(raw, texts[i]);
      sink(numbers[i], raw);
    }
    return {};
  };
  return warehouse_.query(sql, long_reading(std::move(stop)), take);
}

}  // namespace

std::unique_ptr<Source> warehouse_source(warehouse::Warehouse& warehouse, std::string project) {
  return std::make_unique<WarehouseSource>(warehouse, std::move(project));
}

}  // namespace throng::timeline
