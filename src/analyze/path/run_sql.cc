#include "analyze/path/run_sql.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/path/internal/tally.h"
#include "analyze/path/internal/wanted.h"
#include "analyze/sql/chain.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/sessions.h"
#include "analyze/sql/value.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using internal::NodeCode;
using internal::Path;

struct Node {
  std::int64_t ms;
  NodeCode code;
};

// The nodes of one session or person, in order.
using Nodes = std::vector<Node>;

// The paths are cut here: SQL splits sessions and makes nodes, and what comes is one list after the other.
class Run {
 public:
  Run(const PathQuestion& question, const SqlStore& store, const AskContext& context)
      : question_(question), store_(store), context_(context), names_(question) {}

  Result<void> read();
  const internal::NodeNames& names() const { return names_; }
  internal::Folding folding() const;

  struct Row {
    model::PersonNumber person;
    Path path;
  };
  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::string label_sql() const;
  Result<std::string> node_sql();
  std::string sessions_query(const std::string& node) const;
  std::string windows_query(const std::string& node) const;
  void take(model::PersonNumber person, const Nodes& nodes);
  void cut(model::PersonNumber person, Nodes nodes);

  const PathQuestion& question_;
  const SqlStore& store_;
  const AskContext& context_;
  internal::NodeNames names_;
  sql::Reader reader_;
  TimeRange range_;
  internal::PathShape shape_;
  std::vector<Row> rows_;  // the paths of a person stand together
};

Result<void> Run::read() {
  THRONG_TRY(reader_, sql::Reader::open(store_, context_));
  auto range = model::resolve(question_.range, context_.calendar, context_.now);
  if (!range) return std::unexpected(json::under("range", std::move(range).error()));
  range_ = *range;
  THRONG_TRY(const std::string node, node_sql());
  shape_ = internal::shape_of(question_, names_);
  return reader_.each(question_.within ? windows_query(node) : sessions_query(node),
                      [&](const warehouse::Block& block) -> Result<void> {
                        const auto& ends = block.columns[1].offsets;
                        for (std::size_t i = 0; i < block.rows; ++i) {
                          Nodes nodes;
                          for (std::size_t at = i == 0 ? 0 : ends[i - 1]; at < ends[i]; ++at)
                            nodes.push_back({block.get<std::int64_t>(1)[at], block.get<std::uint32_t>(2)[at]});
                          take(block.get<std::uint32_t>(0)[i], nodes);
                        }
                        return {};
                      });
}

// The label that splits an event of the row.
std::string Run::label_sql() const {
  if (question_.split.empty()) return warehouse::quote(model::kNone);
  std::string cases;
  for (const PathSplit& split : question_.split)
    cases +=
        fmt::format("event = {}, {}, ", warehouse::quote(split.event), sql::ValueSql::event(split.property).label());
  return fmt::format("multiIf({}{})", cases, warehouse::quote(model::kNone));
}

// Every distinct name and label is looked at here and sent back with its node's number; texts hold no zero byte, which
// parts the two.
Result<std::string> Run::node_sql() {
  THRONG_TRY(const std::string match, sql::match_sql(reader_, question_.match));
  const std::string wanted = fmt::format("{} AND ({})", sql::is_activity_sql(), match);
  const std::string label = label_sql();
  std::string texts;
  std::string numbers;
  std::size_t distinct = 0;
  THRONG_CHECK(
      reader_.each(fmt::format("SELECT DISTINCT toString(event) AS name, {} AS label FROM {} AS e WHERE {} LIMIT {}",
                               label, reader_.events(), wanted, sql::kMaxDistinctValues + 1),
                   [&](const warehouse::Block& block) -> Result<void> {
                     distinct += block.rows;
                     for (std::size_t i = 0; i < block.rows; ++i) {
                       const std::string& name = block.get<std::string>(0)[i];
                       const std::string& value = block.get<std::string>(1)[i];
                       const NodeCode node = names_.node_of(name, value);
                       if (node == 0) continue;
                       texts += fmt::format("{}{}", texts.empty() ? "" : ",", warehouse::quote(name + '\0' + value));
                       numbers += fmt::format("{}{}", numbers.empty() ? "" : ",", node);
                     }
                     return {};
                   }));
  THRONG_CHECK(
      internal::check_nodes(std::max(names_.count(), distinct > sql::kMaxDistinctValues ? kMaxPathNodes + 1 : 0)));
  if (texts.empty()) return "toUInt32(0)";
  return fmt::format("if({}, toUInt32(transform(concat(toString(event), {}, {}), [{}], [{}], 0)), toUInt32(0))", wanted,
                     warehouse::quote(std::string(1, '\0')), label, texts, numbers);
}

std::string Run::sessions_query(const std::string& node) const {
  return fmt::format(
      "SELECT p, arrayMap(le -> toInt64(tupleElement(le, 2)), es) AS mss, arrayMap(le -> tupleElement(le, 3), es) AS "
      "nodes FROM (SELECT p, n, min(ms) AS start, arraySort(groupArrayIf((i, ms, c1), c1 != 0)) AS es FROM ({}) AS "
      "rows "
      "GROUP BY p, n) AS sessions WHERE start >= {} AND start < {} AND length(es) > 0 ORDER BY p, n",
      sql::session_rows(reader_, question_.sessions, {node}), to_ms(range_.begin), to_ms(range_.end));
}

std::string Run::windows_query(const std::string& node) const {
  return fmt::format(
      "SELECT p, arrayMap(le -> toInt64(tupleElement(le, 1)), es) AS mss, arrayMap(le -> tupleElement(le, 4), es) AS "
      "nodes FROM (SELECT p, arraySort(groupArray((ms, tie, oid, c1))) AS es FROM (SELECT p, ts_ms AS ms, tie, {} AS "
      "oid, {} AS c1 FROM {} AS e WHERE {}) AS rows WHERE c1 != 0 GROUP BY p) AS persons ORDER BY p",
      sql::kOrderId, node, reader_.events(), sql::in_range({range_.begin, range_.end + *question_.within}));
}

void Run::take(model::PersonNumber person, const Nodes& nodes) {
  if (!question_.within) return cut(person, nodes);
  for (std::size_t i = 0; i < nodes.size();) {
    const bool starts = shape_.start == 0 || nodes[i].code == shape_.start;
    if (!starts) {
      ++i;
      continue;
    }
    if (nodes[i].ms >= to_ms(range_.end)) return;
    Nodes window;
    const std::int64_t last_ms = nodes[i].ms + question_.within->count();
    while (i < nodes.size() && nodes[i].ms <= last_ms) window.push_back(nodes[i++]);
    cut(person, std::move(window));
  }
}

void Run::cut(model::PersonNumber person, Nodes nodes) {
  const auto is = [](NodeCode code) { return [code](const Node& node) { return node.code == code; }; };
  if (shape_.collapse) {
    const auto same = [](const Node& a, const Node& b) { return a.code == b.code; };
    nodes.erase(std::unique(nodes.begin(), nodes.end(), same), nodes.end());
  }
  if (shape_.start != 0) nodes.erase(nodes.begin(), std::find_if(nodes.begin(), nodes.end(), is(shape_.start)));
  if (shape_.end != 0) {
    const std::size_t first = shape_.start == 0 ? 0 : 1;  // the end comes after the start
    while (nodes.size() > first && nodes.back().code != shape_.end) nodes.pop_back();
    if (nodes.size() == first) return;
    if (shape_.start == 0) std::reverse(nodes.begin(), nodes.end());
  }
  if (nodes.empty()) return;
  Row row{person, {}};
  row.path.size = static_cast<std::uint32_t>(std::min<std::size_t>(nodes.size(), shape_.levels));
  for (std::size_t level = 0; level < row.path.size; ++level) {
    row.path.nodes[level] = nodes[level].code;
    row.path.ms[level] = nodes[level].ms;
  }
  rows_.push_back(row);
}

internal::Folding Run::folding() const {
  internal::NodeCounts counts(question_.levels, names_.count());
  for (const Row& row : rows_) counts.add(row.path);
  return internal::Folding(question_, names_, &counts);
}

}  // namespace

Result<PathAnswer> run_sql(const PathQuestion& question, const SqlStore& store, const AskContext& context) {
  Run run(question, store, context);
  THRONG_CHECK(run.read());
  const internal::Folding folding = run.folding();
  internal::PathTally tally(folding);
  std::optional<model::PersonNumber> person;
  for (const auto& row : run.rows()) {
    if (person != row.person) tally.enter_person();
    person = row.person;
    tally.add(row.path);
  }
  return tally.answer(question, run.names());
}

Result<PersonList> persons_sql(const PathQuestion& question, const PathCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question, store, context);
  THRONG_CHECK(run.read());
  const internal::Folding folding = run.folding();
  const internal::WantedPaths wanted(question, cell, run.names(), &folding);
  PersonList persons;
  for (const auto& row : run.rows()) {
    if (wanted.has(row.path) && (persons.empty() || persons.back() != row.person)) persons.push_back(row.person);
  }
  return persons;
}

}  // namespace throng::analyze
