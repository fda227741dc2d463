#include "audience/plan.h"

#include <algorithm>
#include <bit>
#include <map>

#include "analyze/filter_context.h"
#include "analyze/segment/run_sql.h"
#include "analyze/statistic/run_sql.h"
#include "analyze/statistic/run_timeline.h"
#include "audience/internal/dense_set.h"
#include "audience/internal/select.h"
#include "timeline/batch_cursor.h"
#include "timeline/parallel_scan.h"

namespace throng::audience {
namespace {

using analyze::AskContext;
using analyze::Sources;
using analyze::Statistic;
using analyze::StatisticValues;
using internal::DenseSet;
using timeline::BatchCursor;

// The pages of one slice, kept until it is the slice's turn to be merged: who, and per filter a bit for each.
struct SliceBits {
  BatchCursor cursor;
  std::size_t filters = 0;
  std::vector<model::PersonNumber> persons;  // pages of kPersons, the last one shorter
  std::vector<std::uint64_t> bits;           // per page and filter kWords words

  void visit(const timeline::PersonView& person) {
    cursor.visit(person, [this](const BatchCursor::Page& page) { keep(page); });
  }
  void finish() {
    cursor.finish([this](const BatchCursor::Page& page) { keep(page); });
  }
  void keep(const BatchCursor::Page& page) {
    persons.insert(persons.end(), page.persons.begin(), page.persons.end());
    for (std::size_t filter = 0; filter < filters; ++filter) {
      const auto of = page.of(filter);
      bits.insert(bits.end(), of.begin(), of.end());
      bits.resize(bits.size() + BatchCursor::kWords - of.size());  // a last page may have fewer words
    }
  }
};

void add_to(std::vector<DenseSet>& sets, const SliceBits& slice) {
  constexpr std::size_t kWords = BatchCursor::kWords;
  const std::size_t pages = (slice.persons.size() + BatchCursor::kPersons - 1) / BatchCursor::kPersons;
  for (std::size_t filter = 0; filter < slice.filters; ++filter) {
    for (std::size_t page = 0; page < pages; ++page) {
      const model::PersonNumber* persons = &slice.persons[page * BatchCursor::kPersons];
      const std::uint64_t* words = &slice.bits[(page * slice.filters + filter) * kWords];
      for (std::size_t word = 0; word < kWords; ++word) {
        for (std::uint64_t rest = words[word]; rest != 0; rest &= rest - 1)
          sets[filter].add(persons[word * 64 + static_cast<std::size_t>(std::countr_zero(rest))]);
      }
    }
  }
}

// What a filter or statistic came to, or why it could not be worked out.
struct Asked {
  std::vector<Result<Bitmap>> filters;
  std::vector<Result<StatisticValues>> statistics;
  Bitmap everyone;
};

Result<Asked> ask_sql(std::span<const model::Filter> filters, std::span<const Statistic> statistics,
                      const Sources& sources, const AskContext& context) {
  const analyze::SqlStore store{sources.warehouse, sources.project};
  const auto holders = [&](const model::Filter& filter) -> Result<Bitmap> {
    THRONG_TRY(const auto persons, analyze::persons_sql({filter}, analyze::SegmentCell{}, store, context));
    return Bitmap::of(persons);
  };
  Asked asked;
  THRONG_TRY(asked.everyone, holders({model::All{}}));
  for (const model::Filter& filter : filters) asked.filters.push_back(holders(filter));
  for (const Statistic& statistic : statistics)
    asked.statistics.push_back(analyze::statistic_sql(statistic, store, context));
  return asked;
}

Result<Asked> ask_timeline(std::span<const model::Filter> filters, std::span<const Statistic> statistics,
                           const Sources& sources, const AskContext& context) {
  THRONG_TRY(Holders holders, holders_of(filters, *sources.timeline, context));
  THRONG_TRY(auto values, analyze::statistics_timeline(statistics, *sources.timeline, context));
  Asked asked{.filters = {}, .statistics = {}, .everyone = std::move(holders.everyone)};
  for (Bitmap& persons : holders.filters) asked.filters.emplace_back(std::move(persons));
  for (StatisticValues& one : values) asked.statistics.emplace_back(std::move(one));
  return asked;
}

// In one pass over the timelines, or in SQL where they have no room for the columns.
Result<Asked> ask(std::span<const model::Filter> filters, std::span<const Statistic> statistics, const Sources& sources,
                  const AskContext& context) {
  if (sources.timeline == nullptr) return ask_sql(filters, statistics, sources, context);
  auto asked = ask_timeline(filters, statistics, sources, context);
  if (!asked && asked.error().code == ErrorCode::deadline && sources.warehouse != nullptr)
    return ask_sql(filters, statistics, sources, context);
  return asked;
}

struct Asking {
  const Sources& sources;
  const AskContext& context;
  const Bitmap& everyone;
};

Result<Assignment> finish(const Plan& plan, std::span<Result<Bitmap>> filters,
                          std::span<Result<StatisticValues>> statistics, const Asking& asking) {
  std::vector<Bitmap> holders;
  std::vector<StatisticValues> values;
  for (auto& filter : filters) {
    if (!filter) return std::unexpected(filter.error());
    holders.push_back(std::move(*filter));
  }
  for (auto& statistic : statistics) {
    if (!statistic) return std::unexpected(statistic.error());
    values.push_back(std::move(*statistic));
  }
  if (plan.select.empty()) return plan.finish({holders, values, asking.everyone});
  if (asking.sources.warehouse == nullptr) return fail(ErrorCode::internal, "statements need the warehouse");
  THRONG_TRY(const Selected selected,
             internal::select_values(plan.select, asking.sources, asking.context, asking.everyone));
  return plan.finish({holders, values, asking.everyone, &selected});
}

Result<std::vector<Result<Assignment>>> carry_out_together(std::span<const Plan> plans, const Sources& sources,
                                                           const AskContext& context) {
  std::vector<model::Filter> filters;
  std::vector<Statistic> statistics;
  for (const Plan& plan : plans) {
    filters.insert(filters.end(), plan.filters.begin(), plan.filters.end());
    statistics.insert(statistics.end(), plan.statistics.begin(), plan.statistics.end());
  }
  THRONG_TRY(Asked asked, ask(filters, statistics, sources, context));
  std::vector<Result<Assignment>> out;
  std::span<Result<Bitmap>> holders(asked.filters);
  std::span<Result<StatisticValues>> values(asked.statistics);
  for (const Plan& plan : plans) {
    out.push_back(finish(plan, holders.first(plan.filters.size()), values.first(plan.statistics.size()),
                         {sources, context, asked.everyone}));
    holders = holders.subspan(plan.filters.size());
    values = values.subspan(plan.statistics.size());
  }
  return out;
}

bool is_of_all(const Error& error) {
  return error.code == ErrorCode::cancelled || error.code == ErrorCode::deadline || error.code == ErrorCode::io;
}

}  // namespace

Result<Holders> holders_of(std::span<const model::Filter> filters, timeline::Timeline& timeline,
                           const AskContext& context) {
  timeline::FilterBatch batch(analyze::filter_context(context));
  for (const model::Filter& filter : filters) batch.add(filter);
  batch.add({model::All{}});
  THRONG_TRY(const timeline::Snapshot snapshot, batch.bind(timeline, context.stop));
  std::vector<DenseSet> sets(batch.size());
  THRONG_CHECK(timeline::parallel_scan(
      snapshot, timeline.pool(), context.stop,
      [&] { return SliceBits{.cursor = BatchCursor(batch), .filters = batch.size(), .persons = {}, .bits = {}}; },
      [](SliceBits& slice, const timeline::PersonView& person) { slice.visit(person); },
      [&](SliceBits&& slice) { add_to(sets, slice); }));
  Holders holders;
  for (const DenseSet& set : sets) holders.filters.push_back(set.compressed());
  holders.everyone = std::move(holders.filters.back());
  holders.filters.pop_back();
  return holders;
}

// Where one of them cannot be asked, halves of them until it is known which.
Result<std::vector<Result<Assignment>>> carry_out(std::span<const Plan> plans, const Sources& sources,
                                                  const AskContext& context) {
  auto together = carry_out_together(plans, sources, context);
  if (together || is_of_all(together.error())) return together;
  if (plans.size() == 1) return std::vector<Result<Assignment>>{std::unexpected(together.error())};
  const std::size_t half = plans.size() / 2;
  THRONG_TRY(auto out, carry_out(plans.first(half), sources, context));
  THRONG_TRY(auto rest, carry_out(plans.subspan(half), sources, context));
  std::ranges::move(rest, std::back_inserter(out));
  return out;
}

Result<std::vector<Bitmap>> holders_among(std::span<const model::PersonNumber> persons,
                                          std::span<const model::Filter> filters, timeline::Timeline& timeline,
                                          const AskContext& context) {
  timeline::FilterProgram program(analyze::filter_context(context));
  std::vector<std::size_t> places;
  for (const model::Filter& filter : filters) places.push_back(program.add(filter));
  THRONG_TRY(const timeline::Snapshot snapshot, program.bind(timeline, context.stop));
  std::multimap<model::PersonNumber, model::PersonNumber> asked;  // by what they are now
  for (const model::PersonNumber person : persons) asked.emplace(snapshot.representative(person), person);
  std::vector<model::PersonNumber> representatives;
  for (const auto& [representative, person] : asked)
    if (representatives.empty() || representatives.back() != representative) representatives.push_back(representative);
  timeline::FilterCursor cursor(program);
  std::vector<Bitmap> holders(filters.size());
  snapshot.scan_persons(representatives, [&](const timeline::PersonView& person) {
    cursor.enter(person);
    const auto [first, last] = asked.equal_range(person.person);
    for (std::size_t i = 0; i < places.size(); ++i)
      if (cursor.holds(places[i]))
        for (auto one = first; one != last; ++one) holders[i].add(one->second);
  });
  return holders;
}

}  // namespace throng::audience
