#include "warehouse/internal/schema_ddl.h"

#include <fmt/format.h>

#include "warehouse/schema.h"

namespace throng::warehouse::internal {
namespace {

// What every table gets (docs/formats/warehouse.md): rows survive a power cut once an insert or merge is done, tokens
// of past batches are remembered, and erased rows leave the disk within seconds.
constexpr std::string_view kSettings =
    "SETTINGS fsync_after_insert=1, fsync_part_directory=1, min_rows_to_fsync_after_merge=1, "
    "min_compressed_bytes_to_fsync_after_merge=1, non_replicated_deduplication_window=10000, "
    "cleanup_delay_period=5, max_cleanup_delay_period=5, cleanup_delay_period_random_add=0";

struct Table {
  std::string_view name;
  std::string_view columns;
  std::string_view order;
  std::string_view partition = {};
  std::string_view engine = "MergeTree";
};

constexpr Table kVersions = {"schema_versions", "version UInt32, at DateTime('UTC') DEFAULT now('UTC')", "version"};

// T64 keeps numbers that are near each other as small as Delta with ZSTD does and reads 2.4 times as fast; ids are
// random and stay as they are; ZSTD for texts that repeat each other.
constexpr Table kEvents = {"events",
                           "person UInt32 CODEC(Delta(4), LZ4), "
                           "ts_ms UInt64 CODEC(T64, LZ4), "
                           "tie UInt32 CODEC(NONE), "
                           "event_id UUID CODEC(NONE), "
                           "num UInt64 CODEC(T64, LZ4), "
                           "received_ms UInt64 CODEC(T64, LZ4), "
                           "ts DateTime('UTC') CODEC(T64, LZ4), "
                           "event LowCardinality(String), "
                           "anonymous_id String CODEC(ZSTD(1)), "
                           "user_id String CODEC(ZSTD(1)), "
                           "session String CODEC(ZSTD(1)), "
                           "channel LowCardinality(String), "
                           "device LowCardinality(String), "
                           "os LowCardinality(String), "
                           "browser LowCardinality(String), "
                           "page String CODEC(ZSTD(1)), "
                           "props String CODEC(ZSTD(1))",
                           kEventOrder, "toYYYYMM(ts)"};

constexpr Table kIds = {"ids", "person UInt32, kind UInt8, value String, first_seen_ms UInt64", "person"};

constexpr Table kLinks = {
    "links", "id UInt64, kind UInt8, src UInt32, dst UInt32, target UInt64, at_ms UInt64, why String", "id"};

constexpr Table kQuarantine = {"quarantine",
                               "at_ms UInt64, source LowCardinality(String), reason LowCardinality(String), "
                               "field String, message String, body String CODEC(ZSTD(1)), line UInt64",
                               "at_ms", "toYYYYMM(toDateTime(intDiv(at_ms, 1000), 'UTC'))"};

// Which of the quarantine's rows are dealt with: read in again, or dismissed.
constexpr Table kSettled = {"settled", "row UInt64, at_ms UInt64", "row"};

// Who has which value of a tag, segment or layer scheme, as of a day (audience/versions.h). A row a day: of several the
// one computed last stays.
constexpr Table kMemberships = {
    "memberships",
    "object String, day UInt32, computed_ms UInt64, everyone UInt64, persons UInt64, names Array(String), "
    "sizes Array(UInt64), sets Array(String) CODEC(ZSTD(1)), numbered String CODEC(ZSTD(1)), "
    "numbers String CODEC(ZSTD(1))",
    "object, day", "", "ReplacingMergeTree(computed_ms)"};

std::string create(std::string_view project, const Table& what) {
  const auto partition = what.partition.empty() ? std::string() : fmt::format(" PARTITION BY {}", what.partition);
  return fmt::format("CREATE TABLE IF NOT EXISTS {} ({}) ENGINE = {}{} ORDER BY ({}) {}", table(project, what.name),
                     what.columns, what.engine, partition, what.order, kSettings);
}

}  // namespace

std::vector<std::string> foundation(std::string_view project) {
  return {"CREATE DATABASE IF NOT EXISTS " + identifier(project), create(project, kVersions)};
}

std::vector<Migration> migrations(std::string_view project) {
  return {
      {1, {create(project, kEvents), create(project, kIds), create(project, kLinks), create(project, kQuarantine)}},
      {2, {create(project, kMemberships)}},
      {3, {create(project, kSettled)}},
  };
}

}  // namespace throng::warehouse::internal
