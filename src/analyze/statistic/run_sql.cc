#include "analyze/statistic/run_sql.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyze/sql/bucket.h"
#include "analyze/sql/chain.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/traits.h"
#include "analyze/sql/value.h"

namespace throng::analyze {
namespace {

using enum StatisticMeasure;

// A person's place in an order of events.
std::string order_of() { return fmt::format("(ts_ms, tie, {})", sql::kOrderId); }

// A query for (p, x), x a Float64.
std::string numbers_query(const Statistic& statistic, const std::string& day, const std::string& rows) {
  const auto value = sql::ValueSql::event(statistic.property);
  const std::string ok = statistic.property.empty() ? "1" : value.is_number();
  const auto query = [&](const std::string& number, std::string_view having) {
    return fmt::format("SELECT p, {} AS x FROM {} GROUP BY p HAVING {}", number, rows, having);
  };
  const std::string some = fmt::format("countIf({}) > 0", ok);
  const auto of_numbers = [&](std::string_view function) {
    return fmt::format("{}If({}, {})", function, value.number(), ok);
  };
  switch (statistic.measure) {
    case StatisticMeasure::days: return query(fmt::format("toFloat64(uniqExact({}))", day), "1");
    case sum: return query(of_numbers("sum"), "1");
    case avg: return query(fmt::format("{} / countIf({})", of_numbers("sum"), ok), some);
    case min: return query(of_numbers("min"), some);
    case max: return query(of_numbers("max"), some);
    case first: return query("toFloat64(min(ts_ms))", "1");
    case last:
    case days_since: return query("toFloat64(max(ts_ms))", "1");
    default: return query("toFloat64(count())", "1");
  }
}

// A query for (p, l), a label, best first for each person.
std::string labels_query(const Statistic& statistic, const std::string& rows) {
  const auto value = sql::ValueSql::event(statistic.property);
  const std::string present = fmt::format("SELECT p, {} AS l, {} AS o FROM {} WHERE {}", value.label(), order_of(),
                                          rows, sql::ValueSql::event(statistic.property).present());
  if (statistic.measure != most_frequent) {
    return fmt::format("SELECT p, {}(l, o) AS l1 FROM ({}) AS present GROUP BY p ORDER BY p",
                       statistic.measure == first ? "argMin" : "argMax", present);
  }
  return fmt::format(
      "SELECT p, l FROM (SELECT p, l, count() AS n, max(o) AS latest FROM ({}) AS present GROUP BY p, l) AS tallies "
      "ORDER BY p, n DESC, latest DESC LIMIT {} BY p",
      present, statistic.top);
}

Result<StatisticValues> read_numbers(const sql::Reader& reader, const std::string& query) {
  StatisticValues values;
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    const auto& persons = block.get<std::uint32_t>(0);
    const auto& numbers = block.get<double>(1);
    values.persons.insert(values.persons.end(), persons.begin(), persons.end());
    values.numbers.insert(values.numbers.end(), numbers.begin(), numbers.end());
    return {};
  };
  THRONG_CHECK(reader.each(query + " ORDER BY p", take));
  return values;
}

Result<StatisticValues> read_labels(const sql::Reader& reader, const std::string& query) {
  StatisticValues values;
  std::map<std::string, std::uint32_t, std::less<>> known;
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      const std::string& label = block.get<std::string>(1)[i];
      const auto [at, added] = known.try_emplace(label, static_cast<std::uint32_t>(values.labels.size()));
      if (added) values.labels.push_back(label);
      values.persons.push_back(block.get<std::uint32_t>(0)[i]);
      values.codes.push_back(at->second);
    }
    return {};
  };
  THRONG_CHECK(reader.each(query, take));
  return values;
}

// The trait of everybody who has it, as (p, x) or (p, l).
std::string trait_of(const Statistic& statistic, const sql::Reader& reader) {
  const auto value = sql::ValueSql::raw("v");
  const bool number = statistic.measure == trait_number;
  return fmt::format("SELECT p, {} FROM ({}) AS traits WHERE {}{}", number ? value.number() : value.label(),
                     sql::trait_query(reader, statistic.property), number ? value.is_number() : value.present(),
                     number ? "" : " ORDER BY p");
}

}  // namespace

Result<StatisticValues> statistic_sql(const Statistic& statistic, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const auto reader, sql::Reader::open(store, context));
  if (is_of_trait(statistic)) {
    const std::string query = trait_of(statistic, reader);
    return gives_numbers(statistic) ? read_numbers(reader, query) : read_labels(reader, query);
  }
  THRONG_TRY(const TimeRange range, model::resolve(statistic.within, context.calendar, context.now));
  THRONG_TRY(const std::string match, sql::match_sql(reader, statistic.match));
  const std::string rows = fmt::format("(SELECT * FROM {} AS e WHERE {} AND ({})) AS matching", reader.events(),
                                       sql::in_range(range), match);
  if (!gives_numbers(statistic)) return read_labels(reader, labels_query(statistic, rows));
  std::string day;
  if (statistic.measure == StatisticMeasure::days) {
    THRONG_TRY(const Buckets buckets, reader.buckets(statistic.within, BucketUnit::day));
    day = sql::bucket_sql(BucketUnit::day, context.calendar, buckets.bounds).expression;
  }
  THRONG_TRY(StatisticValues values, read_numbers(reader, numbers_query(statistic, day, rows)));
  if (statistic.measure == days_since) {
    for (double& number : values.numbers)
      number = days_between(context.calendar, from_ms(static_cast<std::int64_t>(number)), context.now);
  }
  return values;
}

}  // namespace throng::analyze
