// Columns of parts of a person's time, made from the events: the local days of a zone, or sessions.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "timeline/timeline.h"

namespace throng::timeline {

inline bool has_parts(const ColumnRef& ref) { return ref.kind == ColumnKind::days || ref.kind == ColumnKind::sessions; }

// Parts as columns (see ColumnView), person after person.
struct PartList {
  std::vector<ValueCode> codes;
  std::vector<std::uint64_t> masks;
  std::vector<std::uint16_t> scratch;
};

// The events that may come.
struct PartScope {
  std::uint64_t first_key = 0, last_key = 0;
  std::span<const std::string> names;  // per event code
};

// Immutable.
class PartTable {
 public:
  virtual ~PartTable() = default;
  virtual bool covers(const PartScope& scope) const = 0;
  // Adds the parts of one person's events.
  virtual void add(PartList& to, std::span<const std::uint64_t> keys, std::span<const EventCode> names) const = 0;
};

// For a column that has parts. Errors: invalid_argument for an unknown zone or no number of ms.
Result<std::shared_ptr<const PartTable>> part_table(const ColumnRef& ref, const PartScope& scope);

}  // namespace throng::timeline
