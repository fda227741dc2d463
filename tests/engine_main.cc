// The entry of test programs that load the embedded engine: they end without the engine's own exit handlers, whose
// background threads may still run then and have been seen to crash a program whose tests had all passed.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "warehouse/testing.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const int result = RUN_ALL_TESTS();
  throng::warehouse::TestWarehouse::close();
  std::fflush(nullptr);
  std::_Exit(result);
}
