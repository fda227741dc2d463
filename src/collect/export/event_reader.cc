#include "collect/export/event_reader.h"

#include <algorithm>

#include <fmt/core.h>

#include "model/event_id.h"
#include "warehouse/schema.h"

namespace throng::collect {
namespace {

constexpr std::uint64_t kPageRows = 20'000;
constexpr std::size_t kPageBytes = std::size_t{16} << 20;
constexpr Duration kSlot = minutes(10);

constexpr std::string_view kColumns =
    "num, toString(event_id) AS id, person, event, ts_ms, received_ms, anonymous_id, user_id, session, "
    "toString(channel) AS channel_text, toString(device) AS device_text, toString(os) AS os_text, "
    "toString(browser) AS browser_text, page, props";

model::Event event_at(const warehouse::Block& block, std::size_t row) {
  const auto text = [&](std::size_t column) { return block.get<std::string>(column)[row]; };
  const auto instant = [&](std::size_t column) {
    return from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(column)[row]));
  };
  model::Event event;
  event.number = block.get<std::uint64_t>(0)[row];
  event.id = model::read_event_id(block.get<std::string>(1)[row]).value_or(model::EventId{});
  event.person = block.get<std::uint32_t>(2)[row];
  event.name = text(3);
  event.time = instant(4);
  event.received = instant(5);
  event.anonymous_id = text(6);
  event.user_id = text(7);
  event.session = text(8);
  event.channel = text(9);
  event.device = text(10);
  event.os = text(11);
  event.browser = text(12);
  event.page = text(13);
  event.props = text(14);
  return event;
}

}  // namespace

// Months of `ts` are the table's partitions.
std::string EventReader::condition(TimeRange range) const {
  const auto second = [](Instant t) { return std::clamp<std::int64_t>(to_ms(t) / 1000, 0, UINT32_MAX); };
  std::string out = fmt::format(
      "num <= {} AND ts_ms >= {} AND ts_ms < {} AND ts >= toDateTime({}, 'UTC') AND ts <= toDateTime({}, 'UTC')",
      last_number_, to_ms(range.begin), to_ms(range.end), second(range.begin), second(range.end));
  if (!wish_.event.empty()) out += " AND event = " + warehouse::quote(wish_.event);
  return out;
}

Result<EventReader> EventReader::open(warehouse::Warehouse& warehouse, std::string project, EventWish wish,
                                      std::stop_token stop) {
  EventReader reader(warehouse, std::move(project), std::move(wish));
  const std::string events = warehouse::table(reader.project_, "events");
  THRONG_TRY(const warehouse::Block last,
             warehouse::query_all(warehouse, "SELECT max(num) FROM " + events, {.stop = stop}));
  if (last.rows == 1) reader.last_number_ = last.get<std::uint64_t>(0).front();
  const std::string sql =
      fmt::format("SELECT intDiv(ts_ms, {}) AS slot, count() AS n FROM {} WHERE {} GROUP BY slot ORDER BY slot",
                  kSlot.count(), events, reader.condition(reader.wish_.range));
  std::uint64_t in_slice = 0;
  THRONG_CHECK(warehouse.query(sql, {.stop = stop}, [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      const Instant begin = from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(0)[i]) * kSlot.count());
      const std::uint64_t n = block.get<std::uint64_t>(1)[i];
      reader.total_ += n;
      if (reader.slices_.empty() || in_slice + n > kPageRows) {
        reader.slices_.push_back({begin, begin + kSlot});
        in_slice = 0;
      }
      reader.slices_.back().end = begin + kSlot;
      in_slice += n;
    }
    return {};
  }));
  std::ranges::reverse(reader.slices_);
  return reader;
}

std::string EventReader::page_sql(TimeRange slice) const {
  const TimeRange range{std::max(slice.begin, wish_.range.begin), std::min(slice.end, wish_.range.end)};
  std::string where = condition(range);
  if (behind_)
    where += fmt::format(" AND (ts_ms > {0} OR (ts_ms = {0} AND toUInt128(event_id) > toUInt128(toUUID({1}))))",
                         to_ms(behind_->time), warehouse::quote(behind_->id));
  return fmt::format("SELECT {} FROM {} WHERE {} ORDER BY ts_ms, toUInt128(event_id) LIMIT {}", kColumns,
                     warehouse::table(project_, "events"), where, kPageRows);
}

Result<std::vector<model::Event>> EventReader::page(TimeRange slice, std::stop_token stop) {
  std::vector<model::Event> events;
  std::size_t rows = 0, bytes = 0;
  THRONG_CHECK(warehouse_->query(page_sql(slice), {.stop = stop}, [&](const warehouse::Block& block) -> Result<void> {
    rows += block.rows;
    for (std::size_t i = 0; i < block.rows && bytes < kPageBytes; ++i) {
      events.push_back(event_at(block, i));
      bytes += events.back().props.size() + sizeof(model::Event);
    }
    return {};
  }));
  if (rows == kPageRows || events.size() < rows) {
    behind_ = Place{events.back().time, model::to_text(events.back().id)};
  } else {
    behind_.reset();
    slices_.pop_back();
  }
  return events;
}

Result<std::vector<model::Event>> EventReader::next(std::stop_token stop) {
  while (!slices_.empty()) {
    THRONG_TRY(auto events, page(slices_.back(), stop));
    if (!events.empty()) return events;
  }
  return std::vector<model::Event>();
}

}  // namespace throng::collect
