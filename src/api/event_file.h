// Stored events as a file: JSON Lines that `throng import` takes back, CSV, Parquet, lines for another product. Made
// piece by piece.
#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include <boost/describe/enum.hpp>

#include "analyze/sql/store.h"
#include "base/calendar.h"
#include "collect/export/event_reader.h"
#include "collect/export/shape_writer.h"
#include "timeline/timeline.h"

namespace throng::api {

enum class EventFormat { jsonl, csv, parquet, posthog, mixpanel, amplitude, sensors };
BOOST_DESCRIBE_ENUM(EventFormat, jsonl, csv, parquet, posthog, mixpanel, amplitude, sensors)

// The engine holds all rows of a Parquet file in memory.
inline constexpr std::uint64_t kMaxParquetEvents = 2'000'000;

struct EventFileWish {
  collect::EventWish events;
  EventFormat format = EventFormat::jsonl;
};
// As people write it; "" where they did not. `from` is included, `to` is not; dates are midnights of the calendar.
// Errors: invalid_argument naming from, to or format.
struct EventFileText {
  std::string from, to, event, format;
};
Result<EventFileWish> read_wish(const EventFileText& text, const Calendar& calendar);

class EventFile {
 public:
  // `timeline` and the store's warehouse outlive it. Errors: too_large (Parquet), the warehouse's.
  static Result<EventFile> open(const analyze::SqlStore& store, timeline::Timeline& timeline, EventFileWish wish,
                                std::stop_token stop = {});
  // "" after the last piece. Errors: the warehouse's, cancelled.
  Result<std::string> next(std::stop_token stop = {});
  std::uint64_t total() const { return reader_.total(); }
  std::uint64_t done() const { return done_; }  // events in the pieces so far

 private:
  EventFile(const analyze::SqlStore& store, collect::EventReader reader, timeline::Snapshot persons,
            EventFormat format);
  Result<std::vector<model::Event>> read(std::stop_token stop);
  Result<std::string> parquet(std::stop_token stop);

  analyze::SqlStore store_;
  collect::EventReader reader_;
  timeline::Snapshot persons_;
  EventFormat format_;
  std::optional<collect::ShapeWriter> lines_;  // of JSON, where the format is that
  bool begun_ = false;
  std::uint64_t done_ = 0;
};

}  // namespace throng::api
