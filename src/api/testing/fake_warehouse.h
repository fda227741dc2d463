// A warehouse without an engine: remembers nothing, answers every SELECT with no rows.
#pragma once

#include <string>

#include "warehouse/warehouse.h"

namespace throng::api::testing {

class FakeWarehouse final : public warehouse::Warehouse {
 public:
  Result<void> query(std::string_view, const warehouse::QueryOptions&,
                     FunctionRef<Result<void>(const warehouse::Block&)>) override {
    return {};
  }
  Result<void> insert(std::string_view, const warehouse::Block&, std::string_view) override { return {}; }
  Result<void> execute(std::string_view) override { return {}; }
  Result<void> backup(std::string_view, const std::string&) override { return {}; }
  Result<void> restore(std::string_view, const std::string&) override { return {}; }
  std::string version() override { return "none"; }
};

}  // namespace throng::api::testing
