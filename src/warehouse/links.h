// Identity links as the warehouse keeps them.
#pragma once

#include <string_view>
#include <vector>

#include "model/event.h"
#include "warehouse/warehouse.h"

namespace throng::warehouse {

// All links of a project, ascending by id. Errors: the warehouse's.
Result<std::vector<model::Link>> read_links(Warehouse& warehouse, std::string_view project,
                                            const QueryOptions& options = {});

}  // namespace throng::warehouse
