// For tests only: the real engine in a temporary folder.
#pragma once

#include <string>

#include "warehouse/warehouse.h"

namespace throng::warehouse {

// chDB opens one folder per process, so all tests of a program share one engine and take a database each.
class TestWarehouse {
 public:
  // Opened on first use, kept until close(). Aborts with the reason when the engine
  // cannot be loaded.
  static Warehouse& shared();
  // The name of a new, migrated project: "t1", "t2", ...
  static std::string fresh_project();
  // A folder of this process for files of tests; removed by close().
  static std::string folder();
  // Closes the engine and removes the folder; tests/engine_main.cc calls it when all tests are done.
  static void close();
};

}  // namespace throng::warehouse
