// Accepted rows on their way from the journal to the warehouse.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/event.h"
#include "warehouse/schema.h"
#include "warehouse/warehouse.h"

namespace throng::collect {

struct Rows {
  std::vector<warehouse::IdRow> ids;
  std::vector<model::Link> links;
  std::vector<model::Event> events;
  std::vector<warehouse::QuarantineRow> quarantine;
  std::size_t journal_bytes = 0;

  std::size_t size() const { return ids.size() + links.size() + events.size() + quarantine.size(); }
  std::size_t weight() const { return events.size() + quarantine.size(); }  // what backpressure counts
  void append(Rows&& more);
};

// Where a batch ends: fixed in the journal before the batch is sent, so that a repetition is identical.
struct CutMark {
  std::uint64_t batch = 0;
  std::uint64_t segment = 0;  // the cut is in this segment: those before hold nothing newer
};

// What one group commit made durable.
struct Group {
  Rows rows;
  std::optional<CutMark> cut;  // after the rows
};

// All rows between two cuts.
struct Batch {
  CutMark mark;
  Rows rows;
  // Events in blocks of few enough months for one insert; filled by prepare().
  std::vector<std::vector<model::Event>> parts;
  std::string events_token;
  std::size_t parts_done = 0;
  model::EventNumber last_event = 0;  // 0: none

  void prepare();
  std::size_t weight() const;
};

// Inserts ids, links, quarantine, then events; every table once, by its token. May be repeated after a failure.
Result<void> insert(warehouse::Warehouse& warehouse, std::string_view project, std::uint64_t epoch, Batch& batch);

}  // namespace throng::collect
