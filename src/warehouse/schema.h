// The tables of one project (one database each) and how they change from version to version.
//
//   events      person UInt32, ts_ms UInt64, tie UInt32, event_id UUID, num UInt64, received_ms UInt64,
//               ts DateTime('UTC'), and the texts event, anonymous_id, user_id, session, channel, device, os, browser,
//               page, props; ORDER BY kEventOrder, by month of ts
//   ids         person UInt32, kind UInt8 (0 anonymous, 1 user), value String, first_seen_ms UInt64; ORDER BY person
//   links       id UInt64, kind UInt8 (0 claim, 1 merge, 2 undo), src UInt32, dst UInt32, target UInt64, at_ms UInt64,
//               why String; ORDER BY id. src and dst are model::Link's from and into, words reserved in SQL.
//   settled     row UInt64 (kQuarantineRow of a row of the quarantine), at_ms UInt64; ORDER BY row
//   quarantine  at_ms UInt64, source, reason, field, message, body, line UInt64; ORDER BY at_ms, by month
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/log.h"
#include "model/event.h"
#include "warehouse/warehouse.h"

namespace throng::warehouse {

// The order of a person's events, and the key of the table: reading in this order needs no sorting. The engine
// compares UUIDs by their second half first; as a number they compare in byte order, like model::EventId.
inline constexpr std::string_view kEventOrder = "person, ts_ms, tie, toUInt128(event_id)";

// Creates or upgrades the project's database. Idempotent; safe to kill and repeat at any instant. Steps that are taken
// are told to `log`, if there is one.
Result<void> migrate(Warehouse& warehouse, std::string_view project, const Log* log = nullptr);
int schema_version();

// Rows to blocks for the tables above.
Block events_block(std::span<const model::Event> events);
struct IdRow {
  model::PersonNumber person = 0;
  model::IdKind kind = model::IdKind::anonymous;
  std::string value;
  Instant first_seen{};
};
Block ids_block(std::span<const IdRow> rows);
Block links_block(std::span<const model::Link> links);
struct QuarantineRow {
  Instant at{};
  std::string source;  // "http", "import:orders.csv"
  std::string reason;  // one of collect::Reason's names
  std::string field;   // what was wrong
  std::string message;
  std::string body;        // the event as it came, at most 32 KB
  std::uint64_t line = 0;  // imports: line number in the file, 1-based; 0 otherwise
};
// What names a row of the quarantine in SQL; equal rows have equal names.
inline constexpr std::string_view kQuarantineRow = "cityHash64(at_ms, source, reason, field, body, line)";
Block settled_block(std::span<const std::uint64_t> rows, Instant at);
Block quarantine_block(std::span<const QuarantineRow> rows);

// "`shop`.events"
std::string table(std::string_view project, std::string_view name);

}  // namespace throng::warehouse
