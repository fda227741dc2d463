#include "analyze/stickiness/run_sql.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/sql/bucket.h"
#include "analyze/sql/filter.h"

namespace throng::analyze {
namespace {

struct Prepared {
  sql::Reader reader;
  StickinessGrid grid;
  std::vector<std::int64_t> days;  // keys of the grid's days
  std::string rows;                // a query for (p, ts_ms, b, d): bucket and day of every matching event of the grid
};

Result<Prepared> prepare(const StickinessQuestion& question, const SqlStore& store, const AskContext& context) {
  Prepared out;
  THRONG_TRY(out.reader, sql::Reader::open(store, context));
  THRONG_TRY(auto buckets, out.reader.buckets(question.range, question.bucket));
  THRONG_TRY(auto days, out.reader.buckets(question.range, BucketUnit::day));
  out.grid = grid_of(std::move(buckets), std::move(days), context.calendar);
  const auto bucket = sql::bucket_sql(question.bucket, context.calendar, out.grid.buckets.bounds);
  auto day = sql::bucket_sql(BucketUnit::day, context.calendar, out.grid.days.bounds);
  out.days = std::move(day.keys);
  THRONG_TRY(const std::string match, sql::match_sql(out.reader, question.match));
  out.rows = fmt::format("SELECT p, ts_ms, {} AS b, {} AS d FROM {} AS e WHERE {} AND ({})", bucket.expression,
                         day.expression, out.reader.events(), sql::in_range(out.grid.days.range), match);
  return out;
}

std::string histogram_query(const Prepared& prepared) {
  return fmt::format("SELECT p, uniqExact(b) AS n FROM ({}) AS matching WHERE {} GROUP BY p", prepared.rows,
                     sql::in_range(prepared.grid.buckets.range));
}

Result<void> read_histogram(const Prepared& prepared, StickinessAnswer& answer) {
  THRONG_TRY(const auto block, prepared.reader.rows(fmt::format("SELECT n, count() FROM ({}) AS persons GROUP BY n",
                                                                histogram_query(prepared))));
  for (std::size_t i = 0; i < block.rows; ++i) {
    const std::uint64_t n = block.get<std::uint64_t>(0)[i];
    if (n > answer.histogram.size()) return fail(ErrorCode::internal, "the warehouse's calendar disagrees with ours");
    answer.histogram[n - 1].persons = block.get<std::uint64_t>(1)[i];
  }
  return {};
}

// (w, day, s): where persons begin (+1) and cease (-1) to be inside the windows that end with the day.
std::string changes_query(const Prepared& prepared) {
  std::string changes;
  for (const ActiveWindow window : kActiveWindows) {
    changes += fmt::format(
        "{0}arrayMap(ld -> (toUInt8({1}), ld, toInt64(1)), ds), "
        "arrayMap((ld, ln) -> (toUInt8({1}), least(ld + {2}, ln), toInt64(-1)), ds, afters)",
        changes.empty() ? "" : ", ", static_cast<int>(window), days_of(window));
  }
  const std::string days = fmt::format(
      "SELECT p, ds, arrayPushBack(arrayPopFront(ds), toInt64(1000000000)) AS afters FROM "
      "(SELECT p, arraySort(groupUniqArray(d)) AS ds FROM ({}) AS matching GROUP BY p) AS active",
      prepared.rows);
  return fmt::format(
      "SELECT w, day, sum(s) FROM (SELECT tupleElement(c, 1) AS w, tupleElement(c, 2) AS day, tupleElement(c, 3) AS s "
      "FROM (SELECT p, arrayConcat({}) AS cs FROM ({}) AS days) AS persons ARRAY JOIN cs AS c) AS changes GROUP BY w, "
      "day ORDER BY w, day",
      changes, days);
}

Result<void> read_days(const Prepared& prepared, StickinessAnswer& answer) {
  THRONG_TRY(const auto block, prepared.reader.rows(changes_query(prepared)));
  const auto asked = prepared.days.begin() + static_cast<std::ptrdiff_t>(StickinessGrid::kDaysBefore);
  std::size_t row = 0;
  for (const ActiveWindow window : kActiveWindows) {
    std::int64_t persons = 0;
    const auto is_of_window = [&] {
      return row < block.rows && block.get<std::uint8_t>(0)[row] == static_cast<std::uint8_t>(window);
    };
    for (auto day = asked; day != prepared.days.end(); ++day) {
      for (; is_of_window() && block.get<std::int64_t>(1)[row] <= *day; ++row)
        persons += block.get<std::int64_t>(2)[row];
      count_of(answer.days[static_cast<std::size_t>(day - asked)], window) = static_cast<std::uint64_t>(persons);
    }
    while (is_of_window()) ++row;
  }
  return {};
}

}  // namespace

Result<StickinessAnswer> run_sql(const StickinessQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  StickinessAnswer answer = empty_stickiness(prepared.grid, context);
  if (answer.days.empty()) return answer;
  THRONG_CHECK(read_histogram(prepared, answer));
  THRONG_CHECK(read_days(prepared, answer));
  complete_stickiness(answer);
  return answer;
}

Result<PersonList> persons_sql(const StickinessQuestion& question, const StickinessCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_CHECK(validate(cell, prepared.grid));
  if (cell.buckets) {
    return prepared.reader.persons(fmt::format("SELECT p FROM ({}) AS persons WHERE n {} {}", histogram_query(prepared),
                                               cell.at_least ? ">=" : "=", *cell.buckets));
  }
  const std::int64_t last = prepared.days[*cell.day + StickinessGrid::kDaysBefore];
  return prepared.reader.persons(fmt::format("SELECT DISTINCT p FROM ({}) AS matching WHERE d > {} AND d <= {}",
                                             prepared.rows, last - days_of(cell.window), last));
}

}  // namespace throng::analyze
