// Heatmap (热力图): where on a page persons click, on what, and how far down they read. Of the events that the browser
// SDK records by itself (model/web_events.h, docs/sdk/browser.md).
#pragma once

#include "analyze/question.h"
#include "model/web_events.h"

namespace throng::analyze {

inline constexpr std::size_t kMaxHeatmapText = 500;  // bytes of a page's pattern
inline constexpr std::size_t kMaxHeatmapWidths = 9;  // edges between classes of width
inline constexpr std::uint32_t kMaxHeatmapColumns = 200;
inline constexpr std::uint32_t kMinHeatmapRow = 4;  // pixels
inline constexpr std::uint32_t kMaxHeatmapRow = 1000;
inline constexpr double kMaxHeatmapY = 100'000;          // pixels; clicks further down have no spot
inline constexpr std::size_t kMaxHeatmapSpots = 20'000;  // listed
inline constexpr std::uint32_t kMaxHeatmapElements = 500;
inline constexpr std::uint32_t kHeatmapDepths = 20;  // steps of the scroll depth: 5 % of the page each

// What is counted. A view is a page left ($page_leave), which is when it is known how far somebody read.
enum class HeatmapKind { view, click, rage_click, dead_click };
BOOST_DESCRIBE_ENUM(HeatmapKind, view, click, rage_click, dead_click)
inline constexpr std::array kHeatmapEvents = {model::kPageLeave, model::kClick, model::kRageClick, model::kDeadClick};

struct HeatmapQuestion {
  model::EventMatch match = {.events = {kHeatmapEvents.begin(), kHeatmapEvents.end()}};  // which of them count
  model::Window range = {model::Window::Last{30, BucketUnit::day}};
  std::string page = "*";                    // a wildcard (*) over the path; at most kMaxHeatmapText bytes
  HeatmapKind kind = HeatmapKind::click;     // what the map and the elements are of; not view
  std::vector<double> widths = {768, 1200};  // where classes of $viewport_width meet, ascending
  std::optional<std::uint32_t> width;  // the class looked at: 0 is the narrowest; absent: all, of any width or none
  std::uint32_t columns = 64;          // of the map, over the page's width; 1..kMaxHeatmapColumns
  std::uint32_t row = 20;              // pixels; kMinHeatmapRow..kMaxHeatmapRow
  std::uint32_t elements = 50;         // listed, by number of clicks; 0..kMaxHeatmapElements
};
BOOST_DESCRIBE_STRUCT(HeatmapQuestion, (), (match, range, page, kind, widths, width, columns, row, elements))

struct HeatmapCount {
  std::uint64_t events = 0;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(HeatmapCount, (), (events, persons))

struct HeatmapWidth {
  std::optional<double> from, to;  // pixels; from included, to excluded; absent: open
  HeatmapCount views, clicks;
};
BOOST_DESCRIBE_STRUCT(HeatmapWidth, (), (from, to, views, clicks))

struct HeatmapSpot {
  std::uint32_t x = 0;  // column
  std::uint32_t y = 0;  // row
  std::uint64_t events = 0;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(HeatmapSpot, (), (x, y, events, persons))

struct HeatmapElement {
  std::string selector;
  std::string text;                       // most often seen on it, ties by text; "" where none was recorded
  std::uint64_t events = 0, persons = 0;  // of the question's kind
  std::uint64_t clicks = 0, rage_clicks = 0, dead_clicks = 0;
  std::optional<double> x, y;  // mean place of the question's clicks: 0..1 of the width, pixels down
};
BOOST_DESCRIBE_STRUCT(HeatmapElement, (), (selector, text, events, persons, clicks, rage_clicks, dead_clicks, x, y))

struct HeatmapDepth {
  double depth = 0;    // 0..1 of the page's height
  HeatmapCount views;  // that saw as much or more
};
BOOST_DESCRIBE_STRUCT(HeatmapDepth, (), (depth, views))

struct HeatmapAnswer {
  std::vector<HeatmapWidth> widths;  // every class, whichever is looked at
  // Of the class looked at, from here on.
  HeatmapCount views, clicks, rage_clicks, dead_clicks;
  std::optional<double> page_height, viewport_width, viewport_height;  // medians over the views, pixels
  std::vector<HeatmapSpot> spots;        // by row, then column; the kMaxHeatmapSpots with the most events
  std::uint64_t unplaced = 0;            // clicks of the kind that are in no spot listed
  std::vector<HeatmapElement> elements;  // by events descending, ties by selector
  std::vector<HeatmapDepth> depths;      // kHeatmapDepths + 1, from 0 on; over views that say how deep
};
BOOST_DESCRIBE_STRUCT(HeatmapAnswer, (),
                      (widths, views, clicks, rage_clicks, dead_clicks, page_height, viewport_width, viewport_height,
                       spots, unplaced, elements, depths))

struct HeatmapPlace {
  std::uint32_t x = 0, y = 0;
};
BOOST_DESCRIBE_STRUCT(HeatmapPlace, (), (x, y))

// Persons with an event of the kind, in the width looked at or the one named; of a click also in a spot or on an
// element, of a view also as deep or deeper.
struct HeatmapCell {
  HeatmapKind kind = HeatmapKind::click;
  std::optional<std::uint32_t> width;
  std::optional<HeatmapPlace> spot;
  std::optional<std::string> selector;
  std::optional<std::uint32_t> depth;  // place among the depths
};
BOOST_DESCRIBE_STRUCT(HeatmapCell, (), (kind, width, spot, selector, depth))

Result<void> validate(const HeatmapQuestion& question);
Result<void> validate(const HeatmapCell& cell, const HeatmapQuestion& question);

}  // namespace throng::analyze
