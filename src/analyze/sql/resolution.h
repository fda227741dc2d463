// The links of a project, resolved into a table that queries can join: a chain of links cannot be followed in SQL.
#pragma once

#include <string>

#include "warehouse/warehouse.h"

namespace throng::analyze::sql {

// The name of a table (person UInt32, represented UInt32) that gives every linked number its representative plus one
// (so that 0, what a join puts for no row, means none); "" when there are no links. One table per state of the
// links, made when first needed: time O(links), afterwards one small query. Safe to call concurrently.
Result<std::string> resolution_table(warehouse::Warehouse& warehouse, const std::string& project);

}  // namespace throng::analyze::sql
