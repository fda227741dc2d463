#include "analyze/retention/run_sql.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analyze/retention/internal/sql_entries.h"
#include "analyze/sql/bucket.h"
#include "analyze/sql/filter.h"

namespace throng::analyze {
namespace {

using internal::RetentionFrame;
using internal::RetentionTally;

// Of a plain question: sets of buckets are enough.
struct Prepared {
  sql::Reader reader;
  RetentionFrame frame;
  std::vector<std::int64_t> keys;  // of the cohorts' buckets
  std::string persons;             // a query for (p, cs, bs): a person's cohorts, and the buckets with a return event
};

// Whether the person's first matching event ever, the first in the range, or each bucket's, makes a cohort.
std::string cohorts_of(CohortKind kind, TimeRange range) {
  const std::string inside = sql::in_range(range);
  if (kind == CohortKind::recurring) return fmt::format("groupUniqArrayIf(b, starts AND {})", inside);
  if (kind == CohortKind::first_matching)
    return fmt::format("arrayFilter(lb -> countIf(starts AND {0}) > 0, [minIf(b, starts AND {0})])", inside);
  return fmt::format(
      "arrayFilter(lb -> countIf(starts) > 0 AND minIf(ts_ms, starts) >= {} AND minIf(ts_ms, starts) < {}, [minIf(b, "
      "starts)])",
      to_ms(range.begin), to_ms(range.end));
}

Result<Prepared> prepare(const RetentionQuestion& question, const SqlStore& store, const AskContext& context) {
  Prepared out;
  THRONG_TRY(out.reader, sql::Reader::open(store, context));
  THRONG_TRY(Buckets cohorts, out.reader.buckets(question.range, question.bucket));
  THRONG_TRY(out.frame, internal::retention_frame(question, std::move(cohorts), context));
  auto bucket = sql::bucket_sql(question.bucket, context.calendar, out.frame.cohorts.bounds);
  out.keys = std::move(bucket.keys);
  THRONG_TRY(const std::string start, sql::match_sql(out.reader, question.start));
  THRONG_TRY(const std::string back, sql::match_sql(out.reader, question.back));
  out.persons = fmt::format(
      "SELECT p, {} AS cs, groupUniqArrayIf(b, returns) AS bs FROM "
      "(SELECT p, ts_ms, {} AS b, ({}) AS starts, ({}) AS returns FROM {} AS e) AS marked WHERE starts OR returns "
      "GROUP BY p",
      cohorts_of(question.cohort, out.frame.cohorts.range), bucket.expression, start, back, out.reader.events());
  return out;
}

// One row per cell: (cohort, n, persons), n = -1 for the cohort itself.
std::string cells_query(const RetentionQuestion& question, const Prepared& prepared) {
  std::string columns;
  if (question.returns == ReturnKind::on) {
    columns = fmt::format("arrayFilter(ln -> ln >= 0 AND ln <= {}, arrayMap(lb -> lb - c, bs))", question.buckets);
  } else {
    // The last return decides; earlier columns are added up later.
    columns = fmt::format(
        "arrayMap(ln -> least(ln, toInt64({})), arrayFilter(ln -> ln >= 0, [if(length(bs) = 0, toInt64(-1), "
        "arrayReduce('max', bs) - c)]))",
        question.buckets);
  }
  return fmt::format(
      "SELECT c, n, count() FROM (SELECT c, arrayPushFront({}, toInt64(-1)) AS ns FROM "
      "(SELECT p, c, bs FROM ({}) AS persons ARRAY JOIN cs AS c) AS cohorts) AS cells ARRAY JOIN ns AS n GROUP BY c, n",
      columns, prepared.persons);
}

Result<void> read_cells(const RetentionQuestion& question, const Prepared& prepared, RetentionTally& tally) {
  THRONG_TRY(const auto block, prepared.reader.rows(cells_query(question, prepared)));
  for (std::size_t i = 0; i < block.rows; ++i) {
    THRONG_TRY(const std::size_t row, sql::bucket_with(prepared.keys, block.get<std::int64_t>(0)[i]));
    const std::int64_t n = block.get<std::int64_t>(1)[i];
    const std::uint64_t persons = block.get<std::uint64_t>(2)[i];
    if (n < 0) {
      tally.persons[row] = persons;
    } else {
      tally.returned[tally.cell(row, static_cast<std::size_t>(n))] = persons;
    }
  }
  return {};
}

void accumulate_later(const RetentionFrame& frame, RetentionTally& tally) {
  for (std::size_t row = 0; row < frame.cohorts.count(); ++row) {
    for (std::size_t n = frame.columns() - 1; n > 0; --n)
      tally.returned[tally.cell(row, n - 1)] += tally.returned[tally.cell(row, n)];
  }
}

Result<RetentionAnswer> plain_answer(const RetentionQuestion& question, const SqlStore& store,
                                     const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  RetentionTally tally(question, prepared.frame, 1);
  THRONG_CHECK(read_cells(question, prepared, tally));
  if (question.returns == ReturnKind::on_or_after) accumulate_later(prepared.frame, tally);
  const std::string all_persons[] = {""};
  return internal::retention_answer(question, prepared.frame, tally, all_persons);
}

Result<PersonList> plain_persons(const RetentionQuestion& question, const RetentionCell& cell, const SqlStore& store,
                                 const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_CHECK(validate(cell, question, prepared.frame.cohorts.count()));
  std::vector<std::int64_t> cohorts;
  for (std::size_t i = 0; i < prepared.frame.cohorts.count(); ++i)
    if (internal::is_of_cohort(prepared.frame, cell, i)) cohorts.push_back(prepared.keys[i]);
  if (cohorts.empty()) return PersonList();
  const bool on = question.returns == ReturnKind::on;
  std::string returned = "1";
  if (cell.bucket)
    returned = fmt::format(fmt::runtime(on ? "has(bs, c + {})" : "arrayExists(lx -> lx >= c + {}, bs)"), *cell.bucket);
  return prepared.reader.persons(
      fmt::format("SELECT p FROM (SELECT p, c, bs FROM ({}) AS persons ARRAY JOIN cs AS c) AS cohorts WHERE c IN ({}) "
                  "GROUP BY p HAVING max({}) = {}",
                  prepared.persons, fmt::join(cohorts, ", "), returned, cell.absent ? 0 : 1));
}

}  // namespace

Result<RetentionAnswer> run_sql(const RetentionQuestion& question, const SqlStore& store, const AskContext& context) {
  if (is_plain(question)) return plain_answer(question, store, context);
  THRONG_TRY(auto entries, internal::SqlEntries::open(question, store, context));
  return entries.answer();
}

Result<PersonList> persons_sql(const RetentionQuestion& question, const RetentionCell& cell, const SqlStore& store,
                               const AskContext& context) {
  if (is_plain(question)) return plain_persons(question, cell, store, context);
  THRONG_TRY(auto entries, internal::SqlEntries::open(question, store, context));
  THRONG_CHECK(validate(cell, question, entries.cohorts()));
  return entries.persons(cell);
}

}  // namespace throng::analyze
