#include "analyze/funnel/run_sql.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "analyze/sql/chain.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/value.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

// What the attempt that counts gave for one person.
struct Attempt {
  model::PersonNumber person = 0;
  std::size_t depth = 0;
  std::vector<std::uint64_t> instants;  // ms, one per step reached
  std::string label;
};
using Attempts = std::vector<Attempt>;

Result<std::string> chain_of(const FunnelQuestion& question, const sql::Reader& reader) {
  const AskContext& context = reader.context();
  THRONG_TRY(const TimeRange range, model::resolve(question.range, context.calendar, context.now));
  sql::ChainQuestion chain;
  chain.window = question.window;
  chain.events_where = sql::in_range({range.begin, range.end + question.window});
  for (const model::EventMatch& step : question.steps) {
    THRONG_TRY(std::string match, sql::match_sql(reader, step));
    chain.steps.push_back("(" + match + ")");
  }
  chain.steps.front() += " AND " + sql::in_range(range);
  if (question.breakdown && question.breakdown->scope == Scope::event) {
    chain.carried = sql::ValueSql::event(question.breakdown->name).label();
  }
  return sql::chain_query(reader, chain);
}

Result<void> label_by_trait(const sql::Reader& reader, std::string_view trait, Attempts& attempts) {
  std::unordered_map<model::PersonNumber, std::string> labels;
  const auto take = [&labels](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      labels.emplace(block.get<std::uint32_t>(0)[i], model::label_of(block.get<std::string>(1)[i]));
    }
    return {};
  };
  THRONG_CHECK(reader.each(sql::trait_query(reader, trait), take));
  for (Attempt& attempt : attempts) {
    const auto found = labels.find(attempt.person);
    attempt.label = found == labels.end() ? std::string(model::kNone) : found->second;
  }
  return {};
}

Result<Attempts> read_attempts(const FunnelQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const sql::Reader reader, sql::Reader::open(store, context));
  THRONG_TRY(const std::string query, chain_of(question, reader));
  Attempts attempts;
  const auto take = [&attempts](const warehouse::Block& block) -> Result<void> {
    const auto& ends = block.columns[2].offsets;
    const auto& instants = block.get<std::uint64_t>(2);
    for (std::size_t i = 0; i < block.rows; ++i) {
      Attempt attempt{block.get<std::uint32_t>(0)[i], block.get<std::uint8_t>(1)[i], {}, block.get<std::string>(3)[i]};
      const auto begin = instants.begin() + static_cast<std::ptrdiff_t>(i == 0 ? 0 : ends[i - 1]);
      attempt.instants.assign(begin, begin + static_cast<std::ptrdiff_t>(attempt.depth));
      attempts.push_back(std::move(attempt));
    }
    return {};
  };
  THRONG_CHECK(reader.each(query, take));
  if (question.breakdown && question.breakdown->scope == Scope::person) {
    THRONG_CHECK(label_by_trait(reader, question.breakdown->name, attempts));
  }
  return attempts;
}

// Type 7: linear between the closest ranks.
std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t upper = values.size() / 2;
  return values.size() % 2 == 1 ? values[upper] : (values[upper - 1] + values[upper]) / 2;
}

FunnelStep step_of(std::size_t step, const std::vector<const Attempt*>& attempts) {
  FunnelStep out;
  std::vector<double> from_previous;
  std::vector<double> from_first;
  for (const Attempt* attempt : attempts) {
    if (attempt->depth <= step) continue;
    ++out.persons;
    if (step == 0) continue;
    from_previous.push_back(static_cast<double>(attempt->instants[step] - attempt->instants[step - 1]));
    from_first.push_back(static_cast<double>(attempt->instants[step] - attempt->instants[0]));
  }
  out.median_ms_from_previous = median(std::move(from_previous));
  out.median_ms_from_first = median(std::move(from_first));
  return out;
}

FunnelGroup group_of(std::string label, const std::vector<const Attempt*>& attempts, std::size_t steps) {
  FunnelGroup group{std::move(label), {}};
  for (std::size_t step = 0; step < steps; ++step) group.steps.push_back(step_of(step, attempts));
  return group;
}

// The labels kept, greatest first.
std::vector<std::string> top_labels(const Attempts& attempts, std::size_t top) {
  std::map<std::string, std::uint64_t> counts;
  for (const Attempt& attempt : attempts) {
    if (attempt.label != model::kOther) ++counts[attempt.label];
  }
  std::vector<std::pair<std::string, std::uint64_t>> order(counts.begin(), counts.end());
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::vector<std::string> labels;
  for (const auto& [label, count] : order) {
    if (labels.size() < top) labels.push_back(label);
  }
  return labels;
}

bool is_in(const std::vector<std::string>& labels, const std::string& label) {
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

std::vector<const Attempt*> those_with(const Attempts& attempts, const std::vector<std::string>& top,
                                       const std::string& label) {
  std::vector<const Attempt*> out;
  for (const Attempt& attempt : attempts) {
    const bool fits = label == model::kOther ? !is_in(top, attempt.label) : attempt.label == label;
    if (fits) out.push_back(&attempt);
  }
  return out;
}

}  // namespace

Result<FunnelAnswer> run_sql(const FunnelQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const Attempts attempts, read_attempts(question, store, context));
  FunnelAnswer answer;
  answer.rule = kFunnelRule;
  std::vector<const Attempt*> all;
  for (const Attempt& attempt : attempts) all.push_back(&attempt);
  answer.all = group_of("", all, question.steps.size());
  if (!question.breakdown) return answer;
  const auto top = top_labels(attempts, question.top);
  for (const std::string& label : top) {
    answer.groups.push_back(group_of(label, those_with(attempts, top, label), question.steps.size()));
  }
  const std::string other(model::kOther);
  const auto rest = those_with(attempts, top, other);
  if (!rest.empty()) answer.groups.push_back(group_of(other, rest, question.steps.size()));
  return answer;
}

Result<PersonList> persons_sql(const FunnelQuestion& question, const FunnelCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  THRONG_TRY(const Attempts attempts, read_attempts(question, store, context));
  std::vector<const Attempt*> chosen;
  if (cell.label) {
    chosen = those_with(attempts, top_labels(attempts, question.top), *cell.label);
  } else {
    for (const Attempt& attempt : attempts) chosen.push_back(&attempt);
  }
  PersonList persons;
  for (const Attempt* attempt : chosen) {
    const bool fits = cell.dropped ? attempt->depth + 1 == cell.step : attempt->depth >= cell.step;
    if (fits) persons.push_back(attempt->person);
  }
  std::sort(persons.begin(), persons.end());
  return persons;
}

}  // namespace throng::analyze
