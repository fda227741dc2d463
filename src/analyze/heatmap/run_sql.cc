#include "analyze/heatmap/run_sql.h"

#include <fmt/format.h>

#include "analyze/heatmap/internal/complete.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/value.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using sql::ValueSql;
using warehouse::Block;
using warehouse::quote;

constexpr std::string_view kNames[] = {"view", "click", "rage_click", "dead_click"};

std::string_view name_of(HeatmapKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

// A wildcard as a pattern of LIKE.
std::string like_pattern(std::string_view wildcard) {
  std::string out;
  for (const char c : wildcard) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c == '*' ? '%' : c;
  }
  return quote(out);
}

// Not a number where the property is none.
std::string number(std::string_view property) {
  const ValueSql value = ValueSql::event(property);
  return fmt::format("if({}, {}, nan)", value.is_number(), value.number());
}

std::string kind_sql() {
  std::string cases;
  for (std::size_t i = 0; i < kHeatmapEvents.size(); ++i)
    cases += fmt::format("event = {}, {}, ", quote(kHeatmapEvents[i]), quote(kNames[i]));
  return fmt::format("multiIf({}'')", cases);
}

// The class of a width w; 255: none is known.
std::string class_sql(const std::vector<double>& widths) {
  std::string cases = "isNaN(w), 255";
  for (std::size_t i = 0; i < widths.size(); ++i) cases += fmt::format(", w < {}, {}", widths[i], i);
  return fmt::format("toUInt8(multiIf({}, {}))", cases, widths.size());
}

class Run {
 public:
  Run(const HeatmapQuestion& question) : question_(question) {}

  Result<void> open(const SqlStore& store, const AskContext& context);
  const sql::Reader& reader() const { return reader_; }
  Result<HeatmapAnswer> answer() const;
  std::string rows_of(const HeatmapCell& cell) const;

 private:
  Result<void> read_widths(HeatmapAnswer& answer) const;
  Result<void> read_kinds(HeatmapAnswer& answer) const;
  Result<void> read_sizes(HeatmapAnswer& answer) const;
  Result<void> read_spots(HeatmapAnswer& answer) const;
  Result<void> read_elements(HeatmapAnswer& answer) const;
  Result<void> read_depths(HeatmapAnswer& answer) const;
  std::string looked_at() const { return question_.width ? fmt::format("c = {}", *question_.width) : std::string("1"); }
  // Events of one kind of the width looked at, as a query over the rows.
  std::string own(HeatmapKind kind, std::string_view columns, std::string_view condition = "1") const {
    return fmt::format("SELECT {} FROM ({}) AS rows WHERE kind = {} AND {} AND {}", columns, rows_,
                       quote(name_of(kind)), looked_at(), condition);
  }

  const HeatmapQuestion& question_;
  sql::Reader reader_;
  // A query for (p, kind, w, vh, ph, selector, label, share, y, d, c) of every event that counts: c is the class of its
  // width, and placed, line_x, line_y (its spot).
  std::string rows_;
};

Result<void> Run::open(const SqlStore& store, const AskContext& context) {
  THRONG_TRY(reader_, sql::Reader::open(store, context));
  THRONG_TRY(const Buckets buckets, reader_.buckets(question_.range, BucketUnit::total));
  THRONG_TRY(const std::string match, sql::match_sql(reader_, question_.match));
  const std::string facts = fmt::format(
      "SELECT p, {} AS kind, {} AS w, {} AS vh, {} AS pw, {} AS ph, {} AS x, {} AS y, {} AS d, {} AS selector, {} AS "
      "label FROM {} AS e WHERE {} AND ({}) AND kind != '' AND {} LIKE {}",
      kind_sql(), number("$viewport_width"), number("$viewport_height"), number("$page_width"), number("$page_height"),
      number("$click_x"), number("$click_y"), number("$scroll_depth"), ValueSql::event("$selector").label(),
      ValueSql::event("$element_text").label(), reader_.events(), sql::in_range(buckets.range), match,
      ValueSql::event("$page").label(), like_pattern(question_.page));
  const std::string shares = fmt::format(
      "SELECT p, kind, w, vh, ph, y, d, selector, label, if(pw > 0 AND NOT isNaN(x), least(greatest(x / pw, 0), 1), "
      "nan) AS share, {} AS "
      "c FROM ({}) AS facts",
      class_sql(question_.widths), facts);
  const std::string has_spot = fmt::format("NOT isNaN(share) AND y >= 0 AND y < {}", kMaxHeatmapY);
  rows_ = fmt::format(
      "SELECT p, kind, w, vh, ph, selector, label, share, y, d, c, toUInt8({0}) AS placed, "
      "toUInt32(if(placed, least(floor(share * {1}), {1} - 1), 0)) AS line_x, toUInt32(if(placed, floor(y / {2}), 0)) "
      "AS line_y "
      "FROM ({3}) AS shares",
      has_spot, question_.columns, question_.row, shares);
  return {};
}

Result<void> Run::read_widths(HeatmapAnswer& answer) const {
  THRONG_TRY(const Block block,
             reader_.rows(fmt::format("SELECT c, kind, count(), uniqExact(p) FROM ({}) AS rows WHERE c != 255 AND kind "
                                      "IN ('view', 'click') GROUP BY c, kind",
                                      rows_)));
  for (std::size_t i = 0; i < block.rows; ++i) {
    HeatmapWidth& width = answer.widths[block.get<std::uint8_t>(0)[i]];
    HeatmapCount& count = block.get<std::string>(1)[i] == "view" ? width.views : width.clicks;
    count = {block.get<std::uint64_t>(2)[i], block.get<std::uint64_t>(3)[i]};
  }
  return {};
}

Result<void> Run::read_kinds(HeatmapAnswer& answer) const {
  THRONG_TRY(const Block block,
             reader_.rows(fmt::format("SELECT kind, count(), uniqExact(p) FROM ({}) AS rows WHERE {} GROUP BY kind",
                                      rows_, looked_at())));
  HeatmapCount* const counts[] = {&answer.views, &answer.clicks, &answer.rage_clicks, &answer.dead_clicks};
  for (std::size_t i = 0; i < block.rows; ++i) {
    for (std::size_t kind = 0; kind < std::size(kNames); ++kind) {
      if (block.get<std::string>(0)[i] != kNames[kind]) continue;
      *counts[kind] = {block.get<std::uint64_t>(1)[i], block.get<std::uint64_t>(2)[i]};
    }
  }
  return {};
}

// Medians: the middle value, or the mean of the two in the middle.
Result<void> Run::read_sizes(HeatmapAnswer& answer) const {
  std::string medians;
  for (const std::string_view size : {"ph", "w", "vh"}) {
    const std::string sorted = fmt::format("arraySort(groupArrayIf({0}, NOT isNaN({0})))", size);
    medians += fmt::format("{}{} AS {}s", medians.empty() ? "" : ", ", sorted, size);
  }
  std::string columns;
  for (const std::string_view list : {"phs", "ws", "vhs"}) {
    columns += fmt::format(
        "{0}toUInt64(length({1})), if(empty({1}), 0, ({1}[intDiv(length({1}) + 1, 2)] + {1}[intDiv(length({1}) + 2, "
        "2)]) / 2)",
        columns.empty() ? "" : ", ", list);
  }
  THRONG_TRY(const Block block, reader_.rows(fmt::format("SELECT {} FROM (SELECT {} FROM ({}) AS views) AS lists",
                                                         columns, medians, own(HeatmapKind::view, "ph, w, vh"))));
  std::optional<double>* const sizes[] = {&answer.page_height, &answer.viewport_width, &answer.viewport_height};
  for (std::size_t i = 0; i < std::size(sizes); ++i) {
    if (block.get<std::uint64_t>(2 * i)[0] > 0) *sizes[i] = block.get<double>(2 * i + 1)[0];
  }
  return {};
}

Result<void> Run::read_spots(HeatmapAnswer& answer) const {
  THRONG_TRY(const Block block,
             reader_.rows(fmt::format("SELECT placed, line_x, line_y, count(), uniqExact(p) FROM ({}) AS own GROUP BY "
                                      "placed, line_x, line_y",
                                      own(question_.kind, "p, placed, line_x, line_y"))));
  for (std::size_t i = 0; i < block.rows; ++i) {
    const std::uint64_t events = block.get<std::uint64_t>(3)[i];
    if (block.get<std::uint8_t>(0)[i] == 0) {
      answer.unplaced += events;
      continue;
    }
    answer.spots.push_back(
        {block.get<std::uint32_t>(1)[i], block.get<std::uint32_t>(2)[i], events, block.get<std::uint64_t>(4)[i]});
  }
  return {};
}

Result<void> Run::read_elements(HeatmapAnswer& answer) const {
  const std::string is_own = fmt::format("kind = {}", quote(name_of(question_.kind)));
  const std::string texts = fmt::format(
      "SELECT selector, argMin(label, (-toInt64(n), label)) AS best FROM (SELECT selector, label, count() AS n FROM "
      "({}) "
      "AS own WHERE label != {} GROUP BY selector, label) AS texts GROUP BY selector",
      own(question_.kind, "selector, label"), quote(model::kNone));
  const std::string counts = fmt::format(
      "SELECT selector, countIf({0}) AS n, uniqExactIf(p, {0}) AS persons, countIf(kind = 'click') AS clicks, "
      "countIf(kind = 'rage_click') AS rages, countIf(kind = 'dead_click') AS deads, countIf({0} AND placed) AS "
      "places, sumIf(share, {0} AND placed) AS xs, sumIf(y, {0} AND placed) AS ys FROM ({1}) AS "
      "rows WHERE kind != 'view' AND {2} AND selector != {3} GROUP BY selector HAVING n > 0 ORDER BY n DESC, selector "
      "LIMIT {4}",
      is_own, rows_, looked_at(), quote(model::kNone), question_.elements);
  THRONG_TRY(const Block block, reader_.rows(fmt::format(
                                    "SELECT selector, best, n, persons, clicks, rages, deads, places, xs, ys FROM ({}) "
                                    "AS counts GLOBAL ANY LEFT JOIN ({}) AS texts USING selector",
                                    counts, texts)));
  for (std::size_t i = 0; i < block.rows; ++i) {
    const auto number = [&](std::size_t column) { return block.get<std::uint64_t>(column)[i]; };
    HeatmapElement& element = answer.elements.emplace_back(HeatmapElement{block.get<std::string>(0)[i],
                                                                          block.get<std::string>(1)[i],
                                                                          number(2),
                                                                          number(3),
                                                                          number(4),
                                                                          number(5),
                                                                          number(6),
                                                                          {},
                                                                          {}});
    if (number(7) == 0) continue;
    element.x = block.get<double>(8)[i] / static_cast<double>(number(7));
    element.y = block.get<double>(9)[i] / static_cast<double>(number(7));
  }
  return {};
}

Result<void> Run::read_depths(HeatmapAnswer& answer) const {
  const std::string step =
      fmt::format("toUInt8(floor(least(greatest(if(isNaN(d), 0, d), 0), 1) * {}))", kHeatmapDepths);
  const std::string views = own(HeatmapKind::view, fmt::format("p, {} AS step", step), "NOT isNaN(d)");
  internal::HeatmapReached reached{};
  THRONG_TRY(const Block events,
             reader_.rows(fmt::format("SELECT step, count() FROM ({}) AS views GROUP BY step", views)));
  for (std::size_t i = 0; i < events.rows; ++i)
    reached[events.get<std::uint8_t>(0)[i]].events = events.get<std::uint64_t>(1)[i];
  THRONG_TRY(const Block persons, reader_.rows(fmt::format("SELECT deepest, count() FROM (SELECT p, max(step) AS "
                                                           "deepest FROM ({}) AS views GROUP BY p) AS persons GROUP BY "
                                                           "deepest",
                                                           views)));
  for (std::size_t i = 0; i < persons.rows; ++i)
    reached[persons.get<std::uint8_t>(0)[i]].persons = persons.get<std::uint64_t>(1)[i];
  answer.depths = internal::heatmap_depths(reached);
  return {};
}

Result<HeatmapAnswer> Run::answer() const {
  HeatmapAnswer answer;
  answer.widths = internal::heatmap_widths(question_);
  THRONG_CHECK(read_widths(answer));
  THRONG_CHECK(read_kinds(answer));
  THRONG_CHECK(read_sizes(answer));
  THRONG_CHECK(read_spots(answer));
  if (question_.elements > 0) THRONG_CHECK(read_elements(answer));
  THRONG_CHECK(read_depths(answer));
  internal::complete_heatmap(question_, answer);
  return answer;
}

std::string Run::rows_of(const HeatmapCell& cell) const {
  std::string condition = fmt::format("kind = {}", quote(name_of(cell.kind)));
  condition += cell.width ? fmt::format(" AND c = {}", *cell.width) : " AND " + looked_at();
  if (cell.spot) condition += fmt::format(" AND placed AND line_x = {} AND line_y = {}", cell.spot->x, cell.spot->y);
  if (cell.selector)
    condition += fmt::format(" AND selector = {} AND selector != {}", quote(*cell.selector), quote(model::kNone));
  if (cell.depth)
    condition +=
        fmt::format(" AND NOT isNaN(d) AND floor(least(greatest(d, 0), 1) * {}) >= {}", kHeatmapDepths, *cell.depth);
  return fmt::format("SELECT DISTINCT p FROM ({}) AS rows WHERE {}", rows_, condition);
}

}  // namespace

Result<HeatmapAnswer> run_sql(const HeatmapQuestion& question, const SqlStore& store, const AskContext& context) {
  Run run(question);
  THRONG_CHECK(run.open(store, context));
  return run.answer();
}

Result<PersonList> persons_sql(const HeatmapQuestion& question, const HeatmapCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question);
  THRONG_CHECK(run.open(store, context));
  return run.reader().persons(run.rows_of(cell));
}

}  // namespace throng::analyze
