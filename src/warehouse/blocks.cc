#include <algorithm>
#include <limits>

#include "warehouse/schema.h"

namespace throng::warehouse {
namespace {

// One column from a member or a function of every row.
template <class T, class Row, class Get>
void add(Block& block, std::string name, std::span<const Row> rows, Get get) {
  std::vector<T> values;
  values.reserve(rows.size());
  for (const auto& row : rows) values.push_back(static_cast<T>(std::invoke(get, row)));
  block.columns.push_back(Column{std::move(name), std::move(values), {}, {}});
}

std::uint64_t ms_of(Instant t) { return static_cast<std::uint64_t>(std::max<std::int64_t>(to_ms(t), 0)); }

// DateTime holds 1970 to 2106; ts_ms is the truth, ts only names the month's partition and serves date functions.
std::uint32_t second_of(Instant t) {
  constexpr std::int64_t kLast = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(to_ms(t) / 1000, 0, kLast));
}

}  // namespace

Block events_block(std::span<const model::Event> events) {
  using model::Event;
  Block block;
  block.rows = events.size();
  add<std::uint32_t>(block, "person", events, &Event::person);
  add<std::uint64_t>(block, "ts_ms", events, [](const Event& e) { return ms_of(e.time); });
  add<std::uint32_t>(block, "tie", events, [](const Event& e) { return model::tie_of(e.id); });
  add<std::string>(block, "event_id", events, [](const Event& e) { return model::to_text(e.id); });
  add<std::uint64_t>(block, "num", events, &Event::number);
  add<std::uint64_t>(block, "received_ms", events, [](const Event& e) { return ms_of(e.received); });
  add<std::uint32_t>(block, "ts", events, [](const Event& e) { return second_of(e.time); });
  add<std::string>(block, "event", events, &Event::name);
  add<std::string>(block, "anonymous_id", events, &Event::anonymous_id);
  add<std::string>(block, "user_id", events, &Event::user_id);
  add<std::string>(block, "session", events, &Event::session);
  add<std::string>(block, "channel", events, &Event::channel);
  add<std::string>(block, "device", events, &Event::device);
  add<std::string>(block, "os", events, &Event::os);
  add<std::string>(block, "browser", events, &Event::browser);
  add<std::string>(block, "page", events, &Event::page);
  add<std::string>(block, "props", events, &Event::props);
  return block;
}

Block ids_block(std::span<const IdRow> rows) {
  Block block;
  block.rows = rows.size();
  add<std::uint32_t>(block, "person", rows, &IdRow::person);
  add<std::uint8_t>(block, "kind", rows, &IdRow::kind);
  add<std::string>(block, "value", rows, &IdRow::value);
  add<std::uint64_t>(block, "first_seen_ms", rows, [](const IdRow& row) { return ms_of(row.first_seen); });
  return block;
}

Block links_block(std::span<const model::Link> links) {
  using model::Link;
  Block block;
  block.rows = links.size();
  add<std::uint64_t>(block, "id", links, &Link::id);
  add<std::uint8_t>(block, "kind", links, &Link::kind);
  add<std::uint32_t>(block, "src", links, &Link::from);
  add<std::uint32_t>(block, "dst", links, &Link::into);
  add<std::uint64_t>(block, "target", links, &Link::target);
  add<std::uint64_t>(block, "at_ms", links, [](const Link& link) { return ms_of(link.at); });
  add<std::string>(block, "why", links, &Link::why);
  return block;
}

Block settled_block(std::span<const std::uint64_t> rows, Instant at) {
  Block block;
  block.rows = rows.size();
  add<std::uint64_t>(block, "row", rows, [](std::uint64_t row) { return row; });
  add<std::uint64_t>(block, "at_ms", rows, [at](std::uint64_t) { return ms_of(at); });
  return block;
}

Block quarantine_block(std::span<const QuarantineRow> rows) {
  Block block;
  block.rows = rows.size();
  add<std::uint64_t>(block, "at_ms", rows, [](const QuarantineRow& row) { return ms_of(row.at); });
  add<std::string>(block, "source", rows, &QuarantineRow::source);
  add<std::string>(block, "reason", rows, &QuarantineRow::reason);
  add<std::string>(block, "field", rows, &QuarantineRow::field);
  add<std::string>(block, "message", rows, &QuarantineRow::message);
  add<std::string>(block, "body", rows, &QuarantineRow::body);
  add<std::uint64_t>(block, "line", rows, &QuarantineRow::line);
  return block;
}

}  // namespace throng::warehouse
