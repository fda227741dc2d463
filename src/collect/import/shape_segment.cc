// Segment's and RudderStack's raw logs: messages as they were delivered.
#include "collect/import/shape_lines.h"

namespace throng::collect {
namespace {

// Of three times told: the client's clock corrected by how long the message was on its way, as the delivered
// `timestamp` is.
std::optional<Instant> corrected(const Field& line) {
  const auto original = utc_time(at(line, "originalTimestamp"), "");
  const auto sent = utc_time(at(line, "sentAt"), "");
  const auto received = utc_time(at(line, "receivedAt"), "");
  if (!received) return std::nullopt;
  if (!original) return *received;
  return sent ? *original + (*received - *sent) : *original;
}

}  // namespace

// `sentAt` goes: it is of another day, and would move the event to this one.
Result<WireLine> segment_line(const Field& line, ShapeContext&) {
  JsonObject out;
  out.members(line, [](std::string_view key) { return key != "sentAt" && key != "writeKey"; });
  if (!at(line, "timestamp")) {
    if (const auto time = corrected(line)) out.text("timestamp", format_instant(*time));
  }
  return WireLine{.body = out.take()};
}

}  // namespace throng::collect
