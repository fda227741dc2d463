#include "analyze/retention/internal/sql_entries.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analyze/sql/breakdown.h"
#include "analyze/sql/bucket.h"
#include "analyze/sql/chain.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/value.h"
#include "model/value.h"

namespace throng::analyze::internal {
namespace {

constexpr std::string_view kNoLabel = "''";

// From a person's sorted starts `ss` (instant, tie, id, bucket, label) those that make a cohort.
std::string cohort_starts(CohortKind kind, TimeRange range) {
  switch (kind) {
    case CohortKind::first_ever:
      return fmt::format(
          "arrayFilter(le -> tupleElement(le, 1) >= {} AND tupleElement(le, 1) < {}, arraySlice(ss, 1, 1))",
          to_ms(range.begin), to_ms(range.end));
    case CohortKind::first_matching: return "arraySlice(ss, 1, 1)";
    case CohortKind::recurring:
      return "arrayFilter((le, lk) -> lk = 1, ss, arrayEnumerateUniq(arrayMap(lb -> tupleElement(lb, 4), ss)))";
  }
  return "";
}

}  // namespace

Result<SqlEntries> SqlEntries::open(const RetentionQuestion& question, const SqlStore& store,
                                    const AskContext& context) {
  SqlEntries out;
  out.question_ = &question;
  THRONG_TRY(out.reader_, sql::Reader::open(store, context));
  THRONG_TRY(Buckets cohorts, out.reader_.buckets(question.range, question.bucket));
  THRONG_TRY(out.frame_, retention_frame(question, std::move(cohorts), context));
  auto bucket = sql::bucket_sql(question.bucket, context.calendar, out.frame_.cohorts.bounds);
  out.keys_ = std::move(bucket.keys);
  out.bucket_ = std::move(bucket.expression);
  THRONG_TRY(const std::string marked, out.marked_query());
  out.entries_ = out.entries_query(marked);
  return out;
}

// A row per event that starts or returns: (p, ts_ms, tie, oid, b, starts, returns, v, ok, label).
Result<std::string> SqlEntries::marked_query() const {
  THRONG_TRY(const std::string start, sql::match_sql(reader_, question_->start));
  THRONG_TRY(const std::string back, sql::match_sql(reader_, question_->back));
  std::string value = "toFloat64(0)", ok = "0";
  if (question_->value != RetentionValue::persons) {
    const auto property = sql::ValueSql::event(question_->property);
    value = property.number();
    ok = property.is_number();
  }
  const std::string all = fmt::format(
      "SELECT p, toInt64(ts_ms) AS at, tie, {} AS oid, {} AS b, ({}) AS starts, ({}) AS returns, {} AS v, {} AS ok, "
      "{} AS label FROM {} AS e",
      sql::kOrderId, bucket_, start, back, value, ok, sql::event_label(question_->breakdown), reader_.events());
  return fmt::format(
      "SELECT p, at, tie, oid, b, starts, returns, v, ok, label FROM ({}) AS all WHERE starts OR returns", all);
}

std::string SqlEntries::entries_query(const std::string& marked) const {
  const bool ever = question_->cohort == CohortKind::first_ever;
  const TimeRange range = frame_.cohorts.range;
  const std::string starting =
      ever ? "starts" : fmt::format("starts AND at >= {} AND at < {}", to_ms(range.begin), to_ms(range.end));
  // A return is known by its bucket or its instant.
  const std::string place = question_->periods == PeriodKind::rolling ? "at" : "b";
  const std::string persons = fmt::format(
      "SELECT p, arraySort(groupArrayIf((at, tie, oid, b, label), {})) AS ss, groupArrayIf(({}, v, ok), returns) AS rs "
      "FROM ({}) AS marked GROUP BY p",
      starting, place, marked);
  const std::string starts = fmt::format("SELECT p, {} AS es, rs FROM ({}) AS persons WHERE length(ss) > 0",
                                         cohort_starts(question_->cohort, range), persons);
  const std::string rows = fmt::format(
      "SELECT p, tupleElement(e, 4) AS c, tupleElement(e, 1) AS t0, tupleElement(e, 5) AS label, rs FROM ({}) AS "
      "starts "
      "ARRAY JOIN es AS e",
      starts);
  return sql::labelled(reader_, question_->breakdown, "p, c, t0, rs", rows);
}

// A row per person, cohort and column in which they returned: (p, c, label, n, total, numbers).
std::string SqlEntries::returned_query() const {
  const bool on = question_->returns == ReturnKind::on;
  std::string offset = "tupleElement(r, 1) - c";
  if (question_->periods == PeriodKind::rolling) {
    // Division rounds towards 0, so what is before the start is told apart first.
    offset = fmt::format("if(tupleElement(r, 1) < t0, toInt64(-1), intDiv(tupleElement(r, 1) - t0, {}))",
                         frame_.period.count());
  }
  const std::string placed = fmt::format(
      "SELECT p, c, label, {} AS off, tupleElement(r, 2) AS v, tupleElement(r, 3) AS ok FROM ({}) AS entries ARRAY "
      "JOIN "
      "rs AS r",
      offset, entries_);
  const std::vector<std::uint32_t> begins(frame_.edges.begin(), frame_.edges.end() - 1);
  const std::string edges = fmt::format("[{}]", fmt::join(begins, ","));
  const std::string column = fmt::format("indexOf({0}, roundDown(off, {0}))", edges);  // counted from 1
  const std::string columns =
      fmt::format("SELECT p, c, label, v, ok, {} AS ns FROM ({}) AS placed WHERE off >= 0{}",
                  on ? fmt::format("[{} - 1]", column) : fmt::format("range(toUInt64({}))", column), placed,
                  on ? fmt::format(" AND off < {}", frame_.periods()) : "");
  return fmt::format(
      "SELECT p, c, label, toInt64(n) AS n, sumIf(v, ok) AS total, countIf(ok) AS numbers FROM (SELECT p, c, label, v, "
      "ok, n FROM ({}) AS columns ARRAY JOIN ns AS n) AS spread GROUP BY p, c, label, n HAVING count() >= {}",
      columns, question_->at_least);
}

// A row per person and cohort with a return from column 1 on: (p, c, label, unbroken, longest, running).
std::string SqlEntries::streaks_query() const {
  const std::string complete =
      fmt::format("toInt64([{}][indexOf([{}], c)])", fmt::join(frame_.complete, ","), fmt::join(keys_, ","));
  const std::string columns = fmt::format(
      "SELECT p, c, label, arraySort(groupArray(n)) AS ns FROM ({}) AS returned WHERE n >= 1 GROUP BY p, c, label",
      returned_query());
  const std::string over = fmt::format(
      "SELECT p, c, label, ns, done, arrayFilter(ln -> ln < done, ns) AS cs FROM (SELECT p, c, label, ns, {} AS done "
      "FROM ({}) AS columns) AS known",
      complete, columns);
  // In sorted different numbers, number minus place is the same along a run.
  return fmt::format(
      "SELECT p, c, label, arrayCount((ln, li) -> ln = li, ns, arrayEnumerate(ns)) AS unbroken, "
      "arrayReduce('max', arrayPushFront(arrayEnumerateUniq(arrayMap((lm, lj) -> lm - toInt64(lj), cs, "
      "arrayEnumerate(cs))), toUInt32(0))) AS longest, "
      "arrayCount((lo, lh) -> done - lo = toInt64(size) - toInt64(lh) + 1, cs, arrayEnumerate(cs)) AS running "
      "FROM (SELECT p, c, label, ns, cs, done, length(cs) AS size FROM ({}) AS over) AS sized",
      over);
}

Result<void> SqlEntries::name_groups() {
  names_ = {""};
  if (!question_->breakdown) return {};
  THRONG_TRY(top_, sql::top_labels(reader_, "count()", question_->top, entries_));
  names_ = top_;
  THRONG_TRY(const auto block,
             reader_.rows(fmt::format("SELECT count() FROM (SELECT {} AS series FROM ({}) AS entries) AS named WHERE "
                                      "series = {}",
                                      sql::group_of_label(top_), entries_, warehouse::quote(model::kOther))));
  if (block.get<std::uint64_t>(0)[0] > 0) names_.emplace_back(model::kOther);
  return {};
}

Result<std::size_t> SqlEntries::row_of(const std::string& label, std::int64_t key, const RetentionTally& tally) const {
  THRONG_TRY(const std::size_t cohort, sql::bucket_with(keys_, key));
  const auto name = std::find(names_.begin(), names_.end(), label);
  if (name == names_.end()) return fail(ErrorCode::internal, "a group came up that was not there before");
  return tally.row(static_cast<std::size_t>(name - names_.begin()), cohort);
}

Result<void> SqlEntries::read_entries(RetentionTally& tally) const {
  const std::string series = question_->breakdown ? sql::group_of_label(top_) : std::string(kNoLabel);
  THRONG_TRY(const auto block,
             reader_.rows(fmt::format("SELECT series, c, count() FROM (SELECT c, {} AS series FROM ({}) AS entries) AS "
                                      "named GROUP BY series, c",
                                      series, entries_)));
  for (std::size_t i = 0; i < block.rows; ++i) {
    THRONG_TRY(const std::size_t row, row_of(block.get<std::string>(0)[i], block.get<std::int64_t>(1)[i], tally));
    tally.persons[row] = block.get<std::uint64_t>(2)[i];
  }
  return {};
}

Result<void> SqlEntries::read_returned(RetentionTally& tally) const {
  const std::string series = question_->breakdown ? sql::group_of_label(top_) : std::string(kNoLabel);
  THRONG_TRY(
      const auto block,
      reader_.rows(fmt::format(
          "SELECT series, c, n, count(), sum(total), sum(numbers) FROM (SELECT c, n, total, numbers, {} AS series "
          "FROM ({}) AS returned) AS named GROUP BY series, c, n",
          series, returned_query())));
  for (std::size_t i = 0; i < block.rows; ++i) {
    THRONG_TRY(const std::size_t row, row_of(block.get<std::string>(0)[i], block.get<std::int64_t>(1)[i], tally));
    const std::size_t cell = tally.cell(row, static_cast<std::size_t>(block.get<std::int64_t>(2)[i]));
    tally.returned[cell] = block.get<std::uint64_t>(3)[i];
    if (question_->value == RetentionValue::persons) continue;
    tally.sums[cell] = static_cast<long double>(block.get<double>(4)[i]);
    tally.numbers[cell] = block.get<std::uint64_t>(5)[i];
  }
  return {};
}

Result<void> SqlEntries::read_streaks(RetentionTally& tally) const {
  const std::string series = question_->breakdown ? sql::group_of_label(top_) : std::string(kNoLabel);
  THRONG_TRY(
      const auto block,
      reader_.rows(fmt::format(
          "SELECT series, c, toUInt64(unbroken), toUInt64(longest), toUInt64(running), count() FROM (SELECT c, "
          "unbroken, longest, running, {} AS series FROM ({}) AS streaks) AS named GROUP BY series, c, unbroken, "
          "longest, running",
          series, streaks_query())));
  std::vector<std::uint64_t> none = tally.persons;  // those without any return after column 0
  for (std::size_t i = 0; i < block.rows; ++i) {
    THRONG_TRY(const std::size_t row, row_of(block.get<std::string>(0)[i], block.get<std::int64_t>(1)[i], tally));
    const auto at = [&](std::size_t column) { return static_cast<std::size_t>(block.get<std::uint64_t>(column)[i]); };
    const std::uint64_t persons = block.get<std::uint64_t>(5)[i];
    tally.add_streaks(row, {at(2), at(3), at(4)}, persons);
    none[row] -= persons;
  }
  for (std::size_t row = 0; row < none.size(); ++row) tally.add_streaks(row, {}, none[row]);
  return {};
}

Result<RetentionAnswer> SqlEntries::answer() {
  THRONG_CHECK(name_groups());
  RetentionTally tally(*question_, frame_, names_.size());
  THRONG_CHECK(read_entries(tally));
  THRONG_CHECK(read_returned(tally));
  if (question_->streaks && cohorts() > 0) THRONG_CHECK(read_streaks(tally));
  return retention_answer(*question_, frame_, tally, names_);
}

Result<PersonList> SqlEntries::persons(const RetentionCell& cell) {
  std::vector<std::int64_t> cohorts;
  for (std::size_t i = 0; i < frame_.cohorts.count(); ++i)
    if (is_of_cohort(frame_, cell, i)) cohorts.push_back(keys_[i]);
  if (cohorts.empty()) return PersonList();
  std::string where = fmt::format("c IN ({})", fmt::join(cohorts, ", "));
  if (cell.label) {
    THRONG_CHECK(name_groups());
    where += " AND " + sql::is_of_label(*cell.label, top_);
  }
  const auto list = [&](const std::string& rows, const std::string& condition) {
    return reader_.persons(fmt::format("SELECT p FROM ({}) AS rows WHERE {}{} GROUP BY p", rows, where, condition));
  };
  THRONG_TRY(const PersonList all, list(entries_, ""));
  if (!cell.bucket) return all;
  const std::uint32_t n = *cell.bucket;
  PersonList found;
  if (!cell.streak) {
    THRONG_TRY(found, list(returned_query(), fmt::format(" AND n = {}", n)));
  } else if (n == 0 && *cell.streak == RetentionStreak::unbroken) {
    found = all;
  } else if (n == 0) {
    // Who returned nowhere has no row: entries that stand alone beside the streaks.
    const char* length = *cell.streak == RetentionStreak::longest ? "longest" : "running";
    THRONG_TRY(found, reader_.persons(fmt::format(
                          "SELECT DISTINCT p FROM (SELECT p, c FROM (SELECT DISTINCT p, c FROM ({0}) AS entries WHERE "
                          "{1} UNION ALL SELECT DISTINCT p, c FROM ({2}) AS streaks WHERE {1} AND {3} > 0) AS both "
                          "GROUP BY p, c HAVING count() = 1) AS alone",
                          entries_, where, streaks_query(), length)));
  } else {
    const std::string condition = *cell.streak == RetentionStreak::unbroken  ? "unbroken >= {}"
                                  : *cell.streak == RetentionStreak::longest ? "longest = {}"
                                                                             : "running = {}";
    THRONG_TRY(found, list(streaks_query(), " AND " + fmt::format(fmt::runtime(condition), n)));
  }
  if (!cell.absent) return found;
  PersonList rest;
  std::set_difference(all.begin(), all.end(), found.begin(), found.end(), std::back_inserter(rest));
  return rest;
}

}  // namespace throng::analyze::internal
