#include "analyze/session/run_sql.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "analyze/session/internal/facts.h"
#include "analyze/session/internal/views.h"
#include "analyze/sql/bucket.h"
#include "analyze/sql/comparison.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/sessions.h"
#include "analyze/sql/traits.h"
#include "analyze/sql/value.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using internal::By;
using internal::SessionFacts;
using internal::SessionRow;

// 1: a view, 2: what ends one without being one.
std::string kind_sql() {
  return fmt::format("toUInt8(multiIf(event = {0} OR event = {1}, 1, event = {2}, 2, 0))",
                     warehouse::quote(internal::kPageview), warehouse::quote(internal::kScreen),
                     warehouse::quote(internal::kPageLeave));
}

std::string page_sql() {
  return fmt::format("if(event = {}, {}, {})", warehouse::quote(internal::kScreen),
                     sql::ValueSql::event(internal::kScreenName).label(),
                     sql::ValueSql::event(internal::kPagePath).label());
}

// Texts in order of first sight.
class Texts {
 public:
  std::uint32_t place(const std::string& text) {
    const auto [at, added] = places_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
    if (added) texts_.push_back(text);
    return at->second;
  }
  std::vector<std::string> take() { return std::move(texts_); }

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::uint32_t> places_;
};

class Run {
 public:
  Run(const SessionQuestion& question, const SqlStore& store, const AskContext& context)
      : question_(question), store_(store), context_(context), by_(internal::breakdown_of(question)) {}

  Result<void> read();
  const Buckets& buckets() const { return buckets_; }
  const SessionFacts& facts() const { return facts_; }
  const internal::SessionTexts& texts() const { return texts_; }

 private:
  Result<std::string> sessions_query() const;
  std::string views_query() const;
  Result<void> read_sessions();
  Result<void> take_session(const warehouse::Block& block, std::size_t row);
  Result<void> read_views();
  Result<void> read_traits();
  std::uint32_t label_of(const warehouse::Block& block, std::size_t row);

  const SessionQuestion& question_;
  const SqlStore& store_;
  const AskContext& context_;
  By by_;
  sql::Reader reader_;
  Buckets buckets_;
  sql::BucketSql bucket_;
  SessionFacts facts_;
  std::map<std::pair<model::PersonNumber, std::uint64_t>, std::uint32_t>
      places_;  // of person and number of the session
  std::unordered_map<model::PersonNumber, std::string> traits_;
  Texts labels_, pages_;
  internal::SessionTexts texts_;
};

Result<void> Run::read() {
  THRONG_TRY(reader_, sql::Reader::open(store_, context_));
  THRONG_TRY(buckets_, reader_.buckets(question_.range, question_.bucket));
  bucket_ = sql::bucket_sql(question_.bucket, context_.calendar, buckets_.bounds);
  if (by_ == By::nothing) labels_.place("");
  if (by_ == By::trait) THRONG_CHECK(read_traits());
  if (buckets_.count() > 0) {
    THRONG_CHECK(read_sessions());
    if (question_.pages > 0) THRONG_CHECK(read_views());
  }
  texts_ = {labels_.take(), pages_.take()};
  return {};
}

// (p, n, b, length, events, views, interactions, entry, exit, label)
Result<std::string> Run::sessions_query() const {
  THRONG_TRY(const std::string match, sql::match_sql(reader_, question_.match));
  const std::string passive =
      question_.passive.empty() ? "toUInt8(0)" : "toUInt8(event IN " + sql::text_list(question_.passive) + ")";
  const std::string label = by_ == By::property ? sql::ValueSql::event(question_.breakdown->name).label() : "''";
  const std::string rows = sql::session_rows(
      reader_, question_.sessions, {fmt::format("toUInt8({})", match), kind_sql(), passive, page_sql(), label});
  const std::string sessions = fmt::format(
      "SELECT p, n, toInt64(min(ms)) AS ts_ms, toDateTime(intDiv(min(ms), 1000), 'UTC') AS ts, toInt64(max(ms)) AS "
      "last, count() AS events, countIf(c2 = 1) AS views, countIf(c2 != 1 AND c3 = 0) AS interactions, "
      "argMinIf(c4, i, c2 = 1) AS entry, argMaxIf(c4, i, c2 = 1) AS exit, argMin(c5, i) AS label, max(c1) AS fits "
      "FROM ({}) AS rows GROUP BY p, n",
      rows);
  return fmt::format(
      "SELECT p, n, {} AS b, last - ts_ms AS length, events, views, interactions, entry, exit, label FROM ({}) AS "
      "sessions WHERE fits = 1 AND {} ORDER BY p, n",
      bucket_.expression, sessions, sql::in_range(buckets_.range));
}

// (p, n, page, dwell); a 0 ends the lists of what comes next.
std::string Run::views_query() const {
  const std::string pages = fmt::format(
      "SELECT p, arrayFilter(le -> tupleElement(le, {0}) != 0, evs) AS ves, arrayFilter((ln, le) -> tupleElement(le, "
      "{0}) != 0, ns, evs) AS vns FROM ({1}) AS arrays",
      sql::kFirstCarried, sql::session_arrays(reader_, question_.sessions, {kind_sql(), page_sql()}));
  const std::string shifted = fmt::format(
      "SELECT p, ves, vns, arrayPushBack(arrayPopFront(arrayMap(le -> tupleElement(le, 1), ves)), toUInt64(0)) AS "
      "next_ts, arrayPushBack(arrayPopFront(vns), toUInt64(0)) AS next_ns FROM ({}) AS pages WHERE length(ves) > 0",
      pages);
  return fmt::format(
      "SELECT p, n, tupleElement(ev, {}) AS page, if(nn = n, toInt64(nt) - toInt64(tupleElement(ev, 1)), toInt64({})) "
      "AS dwell FROM ({}) AS shifted ARRAY JOIN ves AS ev, vns AS n, next_ts AS nt, next_ns AS nn WHERE "
      "tupleElement(ev, {}) = 1 ORDER BY p, n",
      sql::kFirstCarried + 1, internal::kUnknownDwell, shifted, sql::kFirstCarried);
}

Result<void> Run::read_sessions() {
  THRONG_TRY(const std::string query, sessions_query());
  return reader_.each(query, [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) THRONG_CHECK(take_session(block, i));
    return {};
  });
}

Result<void> Run::take_session(const warehouse::Block& block, std::size_t i) {
  THRONG_TRY(const std::size_t bucket, sql::bucket_with(bucket_.keys, block.get<std::int64_t>(2)[i]));
  SessionRow row;
  row.person = block.get<std::uint32_t>(0)[i];
  row.bucket = static_cast<std::uint32_t>(bucket);
  row.length_ms = block.get<std::int64_t>(3)[i];
  row.events = static_cast<std::uint32_t>(block.get<std::uint64_t>(4)[i]);
  row.views = static_cast<std::uint32_t>(block.get<std::uint64_t>(5)[i]);
  const auto interactions = static_cast<std::uint32_t>(block.get<std::uint64_t>(6)[i]);
  row.bounced = internal::has_bounced(row.views, interactions, row.length_ms, question_.engaged_after);
  if (row.views > 0) {
    row.entry = pages_.place(block.get<std::string>(7)[i]);
    row.exit = pages_.place(block.get<std::string>(8)[i]);
  }
  row.label = label_of(block, i);
  places_.emplace(std::pair(row.person, block.get<std::uint64_t>(1)[i]),
                  static_cast<std::uint32_t>(facts_.sessions.size()));
  facts_.sessions.push_back(row);
  return {};
}

std::uint32_t Run::label_of(const warehouse::Block& block, std::size_t i) {
  const std::string none(model::kNone);
  const bool viewed = block.get<std::uint64_t>(5)[i] > 0;
  switch (by_) {
    case By::nothing: return 0;
    case By::entry: return labels_.place(viewed ? block.get<std::string>(7)[i] : none);
    case By::exit: return labels_.place(viewed ? block.get<std::string>(8)[i] : none);
    case By::property: return labels_.place(block.get<std::string>(9)[i]);
    case By::trait: break;
  }
  const auto found = traits_.find(block.get<std::uint32_t>(0)[i]);
  return labels_.place(found == traits_.end() ? none : found->second);
}

Result<void> Run::read_views() {
  return reader_.each(views_query(), [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      const auto session = places_.find({block.get<std::uint32_t>(0)[i], block.get<std::uint64_t>(1)[i]});
      if (session == places_.end()) continue;
      facts_.views.push_back(
          {session->second, pages_.place(block.get<std::string>(2)[i]), block.get<std::int64_t>(3)[i]});
    }
    return {};
  });
}

Result<void> Run::read_traits() {
  return reader_.each(
      sql::trait_query(reader_, question_.breakdown->name), [&](const warehouse::Block& block) -> Result<void> {
        for (std::size_t i = 0; i < block.rows; ++i)
          traits_.emplace(block.get<std::uint32_t>(0)[i], model::label_of(block.get<std::string>(1)[i]));
        return {};
      });
}

}  // namespace

Result<SessionAnswer> run_sql(const SessionQuestion& question, const SqlStore& store, const AskContext& context) {
  Run run(question, store, context);
  THRONG_CHECK(run.read());
  SessionAnswer answer = empty_session_answer(run.buckets(), context);
  internal::fill_answer(question, {{&run.facts(), 1}, run.texts()}, answer);
  return answer;
}

Result<PersonList> persons_sql(const SessionQuestion& question, const SessionCell& cell, const SqlStore& store,
                               const AskContext& context) {
  Run run(question, store, context);
  THRONG_CHECK(run.read());
  THRONG_CHECK(validate(cell, question, run.buckets().count()));
  return internal::persons_of(question, cell, {{&run.facts(), 1}, run.texts()});
}

}  // namespace throng::analyze
