#include "analyze/distribution/run_sql.h"

#include <map>

#include <fmt/format.h>

#include "analyze/sql/breakdown.h"
#include "analyze/sql/bucket.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/value.h"

namespace throng::analyze {
namespace {

struct Prepared {
  sql::Reader reader;
  std::string rows;    // a query for (p, v, ok, label): one row per event that counts
  std::string number;  // an aggregate over a person's rows
};

// What of an event is looked at, and whether it is there.
std::pair<std::string, std::string> value_of(const DistributionQuestion& question, const std::string& bucket) {
  if (!needs_property(question.measure)) return {bucket, "1"};
  const auto value = sql::ValueSql::event(question.property);
  return {value.number(), value.is_number()};
}

std::string number_of(DistributionMeasure measure) {
  switch (measure) {
    case DistributionMeasure::times: return "toFloat64(count())";
    case DistributionMeasure::days:
    case DistributionMeasure::hours: return "toFloat64(uniqExact(v))";
    case DistributionMeasure::sum: return "sumIf(v, ok)";
    case DistributionMeasure::avg: return "sum(v) / count()";
    case DistributionMeasure::min: return "min(v)";
    case DistributionMeasure::max: return "max(v)";
  }
  return "";
}

Result<Prepared> prepare(const DistributionQuestion& question, const SqlStore& store, const AskContext& context) {
  Prepared out;
  THRONG_TRY(out.reader, sql::Reader::open(store, context));
  THRONG_TRY(const Buckets buckets, out.reader.buckets(question.range, unit_of(question.measure)));
  const auto bucket = sql::bucket_sql(unit_of(question.measure), context.calendar, buckets.bounds);
  THRONG_TRY(const std::string match, sql::match_sql(out.reader, question.match));
  const auto [value, ok] = value_of(question, bucket.expression);
  const std::string matching =
      fmt::format("SELECT p, {} AS v, {} AS ok, {} AS label FROM {} AS e WHERE {} AND ({})", value, ok,
                  sql::event_label(question.breakdown), out.reader.events(), sql::in_range(buckets.range), match);
  const std::string rows = needs_number(question.measure)
                               ? fmt::format("SELECT p, v, ok, label FROM ({}) AS matching WHERE ok", matching)
                               : matching;
  out.rows = sql::labelled(out.reader, question.breakdown, "p, v, ok", rows);
  out.number = number_of(question.measure);
  return out;
}

Result<std::vector<std::string>> top_of(const DistributionQuestion& question, const Prepared& prepared) {
  return sql::top_labels(prepared.reader, "uniqExact(p)", question.top, prepared.rows);
}

// A query for (series, p, x): every person's number in every group.
std::string numbers_query(const Prepared& prepared, const std::string& group) {
  return fmt::format(
      "SELECT series, p, {} AS x FROM (SELECT p, v, ok, {} AS series FROM ({}) AS unfolded) AS rows GROUP BY series, p",
      prepared.number, group, prepared.rows);
}

// The group of a row; the kept labels are added to `names`.
Result<std::string> group_of(const DistributionQuestion& question, const Prepared& prepared,
                             std::vector<std::string>& names) {
  if (!question.breakdown) {
    names.emplace_back();
    return std::string("label");
  }
  THRONG_TRY(names, top_of(question, prepared));
  return sql::group_of_label(names);
}

Result<internal::Bins> bins_of_numbers(const DistributionQuestion& question, const Prepared& prepared,
                                       const std::string& numbers) {
  if (!question.bins.empty()) return bins_of(question, std::nullopt);
  THRONG_TRY(const auto block,
             prepared.reader.rows(fmt::format("SELECT count(), min(x), max(x) FROM ({}) AS numbers", numbers)));
  if (block.get<std::uint64_t>(0)[0] == 0) return bins_of(question, std::nullopt);
  return bins_of(question, DistributionExtent{block.get<double>(1)[0], block.get<double>(2)[0]});
}

class Answerer {
 public:
  Answerer(const Prepared& prepared, DistributionAnswer& answer) : prepared_(prepared), answer_(answer) {}

  Result<void> fill(const std::vector<std::string>& names, const internal::Bins& bins, const std::string& numbers) {
    for (const std::string& name : names) add(name);
    THRONG_CHECK(read_groups(numbers));
    return bins.none ? Result<void>{} : read_bins(bins, numbers);
  }

 private:
  DistributionSeries& add(const std::string& label) {
    const auto [at, fresh] = index_.try_emplace(label, answer_.series.size());
    if (fresh) {
      answer_.series.push_back({.label = label});
      answer_.series.back().bins.resize(answer_.bins.size());
    }
    return answer_.series[at->second];
  }

  Result<void> read_groups(const std::string& numbers) {
    THRONG_TRY(
        const auto block,
        prepared_.reader.rows(fmt::format(
            "SELECT series, n, total / n, (xs[intDiv(n + 1, 2)] + xs[intDiv(n + 2, 2)]) / 2 FROM (SELECT series, "
            "count() AS n, sum(x) AS total, arraySort(groupArray(x)) AS xs FROM ({}) AS numbers GROUP BY series) "
            "AS grouped",
            numbers)));
    for (std::size_t i = 0; i < block.rows; ++i) {
      DistributionSeries& series = add(block.get<std::string>(0)[i]);
      series.persons = block.get<std::uint64_t>(1)[i];
      series.mean = block.get<double>(2)[i];
      series.median = block.get<double>(3)[i];
    }
    return {};
  }

  Result<void> read_bins(const internal::Bins& bins, const std::string& numbers) {
    THRONG_TRY(const auto block, prepared_.reader.rows(fmt::format(
                                     "SELECT series, bin, count() FROM (SELECT series, {} AS bin FROM ({}) AS numbers) "
                                     "AS placed GROUP BY series, bin",
                                     internal::place_sql(bins.edges, "x"), numbers)));
    for (std::size_t i = 0; i < block.rows; ++i)
      add(block.get<std::string>(0)[i]).bins[block.get<std::uint8_t>(1)[i]] = block.get<std::uint64_t>(2)[i];
    return {};
  }

  const Prepared& prepared_;
  DistributionAnswer& answer_;
  std::map<std::string, std::size_t> index_;
};

}  // namespace

Result<DistributionAnswer> run_sql(const DistributionQuestion& question, const SqlStore& store,
                                   const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  std::vector<std::string> names;
  THRONG_TRY(const std::string group, group_of(question, prepared, names));
  const std::string numbers = numbers_query(prepared, group);
  THRONG_TRY(const internal::Bins bins, bins_of_numbers(question, prepared, numbers));
  DistributionAnswer answer = empty_distribution(bins);
  THRONG_CHECK(Answerer(prepared, answer).fill(names, bins, numbers));
  return answer;
}

Result<PersonList> persons_sql(const DistributionQuestion& question, const DistributionCell& cell,
                               const SqlStore& store, const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  std::string having = "1", where = "1";
  if (cell.bin || cell.label) {
    std::vector<std::string> names;
    THRONG_TRY(const std::string group, group_of(question, prepared, names));
    THRONG_TRY(const internal::Bins bins, bins_of_numbers(question, prepared, numbers_query(prepared, group)));
    THRONG_CHECK(check_bin(cell, bins));
    if (cell.bin) having = fmt::format("{} = {}", internal::place_sql(bins.edges, "x"), *cell.bin);
    if (cell.label) where = sql::is_of_label(*cell.label, names);
  }
  return prepared.reader.persons(
      fmt::format("SELECT p FROM (SELECT p, {} AS x FROM ({}) AS rows WHERE {} GROUP BY p) AS numbers WHERE {}",
                  prepared.number, prepared.rows, where, having));
}

}  // namespace throng::analyze
