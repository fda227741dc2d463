#include "collect/quarantine.h"

#include <vector>

#include <fmt/format.h>
#include <simdjson.h>

#include "collect/internal/event_time.h"
#include "collect/internal/json_object.h"
#include "warehouse/schema.h"

namespace throng::collect {
namespace {

constexpr std::size_t kPiece = 500;  // different rows at a time
constexpr std::string_view kEventName = "visitParamExtractString(body, 'event')";

struct Row {
  std::uint64_t name = 0;
  Instant at{};
  std::string body;
  std::uint64_t times = 0;
};

Result<std::vector<Row>> next_rows(warehouse::Warehouse& warehouse, std::string_view project,
                                   const QuarantineFilter& filter) {
  THRONG_TRY(
      const auto block,
      warehouse::query_all(
          warehouse, fmt::format("SELECT {} AS row, any(at_ms) AS at, any(body) AS text, count() AS times {} GROUP "
                                 "BY row ORDER BY at, row LIMIT {}",
                                 warehouse::kQuarantineRow, unsettled(project, filter), kPiece)));
  std::vector<Row> rows;
  for (std::size_t i = 0; i < block.rows; ++i) {
    rows.push_back({block.get<std::uint64_t>(0)[i], from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(1)[i])),
                    block.get<std::string>(2)[i], block.get<std::uint64_t>(3)[i]});
  }
  return rows;
}

Result<std::uint64_t> count_rows(warehouse::Warehouse& warehouse, std::string_view project,
                                 const QuarantineFilter& filter) {
  THRONG_TRY(const auto block, warehouse::query_all(warehouse, "SELECT count() " + unsettled(project, filter)));
  return block.rows == 0 ? 0 : block.get<std::uint64_t>(0)[0];
}

Result<void> settle(warehouse::Warehouse& warehouse, std::string_view project, const std::vector<std::uint64_t>& rows,
                    Instant at) {
  if (rows.empty()) return {};
  const std::string token = fmt::format("settled:{}:{}:{}", rows.front(), rows.back(), rows.size());
  return warehouse.insert(warehouse::table(project, "settled"), warehouse::settled_block(rows, at), token);
}

std::vector<std::uint64_t> names_of(const std::vector<Row>& rows) {
  std::vector<std::uint64_t> names;
  for (const Row& row : rows) names.push_back(row.name);
  return names;
}

bool is_of_time(std::string_view key) { return key == "timestamp" || key == "originalTimestamp" || key == "sentAt"; }

}  // namespace

std::string unsettled(std::string_view project, const QuarantineFilter& filter) {
  std::string out =
      fmt::format("FROM {} WHERE {} GLOBAL NOT IN (SELECT row FROM {})", warehouse::table(project, "quarantine"),
                  warehouse::kQuarantineRow, warehouse::table(project, "settled"));
  const auto equals = [&](std::string_view expression, const std::optional<std::string>& value) {
    if (value) out += fmt::format(" AND {} = {}", expression, warehouse::quote(*value));
  };
  equals("reason", filter.reason);
  equals("field", filter.field);
  equals("source", filter.source);
  equals(kEventName, filter.event);
  if (filter.before) out += fmt::format(" AND at_ms < {}", to_ms(*filter.before));
  return out;
}

std::string replayed_message(std::string_view body, Instant received, std::string_view id) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  simdjson::dom::object object;
  const simdjson::padded_string padded(body);
  if (parser.parse(padded).get(root) || root.get_object().get(object)) return std::string(body);
  const auto at = [&](std::string_view key) -> Field {
    simdjson::dom::element value;
    if (object.at_key(key).get(value) || value.is_null()) return std::nullopt;
    return value;
  };
  const Field given = at("timestamp") ? at("timestamp") : at("originalTimestamp");
  const auto time = given ? corrected_time(*given, at("sentAt"), received) : received;
  JsonObject out;
  out.members(root, [&](std::string_view key) { return time ? !is_of_time(key) : key != "sentAt"; });
  if (time) out.text("timestamp", format_instant(*time));
  if (!at("messageId")) out.text("messageId", id);
  return out.take();
}

Result<ReplayReport> replay(Collector& collector, warehouse::Warehouse& warehouse, std::string_view project,
                            const QuarantineFilter& filter, const std::stop_token& stop,
                            FunctionRef<void(std::uint64_t, std::uint64_t)> progress) {
  if (!filter.before) return invalid("before", "say up to when: what is refused again comes later");
  THRONG_CHECK(collector.flush());
  THRONG_TRY(const std::uint64_t total, count_rows(warehouse, project, filter));
  ReplayReport report;
  for (;;) {
    progress(report.read, total);
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "reading in again was cancelled");
    THRONG_TRY(const auto rows, next_rows(warehouse, project, filter));
    if (rows.empty()) return report;
    std::vector<Collector::ImportRow> messages;
    for (const Row& row : rows) {
      for (std::uint64_t n = 0; n < row.times; ++n)
        messages.push_back({replayed_message(row.body, row.at, fmt::format("replay:{}:{}", row.name, n)), 0, "", ""});
    }
    THRONG_TRY(const Receipt receipt, collector.import("replay", messages));
    THRONG_CHECK(collector.flush());  // at no moment is a row neither here nor kept aside again
    THRONG_CHECK(settle(warehouse, project, names_of(rows), *filter.before));
    report.read += messages.size();
    report.accepted += receipt.accepted;
    report.duplicates += receipt.duplicates;
    report.quarantined += receipt.quarantined;
  }
}

Result<std::uint64_t> dismiss(Collector& collector, warehouse::Warehouse& warehouse, std::string_view project,
                              const QuarantineFilter& filter, Instant now) {
  THRONG_CHECK(collector.flush());
  std::uint64_t dismissed = 0;
  for (;;) {
    THRONG_TRY(const auto rows, next_rows(warehouse, project, filter));
    if (rows.empty()) return dismissed;
    for (const Row& row : rows) dismissed += row.times;
    THRONG_CHECK(settle(warehouse, project, names_of(rows), now));
  }
}

}  // namespace throng::collect
