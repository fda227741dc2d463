// A trend's breakdowns in SQL: columns l1, l2, ... with the labels of a row; without breakdown one l1 that is ''.
#pragma once

#include <string>
#include <vector>

#include "analyze/sql/store.h"
#include "analyze/trend/spec.h"

namespace throng::analyze::internal {

class SqlLabels {
 public:
  // `source`: "(…) AS e WHERE …", the events that decide the ends of automatic bins.
  static Result<SqlLabels> create(const std::vector<TrendBreakdown>& by, const sql::Reader& reader,
                                  const std::string& source);

  // What rows of events must carry for it.
  struct Column {
    std::string name;
    std::string expression;  // over a row of Reader::events()
  };
  std::vector<Column> event_columns() const;
  std::string selected() const;  // ", expression AS name, …"
  std::string carried() const;   // ", name, …"
  // A query for (columns, l1, l2, …) from one for (columns, those of event_columns()), p among the columns. Labels by
  // trait come from a join, as they are the same for all events of a person.
  std::string labelled(const std::string& columns, const std::string& rows) const;

  std::size_t width() const { return parts_.empty() ? 1 : parts_.size(); }
  std::string list(const std::string& prefix) const;  // "l1, l2"
  // ", … AS s1, … AS s2": the labels themselves where they are among the top ones, else $other.
  std::string grouped(const std::vector<std::vector<std::string>>& top) const;
  std::string no_literal_other() const;
  // Whether a row belongs to a cell's labels.
  std::string is_of(const std::vector<std::string>& labels, const std::vector<std::vector<std::string>>& top) const;

 private:
  struct Part {
    PropertyRef property;
    bool binned = false;
    std::vector<double> edges;
  };
  explicit SqlLabels(const sql::Reader& reader) : reader_(&reader) {}
  std::string is_kept(const std::vector<std::vector<std::string>>& top) const;
  std::string with_traits(const std::string& columns, const std::string& rows) const;
  Result<void> find_ends(const std::vector<TrendBreakdown>& by, const std::string& source);

  const sql::Reader* reader_;
  std::vector<Part> parts_;
};

}  // namespace throng::analyze::internal
