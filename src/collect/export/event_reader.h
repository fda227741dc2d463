// Stored events in the order of their time, a page at a time: memory is that of one page, however many there are.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/event.h"
#include "warehouse/warehouse.h"

namespace throng::collect {

struct EventWish {
  TimeRange range;    // by the time of the events
  std::string event;  // only this name; "": all
};

class EventReader {
 public:
  // Counts first: what is accepted from now on is not among them. Errors: the warehouse's.
  static Result<EventReader> open(warehouse::Warehouse& warehouse, std::string project, EventWish wish,
                                  std::stop_token stop = {});

  // Ascending by time, those of one instant by id; empty at the end. Errors: the warehouse's, cancelled.
  Result<std::vector<model::Event>> next(std::stop_token stop = {});
  std::uint64_t total() const { return total_; }  // of all pages

 private:
  struct Place {
    Instant time{};
    std::string id;
  };
  EventReader(warehouse::Warehouse& warehouse, std::string project, EventWish wish)
      : warehouse_(&warehouse), project_(std::move(project)), wish_(std::move(wish)) {}
  std::string condition(TimeRange range) const;
  std::string page_sql(TimeRange slice) const;
  Result<std::vector<model::Event>> page(TimeRange slice, std::stop_token stop);

  warehouse::Warehouse* warehouse_;
  std::string project_;
  EventWish wish_;
  std::uint64_t last_number_ = 0;
  std::uint64_t total_ = 0;
  std::vector<TimeRange> slices_;  // the first one last; of about a page each
  std::optional<Place> behind_;    // in the current slice, what was read already ends here
};

}  // namespace throng::collect
