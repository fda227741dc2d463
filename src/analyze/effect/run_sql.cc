#include "analyze/effect/run_sql.h"

#include <fmt/format.h>

#include "analyze/effect/internal/tally.h"
#include "analyze/sql/breakdown.h"
#include "analyze/sql/chain.h"
#include "analyze/sql/comparison.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/money.h"
#include "analyze/sql/value.h"

namespace throng::analyze {
namespace {

using internal::bit_of;
using internal::EffectCounts;
using internal::EffectMember;
using sql::ValueSql;

struct Prepared {
  sql::Reader reader;
  std::string rows;  // (p, ts_ms, tie, oid, s, h, n, o, g, units, msg, clock, label), see rows_query
};

// What an event says of a message, as bit_of().
std::string outcome_sql() {
  const std::string machine = ValueSql::event(internal::kMachineProperty).stored() + " = 'true'";
  const auto when = [](std::string_view event) { return "event = " + warehouse::quote(event); };
  return fmt::format("multiIf({} AND {}, {}, {}, {}, {} AND {}, 0, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, 0)",
                     when(model::kMessageOpened), machine, bit_of(EffectOf::machine_opened),  //
                     when(model::kMessageOpened), bit_of(EffectOf::opened),                   //
                     when(model::kMessageClicked), machine,                                   //
                     when(model::kMessageClicked), bit_of(EffectOf::clicked),                 //
                     when(model::kMessageDelivered), bit_of(EffectOf::delivered),             //
                     when(model::kMessageBounced), bit_of(EffectOf::bounced),                 //
                     when(model::kMessageUnsubscribed), bit_of(EffectOf::unsubscribed),       //
                     when(model::kMessageComplained), bit_of(EffectOf::complained));
}

// The events that matter: sent (s) and held out (h) as asked for, any that was sent (n), what became of it (o), goals
// (g) with their revenue, each with its message, the hour and the label.
Result<std::string> rows_query(const EffectQuestion& question, const sql::Reader& reader) {
  THRONG_TRY(const Buckets range, reader.buckets(question.range, BucketUnit::total));
  const auto where = std::make_shared<const model::Filter>(question.where);
  THRONG_TRY(const std::string sent, sql::match_sql(reader, {{std::string(model::kMessageSent)}, where}));
  THRONG_TRY(const std::string held_out, sql::match_sql(reader, {{std::string(model::kMessageHeldOut)}, where}));
  THRONG_TRY(const std::string goal, sql::match_sql(reader, question.goal));
  const ValueSql campaign = ValueSql::event(model::kCampaignProperty),
                 message = ValueSql::event(model::kMessageProperty);
  const std::string asked = range.count() == 0
                                ? std::string("0")
                                : fmt::format("({} AND {} AND {} IN {})", sql::in_range(range.range),
                                              campaign.present(), campaign.label(), sql::text_list(question.campaigns));
  const std::string units = question.revenue.empty() ? "toFloat64(0)" : sql::money_sql(question.revenue).units;
  const std::optional<PropertyRef> property = internal::property_of(question);
  const std::string events = fmt::format(
      "SELECT p, ts_ms, tie, {} AS oid, toUInt8(({}) AND {}) AS s, toUInt8(({}) AND {}) AS h, toUInt8(event = {}) AS "
      "n, toUInt32({}) AS o, toUInt8({}) AS g, toInt64({}) AS units, if({}, {}, '') AS msg, toUInt32(toHour(ts, {})) "
      "AS "
      "clock, {} AS label FROM {} AS e",
      sql::kOrderId, sent, asked, held_out, asked, warehouse::quote(model::kMessageSent), outcome_sql(), goal, units,
      message.present(), message.stored(), warehouse::quote(reader.context().calendar.zone_name()),
      sql::event_label(property), reader.events());
  constexpr std::string_view kColumns = "p, ts_ms, tie, oid, s, h, n, o, g, units, msg, clock";
  const std::string matching = fmt::format(
      "SELECT {}, label FROM ({}) AS all WHERE s != 0 OR h != 0 OR n != 0 OR o != 0 OR g != 0", kColumns, events);
  return sql::labelled(reader, property, std::string(kColumns), matching);
}

Result<Prepared> prepare(const EffectQuestion& question, const SqlStore& store, const AskContext& context) {
  Prepared out;
  THRONG_TRY(out.reader, sql::Reader::open(store, context));
  THRONG_TRY(out.rows, rows_query(question, out.reader));
  return out;
}

// The groups of the answer: those there always are, or the labels of most persons.
Result<std::vector<std::string>> kept_groups(const EffectQuestion& question, const Prepared& prepared) {
  if (!internal::property_of(question)) return internal::fixed_groups(question.by);
  const std::string either = fmt::format(
      "SELECT p, groupArrayIf(label, s != 0) AS sl, groupArrayIf(label, h != 0) AS hl FROM ({}) AS rows GROUP BY p",
      prepared.rows);
  const std::string labels = fmt::format(
      "SELECT p, label FROM (SELECT p, arrayDistinct({}) AS labels FROM ({}) AS either) AS labelled ARRAY "
      "JOIN labels AS label",
      has_own_control(question.by) ? "if(empty(sl), hl, sl)" : "sl", either);
  return sql::top_labels(prepared.reader, "count()", internal::most_groups(question), labels);
}

// The group of a row of rows_query, where it does not depend on the person's other events.
std::string group_sql(const EffectQuestion& question, const std::vector<std::string>& kept) {
  if (question.by == EffectBy::hour) return "toUInt32(clock + 1)";
  if (!internal::property_of(question)) return "toUInt32(0)";
  if (kept.empty()) return "toUInt32(1)";
  std::string list = sql::text_list(kept);
  list.front() = '[';
  list.back() = ']';
  return fmt::format("toUInt32(if(indexOf({0}, label) = 0, {1}, indexOf({0}, label)))", list, kept.size() + 1);
}

// One row per person who was sent to or held out: their events as arrays (times, gs, os, us, msgs), the places of the
// messages that count for them (mi), whether these are of one held out (held) or of one who was both (mixed), and the
// places of goals (gi).
std::string persons_query(const EffectQuestion& question, const Prepared& prepared,
                          const std::vector<std::string>& kept) {
  const std::string sorted = fmt::format(
      "SELECT p, arraySort(groupArray((ts_ms, tie, oid, s, h, n, o, g, units, msg, {}))) AS evs FROM ({}) AS rows "
      "GROUP BY p",
      group_sql(question, kept), prepared.rows);
  const auto each = [](int element) { return fmt::format("arrayMap(le -> tupleElement(le, {}), evs)", element); };
  const auto places = [](int element) {
    return fmt::format("arrayFilter((li, le) -> tupleElement(le, {}) != 0, arrayEnumerate(evs), evs)", element);
  };
  const std::string taken = fmt::format(
      "SELECT p, arrayMap(le -> toInt64(tupleElement(le, 1)), evs) AS times, {} AS si, {} AS hi, {} AS ni, {} AS os, "
      "{} AS gi, {} AS us, {} AS msgs, {} AS labels FROM ({}) AS sorted",
      places(4), places(5), places(6), each(7), places(8), each(9), each(10), each(11), sorted);
  const std::string groups =
      question.by != EffectBy::number
          ? std::string("labels")
          : fmt::format(
                "arrayMap(li -> toUInt32(if(has(si, li), least({}, arrayCount(lj -> lj <= li AND times[lj] >= "
                "times[li] - {}, ni)), 0)), arrayEnumerate(times))",
                kMostMessages, kFatigueWindow.count());
  return fmt::format(
      "SELECT p, times, {} AS gs, os, us, msgs, gi, if(empty(si), hi, si) AS mi, empty(si) AS held, notEmpty(si) AND "
      "notEmpty(hi) AS mixed FROM ({}) AS taken WHERE notEmpty(si) OR notEmpty(hi)",
      groups, taken);
}

// One row per person and group: (p, grp, is, messages, revenue), as EffectMember has it.
std::string members_query(const EffectQuestion& question, const Prepared& prepared,
                          const std::vector<std::string>& kept) {
  // Of whom the groups are not asked, or who is no group's control, there is that of all.
  const std::string apart = question.by == EffectBy::none ? "0" : has_own_control(question.by) ? "1" : "held = 0";
  const std::string grouped = fmt::format(
      "SELECT p, times, gs, os, us, msgs, gi, mi, held, mixed, grp FROM ({}) AS persons ARRAY JOIN "
      "arrayDistinct(arrayConcat([toUInt32(0)], if({}, arrayMap(li -> gs[li], mi), [toUInt32(0)]))) AS grp",
      persons_query(question, prepared, kept), apart);
  const std::string own = fmt::format(
      "SELECT p, times, os, us, msgs, gi, held, mixed, grp, arrayFilter(li -> grp = 0 OR gs[li] = grp, mi) AS own FROM "
      "({}) AS grouped",
      grouped);
  const std::string anchored = fmt::format(
      "SELECT p, os, us, msgs, held, mixed, grp, own, times[own[1]] AS anchor, arrayFilter(lm -> lm != '', arrayMap(li "
      "-> msgs[li], own)) AS mine, arrayFilter(li -> times[li] >= times[own[1]] AND times[li] <= times[own[1]] + {}, "
      "gi) AS goals FROM ({}) AS own",
      question.window.count(), own);
  return fmt::format(
      "SELECT p, grp, toUInt64(if(held, 0, length(own))) AS messages, toInt64(arraySum(arrayMap(li -> us[li], goals))) "
      "AS revenue, toUInt32(if(held, {} + if(notEmpty(goals), {}, 0), {} + if(mixed, {}, 0) + if(notEmpty(goals), {}, "
      "0) + if(anchor + {} >= {}, {}, 0) + arrayReduce('groupBitOr', arrayMap((lo, lm) -> if(lm != '' AND has(mine, "
      "lm), lo, toUInt32(0)), os, msgs)))) AS is FROM ({}) AS anchored",
      bit_of(EffectOf::held_out), bit_of(EffectOf::held_out_converted), bit_of(EffectOf::sent), bit_of(EffectOf::mixed),
      bit_of(EffectOf::converted), question.window.count(), to_ms(internal::windows_end(prepared.reader.context())),
      bit_of(EffectOf::window_open), anchored);
}

}  // namespace

Result<EffectAnswer> run_sql(const EffectQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_TRY(const std::vector<std::string> kept, kept_groups(question, prepared));
  EffectCounts counts(kept.size() + 2);
  // Persons who are alike together: what they brought stays whole, so that squares need no engine's wide numbers.
  const auto take = [&counts](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      counts.add({.group = block.get<std::uint32_t>(0)[i],
                  .is = block.get<std::uint32_t>(1)[i],
                  .messages = block.get<std::uint64_t>(3)[i],
                  .revenue = block.get<std::int64_t>(2)[i]},
                 block.get<std::uint64_t>(4)[i]);
    }
    return {};
  };
  THRONG_CHECK(prepared.reader.each(
      fmt::format("SELECT grp, is, revenue, sum(messages), count() FROM ({}) AS members GROUP BY grp, is, revenue",
                  members_query(question, prepared, kept)),
      take));
  return internal::answer_of(question, kept, counts);
}

Result<PersonList> persons_sql(const EffectQuestion& question, const EffectCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  std::vector<std::string> kept;
  if (internal::is_of_rest(cell, question.by) || !internal::property_of(question)) {
    THRONG_TRY(kept, kept_groups(question, prepared));
  } else if (cell.label) {
    kept = {*cell.label};
  }
  return prepared.reader.persons(fmt::format("SELECT p FROM ({}) AS members WHERE grp = {} AND bitAnd(is, {}) != 0",
                                             members_query(question, prepared, kept),
                                             internal::group_of(cell, question.by, kept), bit_of(cell.of)));
}

}  // namespace throng::analyze
