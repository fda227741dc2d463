#include "analyze/funnel/run_sql.h"

#include <algorithm>
#include <unordered_map>

#include "analyze/funnel/internal/rows.h"
#include "analyze/funnel/internal/sql_attempts.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/traits.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using internal::Row;
using internal::Rows;
using internal::SqlAttempt;

using Traits = std::unordered_map<model::PersonNumber, std::string>;

Result<Traits> labels_by_trait(const sql::Reader& reader, std::string_view trait) {
  Traits labels;
  const auto take = [&labels](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i)
      labels.emplace(block.get<std::uint32_t>(0)[i], model::label_of(block.get<std::string>(1)[i]));
    return {};
  };
  THRONG_CHECK(reader.each(sql::trait_query(reader, trait), take));
  return labels;
}

// What the warehouse says, in the form that answers are made of.
class Run {
 public:
  Run(const FunnelQuestion& question, const AskContext& context) : question_(question), context_(context) {}

  Result<void> read(const SqlStore& store);
  internal::Groups groups() const;
  internal::ReportParts parts(const internal::Groups& groups) {
    return {question_, std::span(&rows_, 1), groups, buckets_, context_, pool_};
  }
  std::vector<std::uint8_t> wanted(const std::optional<std::string>& label, const internal::Groups& groups) const;

 private:
  void add(const SqlAttempt& attempt, const std::string& label);
  std::uint32_t code_of(const std::string& label);

  const FunnelQuestion& question_;
  const AskContext& context_;
  Buckets buckets_;
  Rows rows_;
  internal::Labels labels_;  // a code per label
  std::unordered_map<std::string, std::uint32_t> codes_;
  ThreadPool pool_{1};
};

std::uint32_t Run::code_of(const std::string& label) {
  const auto [at, fresh] = codes_.try_emplace(label, static_cast<std::uint32_t>(labels_.texts.size()));
  if (fresh) {
    labels_.texts.push_back(label);
    labels_.of_code.push_back(at->second);
  }
  return at->second;
}

void Run::add(const SqlAttempt& attempt, const std::string& label) {
  const auto edges = buckets_.edges();
  const auto after = std::upper_bound(edges.begin(), edges.end(), from_ms(attempt.ms[0]));
  rows_.rows.push_back({.person = attempt.person,
                        .code = code_of(label),
                        .bucket = edges.empty() ? 0 : static_cast<std::uint32_t>(after - edges.begin() - 1),
                        .done = attempt.done,
                        .times = static_cast<std::uint32_t>(rows_.times.size())});
  for (std::size_t step = 1; step < question_.steps.size(); ++step) {
    if ((attempt.done >> step & 1U) != 0) rows_.times.push_back(attempt.ms[step] - attempt.ms[0]);
  }
}

Result<void> Run::read(const SqlStore& store) {
  THRONG_TRY(const sql::Reader reader, sql::Reader::open(store, context_));
  THRONG_TRY(const auto extent, reader.extent(question_.range));
  THRONG_TRY(buckets_, funnel_buckets(question_, context_, extent));
  THRONG_TRY(const auto attempts, internal::read_attempts(question_, reader));
  const bool by_trait = question_.breakdown && question_.breakdown->scope == Scope::person;
  Traits traits;
  if (by_trait) {
    THRONG_TRY(traits, labels_by_trait(reader, question_.breakdown->name));
  }
  for (const SqlAttempt& attempt : attempts) {
    const auto found = traits.find(attempt.person);
    const std::string trait = found == traits.end() ? std::string(model::kNone) : found->second;
    add(attempt, by_trait ? trait : attempt.label);
  }
  return {};
}

internal::Groups Run::groups() const {
  internal::Groups groups;
  const auto weights = internal::weights_of(std::span(&rows_, 1), labels_);
  std::vector<internal::LabelWeight> found;
  for (const std::uint64_t weight : weights) found.push_back({weight > 0, static_cast<double>(weight)});
  const auto kept = internal::top_labels(labels_, found, question_.top);
  groups.names.clear();
  for (const std::uint32_t label : kept) groups.names.push_back(labels_.texts[label]);
  if (kept.size() < labels_.texts.size()) groups.names.emplace_back(model::kOther);
  groups.of_code = internal::groups_of_codes(labels_, kept);
  return groups;
}

std::vector<std::uint8_t> Run::wanted(const std::optional<std::string>& label, const internal::Groups& groups) const {
  std::vector<std::uint8_t> wanted;
  for (std::size_t code = 0; code < labels_.texts.size(); ++code) {
    const bool named = label && labels_.texts[code] == *label;
    const std::string& group = label ? groups.names[groups.of_code[code]] : labels_.texts[code];
    wanted.push_back(!label || (*label == model::kOther ? group == model::kOther : named) ? 1 : 0);
  }
  return wanted;
}

}  // namespace

Result<FunnelAnswer> run_sql(const FunnelQuestion& question, const SqlStore& store, const AskContext& context) {
  Run run(question, context);
  THRONG_CHECK(run.read(store));
  return internal::report(run.parts(run.groups()));
}

Result<PersonList> persons_sql(const FunnelQuestion& question, const FunnelCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question, context);
  THRONG_CHECK(run.read(store));
  const internal::Groups groups = run.groups();
  return internal::persons_of(run.parts(groups), cell, run.wanted(cell.label, groups));
}

}  // namespace throng::analyze
