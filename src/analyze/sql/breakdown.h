// Breakdowns in SQL: the label of a row, the labels that are kept, and the rest.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/sql/store.h"

namespace throng::analyze::sql {

// An expression over a row of Reader::events() for its label by an event property; '' without one.
std::string event_label(const std::optional<PropertyRef>& breakdown);

// A query for (columns, label) from one that has these columns (p among them) and, by event_label(), a label. Labels by
// trait come from a join, as they are the same for all events of a person.
std::string labelled(const Reader& reader, const std::optional<PropertyRef>& breakdown, const std::string& columns,
                     const std::string& rows);

// The kept labels of rows with a label: by `weight` (an aggregate), then by label. Literal $other is never among them.
Result<std::vector<std::string>> top_labels(const Reader& reader, const std::string& weight, std::size_t top,
                                            const std::string& rows);

// An expression for the group of a row with a label: the label itself, or $other.
std::string group_of_label(const std::vector<std::string>& top);
// Whether a row belongs to a cell's label.
std::string is_of_label(const std::string& label, const std::vector<std::string>& top);

}  // namespace throng::analyze::sql
