#include "analyze/retention/tables.h"

#include <fmt/core.h>

namespace throng::analyze {
namespace {

bool has_values(const RetentionQuestion& question) { return question.value != RetentionValue::persons; }

void add_rows(const RetentionQuestion& question, const std::vector<RetentionColumn>& columns,
              const RetentionTable& from, const std::string& label, Table& table) {
  for (const RetentionRow& row : from.cohorts) {
    for (std::size_t n = 0; n < row.returned.size(); ++n) {
      auto& to = table.rows.emplace_back();
      if (question.breakdown) to.emplace_back(label);
      to.insert(to.end(), {row.start, row.persons, std::uint64_t{columns[n].from}, std::uint64_t{columns[n].to},
                           row.returned[n], bool{row.complete[n]}});
      if (has_values(question)) to.insert(to.end(), {value_of(row.values[n]), value_of(row.per_person[n])});
      if (question.streaks) to.insert(to.end(), {row.unbroken[n], row.longest[n], row.current[n]});
    }
  }
}

// "3", and of a bracket "3-6".
std::string periods_of(const RetentionColumn& column) {
  return column.to - column.from == 1 ? fmt::format("{}", column.from)
                                      : fmt::format("{}-{}", column.from, column.to - 1);
}

}  // namespace

Table table_of(const RetentionQuestion& question, const RetentionAnswer& answer) {
  Table table;
  if (question.breakdown) table.columns.push_back({"group"});
  table.columns.insert(table.columns.end(), {{"cohort", TableType::instant},
                                             {"persons", TableType::whole},
                                             {"from", TableType::whole},
                                             {"to", TableType::whole},
                                             {"returned", TableType::whole},
                                             {"complete", TableType::flag}});
  if (has_values(question))
    table.columns.insert(table.columns.end(), {{"value", TableType::number}, {"per_person", TableType::number}});
  if (question.streaks) {
    for (const char* name : {"unbroken", "longest", "current"}) table.columns.push_back({name, TableType::whole});
  }
  if (!question.breakdown) add_rows(question, answer.columns, answer, "", table);
  for (const RetentionGroup& group : answer.groups) add_rows(question, answer.columns, group, group.label, table);
  return table;
}

Figure figure_of(const RetentionQuestion& question, const RetentionAnswer& answer) {
  const auto means = [&](const RetentionTable& table) { return has_values(question) ? table.mean_values : table.mean; };
  Figure figure{.unit = has_values(question) ? FigureUnit::number : FigureUnit::share};
  figure.lines.push_back({.name = "mean", .word = true, .values = means(answer)});
  for (const RetentionGroup& group : answer.groups)
    figure.lines.push_back({.name = group.label, .values = means(group)});
  for (const RetentionColumn& column : answer.columns) figure.places.push_back(periods_of(column));
  return figure;
}

}  // namespace throng::analyze
