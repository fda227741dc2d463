#include "analyze/ltv/run_sql.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/ltv/internal/tally.h"
#include "analyze/sql/breakdown.h"
#include "analyze/sql/bucket.h"
#include "analyze/sql/chain.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/money.h"

namespace throng::analyze {
namespace {

using internal::LtvCounts;

struct Prepared {
  sql::Reader reader;
  Buckets cohorts;
  std::vector<std::int64_t> keys;  // of the cohorts' buckets
  std::string persons;  // (p, c, ages, vals, label): who was acquired, in which bucket; what came at which age
  std::vector<std::string> names;  // of the groups that are kept
  std::string group;               // of a row
};

// Per person the events from the first acquisition on, if that lies in the range.
std::string persons_query(const LtvQuestion& question, const std::string& events, TimeRange range) {
  const std::string sorted = fmt::format(
      "SELECT p, arraySort(groupArray((ts_ms, tie, oid, a, r, b, units, label))) AS evs FROM ({}) AS marked GROUP BY p",
      events);
  const std::string placed = fmt::format(
      "SELECT p, evs, indexOf(arrayMap(le -> tupleElement(le, 4), evs), 1) AS first FROM ({}) AS sorted", sorted);
  const std::string acquired = fmt::format(
      "SELECT p, evs, first, toInt64(tupleElement(evs[first], 1)) AS at, toInt64(tupleElement(evs[first], 6)) AS c, "
      "tupleElement(evs[first], 8) AS label FROM ({}) AS placed WHERE first > 0",
      placed);
  return fmt::format(
      "SELECT p, c, label, arrayMap(le -> toInt64(tupleElement(le, 6)) - c, came) AS ages, arrayMap(le -> "
      "tupleElement(le, 7), came) AS vals FROM (SELECT p, c, label, arrayFilter((le, li) -> li >= first AND "
      "tupleElement(le, 5) != 0 AND toInt64(tupleElement(le, 6)) - c <= {}, evs, arrayEnumerate(evs)) AS came FROM "
      "({}) "
      "AS acquired WHERE at >= {} AND at < {}) AS coming",
      question.ages, acquired, to_ms(range.begin), to_ms(range.end));
}

Result<Prepared> prepare(const LtvQuestion& question, const SqlStore& store, const AskContext& context) {
  Prepared out;
  THRONG_TRY(out.reader, sql::Reader::open(store, context));
  THRONG_TRY(out.cohorts, out.reader.buckets(question.range, question.bucket));
  THRONG_CHECK(check_size(question, out.cohorts.count()));
  auto bucket = sql::bucket_sql(question.bucket, context.calendar, out.cohorts.bounds);
  out.keys = std::move(bucket.keys);
  THRONG_TRY(const std::string acquired, sql::match_sql(out.reader, question.acquired));
  THRONG_TRY(const std::string revenue, sql::match_sql(out.reader, question.revenue));
  const sql::MoneySql money = sql::money_sql(question.value);
  const std::string events = fmt::format(
      "SELECT p, ts_ms, tie, {} AS oid, toUInt8({}) AS a, toUInt8(({}) AND {}) AS r, {} AS b, {} AS units, {} AS label "
      "FROM {} AS e",
      sql::kOrderId, acquired, revenue, money.is_money, bucket.expression, money.units,
      sql::event_label(question.breakdown), out.reader.events());
  const std::string matching =
      fmt::format("SELECT p, ts_ms, tie, oid, a, r, b, units, label FROM ({}) AS all WHERE a != 0 OR r != 0", events);
  out.persons = sql::labelled(out.reader, question.breakdown, "p, c, ages, vals",
                              persons_query(question, matching, out.cohorts.range));
  out.names = {""};
  out.group = "label";
  if (!question.breakdown) return out;
  THRONG_TRY(out.names, sql::top_labels(out.reader, "count()", question.top, out.persons));
  out.group = sql::group_of_label(out.names);
  return out;
}

class Counting {
 public:
  Counting(const LtvQuestion& question, const Prepared& prepared)
      : prepared_(prepared),
        names_(prepared.names),
        counts_(prepared.names.size() + 1, prepared.cohorts.count(), question.ages + 1) {}

  Result<void> read() {
    const std::string rows =
        fmt::format("SELECT p, c, ages, vals, {} AS series FROM ({}) AS persons", prepared_.group, prepared_.persons);
    THRONG_CHECK(read_persons(rows));
    return read_revenue(rows);
  }
  // The groups there are: without rest it is not among them.
  std::vector<std::string> names() const { return names_; }
  LtvCounts counts() const {
    LtvCounts out(names_.size(), counts_.cohorts, counts_.ages);
    std::copy_n(counts_.persons.begin(), out.persons.size(), out.persons.begin());
    std::copy_n(counts_.revenue.begin(), out.revenue.size(), out.revenue.begin());
    std::copy_n(counts_.first_paid.begin(), out.first_paid.size(), out.first_paid.begin());
    return out;
  }

 private:
  std::size_t group_at(const std::string& label) {
    const auto found = std::find(names_.begin(), names_.end(), label);
    if (found != names_.end()) return static_cast<std::size_t>(found - names_.begin());
    names_.push_back(label);  // $other
    return names_.size() - 1;
  }

  // (series, c, the age of the first revenue or -1, how many)
  Result<void> read_persons(const std::string& rows) {
    THRONG_TRY(const auto block, prepared_.reader.rows(fmt::format(
                                     "SELECT series, c, if(length(ages) = 0, toInt64(-1), arrayReduce('min', ages)) AS "
                                     "paid, count() FROM ({}) AS rows GROUP BY series, c, paid",
                                     rows)));
    for (std::size_t i = 0; i < block.rows; ++i) {
      const std::size_t group = group_at(block.get<std::string>(0)[i]);
      THRONG_TRY(const std::size_t cohort, sql::bucket_with(prepared_.keys, block.get<std::int64_t>(1)[i]));
      const std::int64_t age = block.get<std::int64_t>(2)[i];
      const std::uint64_t persons = block.get<std::uint64_t>(3)[i];
      counts_.persons[counts_.row(group, cohort)] += persons;
      if (age >= 0) counts_.first_paid[counts_.cell(group, cohort, static_cast<std::size_t>(age))] = persons;
    }
    return {};
  }

  Result<void> read_revenue(const std::string& rows) {
    THRONG_TRY(const auto block, prepared_.reader.rows(fmt::format(
                                     "SELECT series, c, age, sum(toInt64(val)) FROM (SELECT series, c, age, "
                                     "val FROM ({}) AS rows ARRAY JOIN ages AS age, vals AS val) AS came "
                                     "GROUP BY series, c, age",
                                     rows)));
    for (std::size_t i = 0; i < block.rows; ++i) {
      const std::size_t group = group_at(block.get<std::string>(0)[i]);
      THRONG_TRY(const std::size_t cohort, sql::bucket_with(prepared_.keys, block.get<std::int64_t>(1)[i]));
      const auto age = static_cast<std::size_t>(block.get<std::int64_t>(2)[i]);
      counts_.revenue[counts_.cell(group, cohort, age)] = block.get<std::int64_t>(3)[i];
    }
    return {};
  }

  const Prepared& prepared_;
  std::vector<std::string> names_;
  LtvCounts counts_;
};

}  // namespace

Result<LtvAnswer> run_sql(const LtvQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  Counting counting(question, prepared);
  THRONG_CHECK(counting.read());
  return internal::answer_of(question, counting.names(), counting.counts(), prepared.cohorts, context);
}

Result<PersonList> persons_sql(const LtvQuestion& question, const LtvCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_CHECK(validate(cell, question, prepared.cohorts.count()));
  std::string where = "1";
  if (cell.label) where += " AND " + sql::is_of_label(*cell.label, prepared.names);
  const std::vector<bool> wanted = internal::cohorts_of(question, cell, prepared.cohorts, context);
  std::string cohorts;
  for (std::size_t c = 0; c < wanted.size(); ++c) {
    if (wanted[c]) cohorts += (cohorts.empty() ? "" : ", ") + std::to_string(prepared.keys[c]);
  }
  where += cohorts.empty() ? " AND 0" : " AND c IN (" + cohorts + ")";
  if (cell.age) where += fmt::format(" AND arrayExists(lx -> lx <= {}, ages)", *cell.age);
  return prepared.reader.persons(fmt::format("SELECT p FROM ({}) AS persons WHERE {}", prepared.persons, where));
}

}  // namespace throng::analyze
