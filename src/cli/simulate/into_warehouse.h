// The simulated shop written straight into an empty project: the rows that the collector would have made of the
// same messages, had each arrived at its own time, person after person. For millions of events, without journal and
// HTTP.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "cli/simulate/simulator.h"
#include "warehouse/schema.h"
#include "warehouse/warehouse.h"

namespace throng::cli {

struct FillCounts {
  std::uint64_t persons = 0;
  std::uint64_t events = 0;
};

// The numbers that the next rows get.
struct NextNumbers {
  model::EventNumber event = 1;
  model::PersonNumber person = 1;
  std::uint64_t link = 1;
};

struct PersonRows {
  std::vector<model::Event> events;
  std::vector<warehouse::IdRow> ids;
  std::vector<model::Link> links;
};

// How many numbers a person takes.
NextNumbers numbers_of(const SimPerson& person);
// Appends one person's rows, which take numbers from `next` on.
void append_rows(const SimPerson& person, NextNumbers& next, PersonRows& out);

// Shows its progress. Errors: conflict (the project has events or persons already), and the warehouse's.
Result<FillCounts> fill_warehouse(const ShopSimulator& shop, warehouse::Warehouse& warehouse, std::string_view project);

}  // namespace throng::cli
