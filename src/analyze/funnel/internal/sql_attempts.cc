#include "analyze/funnel/internal/sql_attempts.h"

#include <fmt/format.h>

#include "analyze/funnel/internal/sql_walk.h"
#include "analyze/sql/breakdown.h"
#include "analyze/sql/chain.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/sessions.h"
#include "analyze/sql/value.h"

namespace throng::analyze::internal {
namespace {

using Attempts = std::vector<SqlAttempt>;

bool is_plain(const FunnelQuestion& q) {
  const bool at_start = !q.breakdown || q.breakdown->scope == Scope::person ||
                        (q.breakdown_at == BreakdownPlace::step && q.breakdown_step == 1);
  return q.order == StepOrder::ordered && q.within == FunnelWithin::duration && q.count == FunnelCount::persons &&
         q.simultaneous == Simultaneous::ordered && q.exclusions.empty() && q.hold.empty() && q.optional.empty() &&
         !q.first_time && at_start;
}

Result<std::string> plain_query(const FunnelQuestion& question, const sql::Reader& reader, TimeRange range) {
  sql::ChainQuestion chain;
  chain.window = question.window;
  chain.events_where = sql::in_range({range.begin, range.end + question.window});
  for (const model::EventMatch& step : question.steps) {
    THRONG_TRY(std::string match, sql::match_sql(reader, step));
    chain.steps.push_back("(" + match + ")");
  }
  chain.steps.front() += " AND " + sql::in_range(range);
  chain.carried = sql::event_label(question.breakdown);
  return fmt::format("SELECT p, depth, places, carried FROM ({}) AS chains ORDER BY p",
                     sql::chain_query(reader, chain));
}

Result<Attempts> read_plain(const FunnelQuestion& question, const sql::Reader& reader, TimeRange range) {
  THRONG_TRY(const std::string query, plain_query(question, reader, range));
  Attempts attempts;
  const auto take = [&attempts](const warehouse::Block& block) -> Result<void> {
    const auto& ends = block.columns[2].offsets;
    for (std::size_t i = 0; i < block.rows; ++i) {
      SqlAttempt attempt{.person = block.get<std::uint32_t>(0)[i], .label = block.get<std::string>(3)[i]};
      const std::size_t begin = i == 0 ? 0 : ends[i - 1];
      const std::size_t depth = block.get<std::uint8_t>(1)[i];
      attempt.done = (1U << depth) - 1;
      for (std::size_t k = 0; k < depth; ++k)
        attempt.ms[k] = static_cast<std::int64_t>(block.get<std::uint64_t>(2)[begin + k]);
      attempts.push_back(std::move(attempt));
    }
    return {};
  };
  THRONG_CHECK(reader.each(query, take));
  return attempts;
}

// Bit k: the event is one of matches[k].
Result<std::string> bits_of(const sql::Reader& reader, const std::vector<const model::EventMatch*>& matches) {
  std::string out = "toUInt32(0";
  for (std::size_t k = 0; k < matches.size(); ++k) {
    THRONG_TRY(const std::string match, sql::match_sql(reader, *matches[k]));
    out += fmt::format(" + if({}, {}, 0)", match, std::uint64_t{1} << k);
  }
  return out + ")";
}

// What is asked of every event: steps, exclusions, the local day, the label, the values held constant.
Result<std::vector<std::string>> columns_of(const FunnelQuestion& question, const sql::Reader& reader) {
  std::vector<const model::EventMatch*> steps, exclusions;
  for (const model::EventMatch& step : question.steps) steps.push_back(&step);
  for (const FunnelExclusion& exclusion : question.exclusions) exclusions.push_back(&exclusion.match);
  THRONG_TRY(std::string step_bits, bits_of(reader, steps));
  THRONG_TRY(std::string exclusion_bits, bits_of(reader, exclusions));
  std::vector<std::string> columns = {
      std::move(step_bits), std::move(exclusion_bits),
      fmt::format("toInt64(toDate(ts, {}))", warehouse::quote(reader.context().calendar.zone_name())),
      sql::event_label(question.breakdown)};
  for (std::size_t h = 0; h < kMaxFunnelHold; ++h)
    columns.push_back(h < question.hold.size() ? sql::ValueSql::event(question.hold[h].name).label() : "''");
  return columns;
}

// p, ms, n, c1 … c7, in each person's order.
Result<std::string> steps_query(const FunnelQuestion& question, const sql::Reader& reader, TimeRange range) {
  THRONG_TRY(const auto columns, columns_of(question, reader));
  const std::string_view needed = question.order == StepOrder::strict ? "1" : "c1 != 0 OR c2 != 0";
  if (by_session(question)) {
    return fmt::format(
        "SELECT p, toInt64(ms), toUInt32(n), c1, c2, c3, c4, c5, c6, c7 FROM ({}) AS steps WHERE {} ORDER BY p, i",
        sql::session_rows(reader, question.sessions.value_or(SessionRule{}), columns), needed);
  }
  std::string named;
  for (std::size_t k = 1; k <= columns.size(); ++k) named += fmt::format(", {} AS c{}", columns[k - 1], k);
  if (question.first_time) range.begin = model::kBeginningOfTime;
  range.end += question.within == FunnelWithin::day ? days(2) : question.window;
  return fmt::format(
      "SELECT p, toInt64(ms), toUInt32(0), c1, c2, c3, c4, c5, c6, c7 FROM (SELECT p, ts_ms AS ms, tie, {} AS oid{} "
      "FROM {} AS e WHERE {}) AS steps WHERE {} ORDER BY p, ms, tie, oid",
      sql::kOrderId, named, reader.events(), sql::in_range(range), needed);
}

SqlEvent event_at(const warehouse::Block& block, std::size_t i) {
  SqlEvent event{.ms = block.get<std::int64_t>(1)[i],
                 .place = 0,
                 .steps = block.get<std::uint32_t>(3)[i],
                 .excluded = block.get<std::uint32_t>(4)[i],
                 .session = block.get<std::uint32_t>(2)[i],
                 .day = block.get<std::int64_t>(5)[i],
                 .held = {},
                 .label = block.get<std::string>(6)[i]};
  for (std::size_t h = 0; h < kMaxFunnelHold; ++h) event.held[h] = block.get<std::string>(7 + h)[i];
  return event;
}

Result<Attempts> read_steps(const FunnelQuestion& question, const sql::Reader& reader, TimeRange range) {
  THRONG_TRY(const std::string query, steps_query(question, reader, range));
  Attempts attempts;
  model::PersonNumber person = 0;
  std::vector<SqlEvent> events;
  const auto finish = [&] {
    for (SqlAttempt& attempt : attempts_of(question, range, std::move(events))) {
      attempt.person = person;
      attempts.push_back(std::move(attempt));
    }
    events.clear();
  };
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      if (block.get<std::uint32_t>(0)[i] != person) finish();
      person = block.get<std::uint32_t>(0)[i];
      events.push_back(event_at(block, i));
    }
    return {};
  };
  THRONG_CHECK(reader.each(query, take));
  finish();
  return attempts;
}

}  // namespace

Result<Attempts> read_attempts(const FunnelQuestion& question, const sql::Reader& reader) {
  auto range = model::resolve(question.range, reader.context().calendar, reader.context().now);
  if (!range) return std::unexpected(json::under("range", std::move(range).error()));
  return is_plain(question) ? read_plain(question, reader, *range) : read_steps(question, reader, *range);
}

}  // namespace throng::analyze::internal
