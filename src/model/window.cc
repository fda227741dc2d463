#include <algorithm>
#include <charconv>

#include <fmt/core.h>

#include "model/filter.h"
#include "model/internal/fields.h"

namespace throng::model {
namespace {

Instant clamp(Instant t) { return std::clamp(t, kBeginningOfTime, kEndOfTime); }

int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  std::from_chars(text.data() + at, text.data() + at + count, value);
  return value;
}

// A date alone is a midnight of the zone; anything with a clock says its instant itself.
Result<Instant> edge(const std::string& text, const Calendar& calendar, std::string_view field) {
  auto instant = parse_instant(text);
  if (!instant) return std::unexpected(json::under(field, std::move(instant).error()));
  if (text.size() != 10) return clamp(*instant);
  const CivilDate date{digits_at(text, 0, 4), static_cast<unsigned>(digits_at(text, 5, 2)),
                       static_cast<unsigned>(digits_at(text, 8, 2))};
  return clamp(calendar.midnight(date));
}

Result<TimeRange> range_of(const Window::Between& between, const Calendar& calendar) {
  THRONG_TRY(const Instant begin, edge(between.begin, calendar, "between[0]"));
  THRONG_TRY(const Instant end, edge(between.end, calendar, "between[1]"));
  if (end < begin) return invalid("between", "the end lies before the beginning");
  return TimeRange{begin, end};
}

TimeRange range_of(const Window::Last& last, const Calendar& calendar, Instant now) {
  const TimeRange range = calendar.last(last.count, last.unit, now);
  return {clamp(range.begin), clamp(range.end)};
}

Result<Window::Between> read_between(json::Node node) {
  std::vector<std::string> edges;
  THRONG_CHECK(json::read_value(node, edges));
  if (edges.size() != 2) return invalid("", "expected [beginning, end]");
  return Window::Between{std::move(edges[0]), std::move(edges[1])};
}

}  // namespace

Result<TimeRange> resolve(const Window& window, const Calendar& calendar, Instant now) {
  if (const auto* last = std::get_if<Window::Last>(&window.form)) return range_of(*last, calendar, now);
  if (const auto* between = std::get_if<Window::Between>(&window.form)) return range_of(*between, calendar);
  return TimeRange{kBeginningOfTime, kEndOfTime};
}

Result<void> from_json(json::Node node, Window& out) {
  if (node.kind() == json::Kind::string) {
    if (node.string() != "ever") return invalid("", "expected \"ever\", {\"last\":…} or {\"between\":…}");
    out.form = Window::Ever{};
    return {};
  }
  THRONG_TRY(internal::Fields fields, internal::Fields::of(node));
  if (const auto between = fields.take("between")) {
    auto edges = read_between(*between);
    if (!edges) return std::unexpected(json::under("between", std::move(edges).error()));
    out.form = *std::move(edges);
    return fields.finish();
  }
  Window::Last last;
  THRONG_CHECK(fields.require("last", last.count));
  THRONG_CHECK(fields.require("unit", last.unit));
  out.form = last;
  return fields.finish();
}

void to_json(std::string& out, const Window& window) {
  if (const auto* last = std::get_if<Window::Last>(&window.form)) {
    out += fmt::format(R"({{"last":{},"unit":"{}"}})", last->count, json::enum_text(last->unit));
  } else if (const auto* between = std::get_if<Window::Between>(&window.form)) {
    out += "{\"between\":";
    json::write(out, std::vector{between->begin, between->end});
    out += '}';
  } else {
    out += "\"ever\"";
  }
}

}  // namespace throng::model
