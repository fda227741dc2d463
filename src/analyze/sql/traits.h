// What the operations on a person's traits come to (model/profile_op.h), in SQL.
#pragma once

#include <string>
#include <string_view>

#include "analyze/sql/store.h"

namespace throng::analyze::sql {

// A query for (p, v): the raw value of a trait for every person on whose trait there ever was an operation; "" and
// 'null' are none.
std::string trait_query(const Reader& reader, std::string_view trait);

// "event IN (...)": all operations on profiles.
std::string is_profile_operation();
// The number of an event's operation, as model::ProfileOp counts.
std::string operation_number();
// Over an array of (operation number, raw operand) in order: the raw value in the end, '' for none.
std::string folded(std::string_view operations);

}  // namespace throng::analyze::sql
