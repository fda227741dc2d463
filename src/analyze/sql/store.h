// Where SQL runs of the analyses read from.
#pragma once

#include <string>

#include "analyze/question.h"
#include "base/function_ref.h"
#include "warehouse/warehouse.h"

namespace throng::analyze {

struct SqlStore {
  warehouse::Warehouse* warehouse = nullptr;
  std::string project;
};

namespace sql {

// One question's view of the warehouse. Only the part of ClickHouse's SQL that old servers and clusters know is used:
// no window functions, no WITH-queries, GLOBAL written at every IN and JOIN over a query, every subquery named.
class Reader {
 public:
  // Brings the table of persons up to date with the links. Errors: the warehouse's.
  static Result<Reader> open(const SqlStore& store, const AskContext& context);

  // A subquery in brackets, to be given a name: every event of the project with columns p (the representative of its
  // person), ts, ts_ms, tie, event_id, event, session, channel, device, os, browser, page, props
  // (warehouse::plain_props).
  const std::string& events() const { return events_; }
  // A condition on p: one of these numbers, or the person that one of them has become part of since the list was made.
  std::string is_among(const PersonList& persons) const;
  // Whether traits were ever changed otherwise than by setting them. Asked once; yes where that cannot be found out.
  bool has_profile_operations() const;
  const AskContext& context() const { return *context_; }

  // Of all events; empty without events, and not asked for where the range is not `ever`.
  Result<std::optional<TimeRange>> extent(const model::Window& range) const;
  Result<Buckets> buckets(const model::Window& range, BucketUnit unit) const;

  // Errors: the warehouse's; cancelled when the context says stop.
  Result<void> each(std::string_view sql, FunctionRef<Result<void>(const warehouse::Block&)> sink) const;
  // All rows at once; a result without rows has no columns.
  Result<warehouse::Block> rows(std::string_view sql) const;
  // The rows of a query for one UInt32 column `p`, ascending.
  Result<PersonList> persons(std::string_view sql) const;

 private:
  warehouse::Warehouse* warehouse_ = nullptr;
  const AskContext* context_ = nullptr;
  std::string resolution_;  // see resolution.h
  std::string events_;
  std::string project_events_;
  mutable std::optional<bool> has_profile_operations_;
};

}  // namespace sql
}  // namespace throng::analyze
