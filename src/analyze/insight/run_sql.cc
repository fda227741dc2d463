#include "analyze/insight/run_sql.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/insight/internal/tally.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/traits.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using internal::InsightCounts;
using internal::InsightTally;

bool is_present(const std::string& raw) { return !raw.empty() && raw != "null"; }

std::vector<std::string> values_of(const InsightGrouping& grouping) {
  return grouping.kind == InsightKind::segment ? std::vector<std::string>{""} : grouping.values;
}

bool is_picked(const InsightPick& pick, const std::string& raw) {
  if (!is_present(raw)) return false;
  if (pick.value) return model::label_of(raw) == *pick.value;
  if (!pick.from && !pick.to) return true;
  const auto number = model::as_number(raw);
  return number && (!pick.from || *number >= *pick.from) && (!pick.to || *number < *pick.to);
}

class Run {
 public:
  Run(const InsightQuestion& question, const sql::Reader& reader) : question_(question), reader_(reader) {}

  Result<InsightAnswer> answer() {
    THRONG_TRY(segment_, sql::filter_sql(reader_, question_.segment));
    THRONG_TRY(baseline_, sql::filter_sql(reader_, question_.baseline));
    InsightTally tally;
    tally.groups.resize(question_.by.size());
    THRONG_TRY(tally.all, count("1"));
    for (std::size_t i = 0; i < question_.by.size(); ++i) {
      const bool is_trait = question_.by[i].kind == InsightKind::trait;
      THRONG_CHECK(is_trait ? count_trait(question_.by[i].id, tally.groups[i])
                            : count_members(question_.by[i], tally.groups[i]));
    }
    if (question_.cross) THRONG_CHECK(count_cross(tally));
    return internal::answer_of(question_, tally);
  }

 private:
  std::string everyone() const { return fmt::format("SELECT DISTINCT p FROM {} AS e", reader_.events()); }

  // Who a condition on p holds for.
  Result<InsightCounts> count(const std::string& condition) const {
    THRONG_TRY(const auto block,
               reader_.rows(fmt::format("SELECT countIf(s), countIf(b), countIf(s AND b) FROM (SELECT p, ({}) AS s, "
                                        "({}) AS b FROM ({}) AS everyone WHERE {}) AS sides",
                                        segment_, baseline_, everyone(), condition)));
    if (block.rows == 0) return InsightCounts{};
    return InsightCounts{block.get<std::uint64_t>(0)[0], block.get<std::uint64_t>(1)[0],
                         block.get<std::uint64_t>(2)[0]};
  }

  Result<void> count_trait(const std::string& trait, InsightTally::Group& group) const {
    const std::string query = fmt::format(
        "SELECT v, toUInt8(s), toUInt8(b), count() FROM (SELECT v, ({}) AS s, ({}) AS b FROM ({}) AS traits) AS sides "
        "WHERE s OR b GROUP BY v, s, b",
        segment_, baseline_, sql::trait_query(reader_, trait));
    const auto take = [&group](const warehouse::Block& block) -> Result<void> {
      for (std::size_t i = 0; i < block.rows; ++i) {
        const std::string& raw = block.get<std::string>(0)[i];
        if (!is_present(raw)) continue;
        InsightCounts counts;
        counts.add(block.get<std::uint8_t>(1)[i] != 0, block.get<std::uint8_t>(2)[i] != 0,
                   block.get<std::uint64_t>(3)[i]);
        group.known += counts;
        group.values[model::label_of(raw)] += counts;
        if (const auto number = model::as_number(raw)) group.numbers[*number] += counts;
      }
      return {};
    };
    return reader_.each(query, take);
  }

  Result<void> count_members(const InsightGrouping& grouping, InsightTally::Group& group) const {
    THRONG_TRY(const std::string any, sql::filter_sql(reader_, internal::filter_of(grouping, std::nullopt)));
    THRONG_TRY(group.known, count(any));
    for (const std::string& value : values_of(grouping)) {
      THRONG_TRY(const std::string condition, sql::filter_sql(reader_, internal::filter_of(grouping, value)));
      THRONG_TRY(group.values[value], count(condition));
    }
    return {};
  }

  // Person by person: a table of values against values is no larger than that.
  using ValuesOf = std::map<model::PersonNumber, std::vector<std::string>>;
  Result<ValuesOf> values_by_person(const InsightGrouping& grouping) const {
    ValuesOf out;
    if (grouping.kind == InsightKind::trait) {
      THRONG_CHECK(
          reader_.each(sql::trait_query(reader_, grouping.id), [&out](const warehouse::Block& block) -> Result<void> {
            for (std::size_t i = 0; i < block.rows; ++i) {
              const std::string& raw = block.get<std::string>(1)[i];
              if (is_present(raw)) out[block.get<std::uint32_t>(0)[i]].push_back(model::label_of(raw));
            }
            return {};
          }));
      return out;
    }
    for (const std::string& value : values_of(grouping)) {
      THRONG_TRY(const PersonList persons, holders(internal::filter_of(grouping, value)));
      for (const model::PersonNumber person : persons) out[person].push_back(value);
    }
    return out;
  }

  Result<PersonList> holders(const model::Filter& filter) const {
    THRONG_TRY(const std::string condition, sql::filter_sql(reader_, filter));
    return reader_.persons(fmt::format("SELECT p FROM ({}) AS everyone WHERE {}", everyone(), condition));
  }

  Result<void> count_cross(InsightTally& tally) const {
    THRONG_TRY(const ValuesOf a, values_by_person(question_.by[question_.cross->a]));
    THRONG_TRY(const ValuesOf b, values_by_person(question_.by[question_.cross->b]));
    THRONG_TRY(const PersonList segment, holders(question_.segment));
    THRONG_TRY(const PersonList baseline, holders(question_.baseline));
    for (const auto& [person, values] : a) {
      const auto others = b.find(person);
      if (others == b.end()) continue;
      const bool in_segment = std::ranges::binary_search(segment, person);
      const bool in_baseline = std::ranges::binary_search(baseline, person);
      for (const std::string& one : values) {
        for (const std::string& other : others->second) tally.cross[{one, other}].add(in_segment, in_baseline);
      }
    }
    return {};
  }

 public:
  Result<PersonList> persons(const InsightCell& cell) const {
    THRONG_TRY(PersonList persons, holders(cell.of == InsightSide::segment ? question_.segment : question_.baseline));
    for (const InsightPick& pick : cell.picks) {
      THRONG_TRY(const PersonList picked, picked_by(pick));
      std::erase_if(persons, [&picked](model::PersonNumber one) { return !std::ranges::binary_search(picked, one); });
    }
    return persons;
  }

 private:
  Result<PersonList> picked_by(const InsightPick& pick) const {
    const InsightGrouping& grouping = question_.by[pick.by];
    if (grouping.kind != InsightKind::trait) {
      const auto values = values_of(grouping);
      if (pick.value && std::ranges::find(values, *pick.value) == values.end()) return PersonList();
      return holders(internal::filter_of(grouping, pick.value));
    }
    PersonList persons;
    THRONG_CHECK(
        reader_.each(sql::trait_query(reader_, grouping.id), [&](const warehouse::Block& block) -> Result<void> {
          for (std::size_t i = 0; i < block.rows; ++i) {
            if (is_picked(pick, block.get<std::string>(1)[i])) persons.push_back(block.get<std::uint32_t>(0)[i]);
          }
          return {};
        }));
    std::ranges::sort(persons);
    return persons;
  }

  const InsightQuestion& question_;
  const sql::Reader& reader_;
  std::string segment_, baseline_;
};

}  // namespace

Result<InsightAnswer> run_sql(const InsightQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const sql::Reader reader, sql::Reader::open(store, context));
  return Run(question, reader).answer();
}

Result<PersonList> persons_sql(const InsightQuestion& question, const InsightCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  THRONG_TRY(const sql::Reader reader, sql::Reader::open(store, context));
  return Run(question, reader).persons(cell);
}

}  // namespace throng::analyze
