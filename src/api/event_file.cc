#include "api/event_file.h"

#include <fmt/format.h>
#include <boost/describe/enum_from_string.hpp>

#include "analyze/table.h"
#include "analyze/table_parquet.h"
#include "model/filter.h"

namespace throng::api {
namespace {

using analyze::TableValue;
using model::Event;

constexpr std::uint64_t kMaxParquetBytes = std::uint64_t{1} << 30;

struct TextColumn {
  std::string_view name;
  std::string Event::* value;
};
constexpr TextColumn kTexts[] = {
    {"event", &Event::name},      {"user_id", &Event::user_id}, {"anonymous_id", &Event::anonymous_id},
    {"session", &Event::session}, {"channel", &Event::channel}, {"device", &Event::device},
    {"os", &Event::os},           {"browser", &Event::browser}, {"page", &Event::page},
    {"properties", &Event::props}};

std::string csv_names() {
  std::vector<TableValue> names = {"time", "received", "person", "event_id"};
  for (const TextColumn& column : kTexts) names.emplace_back(std::string(column.name));
  std::string out(analyze::kCsvBegin);
  analyze::append_csv(out, names);
  return out;
}

void append_row(std::string& out, const Event& event) {
  std::vector<TableValue> row = {event.time, event.received, std::uint64_t{event.person}, model::to_text(event.id)};
  for (const TextColumn& column : kTexts) row.emplace_back(event.*column.value);
  analyze::append_csv(out, row);
}

std::string parquet_columns() {
  std::string out = "time DateTime64(3, 'UTC'), received DateTime64(3, 'UTC'), person UInt32, event_id String";
  for (const TextColumn& column : kTexts) out += fmt::format(", {} String", column.name);
  return out;
}

warehouse::Block block_of(const std::vector<Event>& events) {
  warehouse::Block block{.columns = {}, .rows = events.size()};
  const auto add = [&]<class T>(std::string_view name, T (*of)(const Event&)) {
    std::vector<T> values;
    for (const Event& event : events) values.push_back(of(event));
    block.columns.push_back({.name = std::string(name), .values = std::move(values)});
  };
  add("time", +[](const Event& e) { return to_ms(e.time); });
  add("received", +[](const Event& e) { return to_ms(e.received); });
  add("person", +[](const Event& e) { return e.person; });
  add("event_id", +[](const Event& e) { return model::to_text(e.id); });
  for (const TextColumn& column : kTexts) {
    std::vector<std::string> values;
    for (const Event& event : events) values.push_back(event.*column.value);
    block.columns.push_back({.name = std::string(column.name), .values = std::move(values)});
  }
  return block;
}

std::optional<collect::ExportShape> shape_of(EventFormat format) {
  switch (format) {
    case EventFormat::jsonl: return collect::ExportShape::segment;
    case EventFormat::posthog: return collect::ExportShape::posthog;
    case EventFormat::mixpanel: return collect::ExportShape::mixpanel;
    case EventFormat::amplitude: return collect::ExportShape::amplitude;
    case EventFormat::sensors: return collect::ExportShape::sensors;
    case EventFormat::csv:
    case EventFormat::parquet: break;
  }
  return std::nullopt;
}

}  // namespace

Result<EventFileWish> read_wish(const EventFileText& text, const Calendar& calendar) {
  EventFileWish wish{.events = {.range = {}, .event = text.event}};
  const model::Window::Between between{text.from.empty() ? "1970-01-01" : text.from,
                                       text.to.empty() ? "9999-12-31" : text.to};
  auto range = model::resolve({between}, calendar, {});
  if (!range) {
    const bool first = range.error().field == "between[0]";
    return invalid(first ? "from" : "to", range.error().message);
  }
  wish.events.range = *range;
  if (!text.format.empty() && !boost::describe::enum_from_string(text.format.c_str(), wish.format))
    return invalid("format", "expected jsonl, csv, parquet, posthog, mixpanel, amplitude or sensors");
  return wish;
}

EventFile::EventFile(const analyze::SqlStore& store, collect::EventReader reader, timeline::Snapshot persons,
                     EventFormat format)
    : store_(store), reader_(std::move(reader)), persons_(std::move(persons)), format_(format) {
  if (const auto shape = shape_of(format)) lines_.emplace(*shape);
}

Result<EventFile> EventFile::open(const analyze::SqlStore& store, timeline::Timeline& timeline, EventFileWish wish,
                                  std::stop_token stop) {
  THRONG_TRY(timeline::Snapshot persons, timeline.snapshot({}, stop));
  THRONG_TRY(collect::EventReader reader,
             collect::EventReader::open(*store.warehouse, store.project, std::move(wish.events), stop));
  if (wish.format == EventFormat::parquet && reader.total() > kMaxParquetEvents)
    return fail(ErrorCode::too_large,
                fmt::format("{} events are too many for one Parquet file: at most {}; ask for a shorter time, or for "
                            "jsonl or csv",
                            reader.total(), kMaxParquetEvents));
  return EventFile(store, std::move(reader), std::move(persons), wish.format);
}

Result<std::string> EventFile::next(std::stop_token stop) {
  const bool first = !std::exchange(begun_, true);
  if (format_ == EventFormat::parquet) return first ? parquet(stop) : std::string();
  THRONG_TRY(const auto events, read(stop));
  std::string out = first && format_ == EventFormat::csv ? csv_names() : std::string();
  for (const Event& event : events) lines_ ? lines_->append(out, event) : append_row(out, event);
  return out;
}

// Outside, a person has one number after all joining.
Result<std::vector<Event>> EventFile::read(std::stop_token stop) {
  THRONG_TRY(auto events, reader_.next(stop));
  for (Event& event : events) event.person = persons_.representative(event.person);
  done_ += events.size();
  return events;
}

Result<std::string> EventFile::parquet(std::stop_token stop) {
  THRONG_TRY(const auto table, analyze::PassingTable::make(store_, parquet_columns()));
  while (true) {
    THRONG_TRY(const auto events, read(stop));
    if (events.empty()) break;
    THRONG_CHECK(table->add(block_of(events)));
  }
  auto bytes = table->parquet(kMaxParquetBytes);
  if (!bytes && bytes.error().code == ErrorCode::deadline)
    return fail(ErrorCode::too_large, "the file would be larger than 1 GB: ask for a shorter time");
  return bytes;
}

}  // namespace throng::api
