#include "analyze/sql/breakdown.h"

#include <fmt/format.h>

#include "analyze/sql/comparison.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/traits.h"
#include "model/value.h"

namespace throng::analyze::sql {

std::string event_label(const std::optional<PropertyRef>& breakdown) {
  if (!breakdown || breakdown->scope == Scope::person) return "''";
  return ValueSql::event(breakdown->name).label();
}

std::string labelled(const Reader& reader, const std::optional<PropertyRef>& breakdown, const std::string& columns,
                     const std::string& rows) {
  if (!breakdown || breakdown->scope == Scope::event) return rows;
  return fmt::format(
      "SELECT {}, {} AS label FROM (SELECT {} FROM ({}) AS rows) AS events GLOBAL ANY LEFT JOIN "
      "(SELECT p, v AS trait FROM ({}) AS latest) AS traits USING p",
      columns, ValueSql::raw("trait").label(), columns, rows, trait_query(reader, breakdown->name));
}

Result<std::vector<std::string>> top_labels(const Reader& reader, const std::string& weight, std::size_t top,
                                            const std::string& rows) {
  THRONG_TRY(const auto block,
             reader.rows(fmt::format(
                 "SELECT label, {} AS weight FROM ({}) AS rows WHERE label != {} GROUP BY label ORDER BY weight DESC, "
                 "label LIMIT {}",
                 weight, rows, warehouse::quote(model::kOther), top)));
  return block.rows == 0 ? std::vector<std::string>() : block.get<std::string>(0);
}

std::string group_of_label(const std::vector<std::string>& top) {
  const std::string other = warehouse::quote(model::kOther);
  return top.empty() ? other : fmt::format("if(label IN {}, label, {})", text_list(top), other);
}

std::string is_of_label(const std::string& label, const std::vector<std::string>& top) {
  if (label != model::kOther) return "label = " + warehouse::quote(label);
  return top.empty() ? "1" : "label NOT IN " + text_list(top);
}

}  // namespace throng::analyze::sql
