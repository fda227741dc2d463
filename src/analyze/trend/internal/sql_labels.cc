#include "analyze/trend/internal/sql_labels.h"

#include <fmt/format.h>

#include "analyze/internal/bins.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/traits.h"
#include "analyze/sql/value.h"
#include "analyze/trend/internal/bin_labels.h"
#include "model/value.h"

namespace throng::analyze::internal {
namespace {

using Column = SqlLabels::Column;

// The label, or where it is binned the number (x) and whether there is one (k): bins are found outside, where each of
// these has a name.
std::vector<Column> columns_of(std::size_t part, bool binned, const sql::ValueSql& value) {
  if (!binned) return {{fmt::format("l{}", part + 1), value.label()}};
  return {{fmt::format("k{}", part + 1), fmt::format("toUInt8({})", value.is_number())},
          {fmt::format("x{}", part + 1), value.number()}};
}

std::string selected_of(const std::vector<Column>& columns) {
  std::string out;
  for (const Column& column : columns) out += fmt::format(", {} AS {}", column.expression, column.name);
  return out;
}

std::string names_of(const std::vector<Column>& columns) {
  std::string out;
  for (const Column& column : columns) out += ", " + column.name;
  return out;
}

std::string quoted_list(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const std::string& text : texts) quoted.push_back(warehouse::quote(text));
  return fmt::format("{}", fmt::join(quoted, ", "));
}

}  // namespace

Result<SqlLabels> SqlLabels::create(const std::vector<TrendBreakdown>& by, const sql::Reader& reader,
                                    const std::string& source) {
  SqlLabels labels(reader);
  bool automatic = false;
  for (const TrendBreakdown& one : by) {
    labels.parts_.push_back({one.property, one.bins.has_value(), one.bins.value_or(std::vector<double>())});
    automatic = automatic || (one.bins && one.bins->empty());
  }
  if (automatic) THRONG_CHECK(labels.find_ends(by, source));
  return labels;
}

Result<void> SqlLabels::find_ends(const std::vector<TrendBreakdown>& by, const std::string& source) {
  const std::string rows = with_traits("p", fmt::format("SELECT p{} FROM {}", selected(), source));
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (!by[i].bins || !by[i].bins->empty()) continue;
    THRONG_TRY(const auto block,
               reader_->rows(fmt::format(
                   "SELECT minIf(x{0}, k{0} = 1), maxIf(x{0}, k{0} = 1), countIf(k{0} = 1) FROM ({1}) AS numbers",
                   i + 1, rows)));
    std::optional<NumberEnds> ends;
    if (block.rows > 0 && block.get<std::uint64_t>(2)[0] > 0)
      ends = NumberEnds{block.get<double>(0)[0], block.get<double>(1)[0]};
    parts_[i].edges = automatic_edges(ends);
  }
  return {};
}

std::vector<Column> SqlLabels::event_columns() const {
  std::vector<Column> out;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i].property.scope == Scope::person) continue;
    const auto columns = columns_of(i, parts_[i].binned, sql::ValueSql::event(parts_[i].property.name));
    out.insert(out.end(), columns.begin(), columns.end());
  }
  if (parts_.empty()) out.push_back({"l1", "''"});
  return out;
}

std::string SqlLabels::selected() const { return selected_of(event_columns()); }
std::string SqlLabels::carried() const { return names_of(event_columns()); }

std::string SqlLabels::with_traits(const std::string& columns, const std::string& rows) const {
  std::string out = rows;
  std::string known = carried();
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i].property.scope == Scope::event) continue;
    const auto added = columns_of(i, parts_[i].binned, sql::ValueSql::raw("trait"));
    out = fmt::format(
        "SELECT {0}{1}{2} FROM (SELECT {0}{1} FROM ({3}) AS rows) AS events GLOBAL ANY LEFT JOIN "
        "(SELECT p, v AS trait FROM ({4}) AS latest) AS traits USING p",
        columns, known, selected_of(added), out, sql::trait_query(*reader_, parts_[i].property.name));
    known += names_of(added);
  }
  return out;
}

std::string SqlLabels::labelled(const std::string& columns, const std::string& rows) const {
  std::string labels;
  for (std::size_t i = 0; i < width(); ++i) {
    const std::string name = fmt::format("l{}", i + 1);
    labels += ", ";
    if (parts_.empty() || !parts_[i].binned) {
      labels += name;
      continue;
    }
    const std::string place = place_sql(parts_[i].edges, fmt::format("x{}", i + 1));
    labels += fmt::format("if(k{} = 1, arrayElement([{}], {} + 1), {}) AS {}", i + 1,
                          quoted_list(bin_labels(parts_[i].edges)), place, warehouse::quote(model::kNone), name);
  }
  return fmt::format("SELECT {}{} FROM ({}) AS unlabelled", columns, labels, with_traits(columns, rows));
}

std::string SqlLabels::list(const std::string& prefix) const {
  std::string out;
  for (std::size_t i = 1; i <= width(); ++i) out += fmt::format("{}{}{}", i == 1 ? "" : ", ", prefix, i);
  return out;
}

std::string SqlLabels::is_kept(const std::vector<std::vector<std::string>>& top) const {
  if (top.empty()) return "0";
  std::vector<std::string> tuples;
  for (const auto& one : top) tuples.push_back(fmt::format("({})", quoted_list(one)));
  return fmt::format("({}) IN ({})", list("l"), fmt::join(tuples, ", "));
}

std::string SqlLabels::grouped(const std::vector<std::vector<std::string>>& top) const {
  std::string out;
  for (std::size_t i = 1; i <= width(); ++i)
    out += fmt::format(", if({}, l{}, {}) AS s{}", is_kept(top), i, warehouse::quote(model::kOther), i);
  return out;
}

std::string SqlLabels::no_literal_other() const {
  std::string out = "1";
  for (std::size_t i = 1; i <= width(); ++i) out += fmt::format(" AND l{} != {}", i, warehouse::quote(model::kOther));
  return out;
}

std::string SqlLabels::is_of(const std::vector<std::string>& labels,
                             const std::vector<std::vector<std::string>>& top) const {
  if (labels.size() == 1 && labels[0] == model::kOther) return fmt::format("NOT ({})", is_kept(top));
  std::string out = "1";
  for (std::size_t i = 0; i < labels.size(); ++i)
    out += fmt::format(" AND l{} = {}", i + 1, warehouse::quote(labels[i]));
  return out;
}

}  // namespace throng::analyze::internal
