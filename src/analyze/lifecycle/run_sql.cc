#include "analyze/lifecycle/run_sql.h"

#include <fmt/format.h>

#include "analyze/sql/bucket.h"
#include "analyze/sql/filter.h"

namespace throng::analyze {
namespace {

struct Prepared {
  sql::Reader reader;
  Buckets buckets;
  std::vector<std::int64_t> keys;  // of the buckets
  std::string persons;             // a query for (p, ks): pairs of a bucket's key and a kind
};

// What a person is, from the sorted keys of all buckets they were ever active in. Each key beside the one before it
// and the one after; where there is none stands one that neighbours nothing.
std::string kinds_query(const std::string& active) {
  constexpr std::int64_t kNowhere = -1'000'000'000;
  const std::string neighbours = fmt::format(
      "SELECT p, bs, arrayPushFront(arrayPopBack(bs), toInt64({0})) AS befores, "
      "arrayPushBack(arrayPopFront(bs), toInt64({0})) AS afters FROM ({1}) AS active",
      kNowhere, active);
  return fmt::format(
      "SELECT p, arrayConcat(arrayMap((lb, lp) -> (lb, multiIf(lp = {}, toUInt8({}), lp = lb - 1, toUInt8({}), "
      "toUInt8({}))), bs, befores), arrayMap(lb -> (lb + 1, toUInt8({})), arrayFilter((lb, ln) -> ln != lb + 1, bs, "
      "afters))) AS ks FROM ({}) AS neighbours",
      kNowhere, static_cast<int>(LifecycleKind::new_persons), static_cast<int>(LifecycleKind::returning),
      static_cast<int>(LifecycleKind::resurrected), static_cast<int>(LifecycleKind::dormant), neighbours);
}

// Buckets are neighbours where nothing lies between them: `key` with what a date that the zone left out adds taken
// away, in the expression and in the keys.
std::string without_gaps(std::vector<std::int64_t>& keys) {
  std::string expression = "key";
  std::int64_t gaps = 0;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const std::int64_t gap = keys[i] - gaps - keys[i - 1] - 1;
    if (gap > 0) expression += fmt::format(" - if(key >= {}, {}, 0)", keys[i], gap);
    gaps += gap;
    keys[i] -= gaps;
  }
  return expression;
}

Result<Prepared> prepare(const LifecycleQuestion& question, const SqlStore& store, const AskContext& context) {
  Prepared out;
  THRONG_TRY(out.reader, sql::Reader::open(store, context));
  THRONG_TRY(out.buckets, out.reader.buckets(question.range, question.bucket));
  const Buckets whole = with_bucket_before(out.buckets, question.bucket, context.calendar);
  auto bucket = sql::bucket_sql(question.bucket, context.calendar, whole.bounds);
  const std::string place = without_gaps(bucket.keys);
  if (!bucket.keys.empty()) out.keys.assign(bucket.keys.begin() + 1, bucket.keys.end());
  THRONG_TRY(const std::string match, sql::match_sql(out.reader, question.match));
  out.persons =
      kinds_query(fmt::format("SELECT p, arraySort(groupUniqArray(b)) AS bs FROM (SELECT p, {} AS b FROM (SELECT p, {} "
                              "AS key FROM {} AS e WHERE "
                              "{}) AS matching) AS places GROUP BY p",
                              place, bucket.expression, out.reader.events(), match));
  return out;
}

}  // namespace

Result<LifecycleAnswer> run_sql(const LifecycleQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  LifecycleAnswer answer = empty_lifecycle(prepared.buckets, context);
  if (answer.buckets.empty()) return answer;
  THRONG_TRY(
      const auto block,
      prepared.reader.rows(fmt::format(
          "SELECT b, kind, count() FROM (SELECT tupleElement(k, 1) AS b, tupleElement(k, 2) AS kind FROM ({}) AS "
          "persons ARRAY JOIN ks AS k) AS cells WHERE b >= {} AND b <= {} GROUP BY b, kind",
          prepared.persons, prepared.keys.front(), prepared.keys.back())));
  for (std::size_t i = 0; i < block.rows; ++i) {
    const std::int64_t key = block.get<std::int64_t>(0)[i];
    LifecycleRow& row = answer.buckets[static_cast<std::size_t>(key - prepared.keys.front())];
    count_of(row, static_cast<LifecycleKind>(block.get<std::uint8_t>(1)[i])) = block.get<std::uint64_t>(2)[i];
  }
  return answer;
}

Result<PersonList> persons_sql(const LifecycleQuestion& question, const LifecycleCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_CHECK(validate(cell, prepared.buckets.count()));
  return prepared.reader.persons(fmt::format("SELECT p FROM ({}) AS persons WHERE has(ks, (toInt64({}), toUInt8({})))",
                                             prepared.persons, prepared.keys[cell.bucket],
                                             static_cast<int>(cell.kind)));
}

}  // namespace throng::analyze
