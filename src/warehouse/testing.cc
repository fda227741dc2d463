#include "warehouse/testing.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "warehouse/schema.h"

namespace throng::warehouse {
namespace {

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "the tests' warehouse: %s\n", why.c_str());
  std::abort();
}

struct Home {
  std::string folder;
  std::unique_ptr<Warehouse> warehouse;

  Home() {
    auto name = (std::filesystem::temp_directory_path() / "throng-warehouse-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) give_up("no temporary folder");
    folder = name;
    EmbeddedOptions options;
    options.folder = folder + "/warehouse";
    options.max_server_memory = std::uint64_t{4} << 30;
    auto opened = open_embedded(options);
    if (!opened) give_up(describe(opened.error()));
    warehouse = std::move(*opened);
  }
  ~Home() {
    warehouse.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;
};

std::unique_ptr<Home>& slot() {
  static std::unique_ptr<Home> only;
  return only;
}

Home& home() {
  if (slot() == nullptr) slot() = std::make_unique<Home>();
  return *slot();
}

}  // namespace

Warehouse& TestWarehouse::shared() { return *home().warehouse; }

void TestWarehouse::close() { slot().reset(); }

std::string TestWarehouse::folder() { return home().folder; }

std::string TestWarehouse::fresh_project() {
  static std::atomic<int> count = 0;
  const auto name = "t" + std::to_string(count.fetch_add(1) + 1);
  if (const auto migrated = migrate(shared(), name); !migrated) give_up(describe(migrated.error()));
  return name;
}

}  // namespace throng::warehouse
